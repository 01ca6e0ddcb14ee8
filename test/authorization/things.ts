import type { Answer, TestApp } from '../../server/test/app.ts';
import { CANDIDATE } from '../../server/test/desk.ts';
import type { Login, SmallDistrict } from '../../server/test/district.ts';

/** The administrators of security and audit; the small district has only the one of the system. */
export const MORE_LOGINS = { security: 'securityAdministrator', audit: 'auditAdministrator' } as const;
export type Anybody = Login | keyof typeof MORE_LOGINS;

/** Ids of one kind: of the caller's own reach, of somebody else in the district, of the other district, of nothing. */
export interface Things {
  readonly matter: string;
  readonly firm: string;
  readonly site: string;
  readonly post: string;
  readonly upload: string;
  readonly import: string;
  readonly offer: string;
  readonly resource: string;
  readonly booking: string;
  readonly need: string;
  /** An answer of the third company to a need of this one. */
  readonly answer: string;
  readonly plan: string;
  readonly deal: string;
  readonly proposal: string;
  readonly candidate: string;
  readonly paper: string;
  readonly pooled: string;
  readonly intermediary: string;
  readonly investor: string;
  readonly capitalNeed: string;
  readonly introduction: string;
  readonly keyDate: string;
  readonly fact: string;
  readonly code: string;
}

/** Asks the program over HTTP in the name of whoever holds the cookie. */
export type Ask = (
  method: string,
  url: string,
  cookie: string,
  more?: { body?: unknown; host?: string },
) => Promise<Answer>;

export interface Laying {
  readonly app: TestApp;
  readonly ask: Ask;
  readonly district: SmallDistrict;
  readonly cookie: (login: Anybody) => string;
}

/** The body of an answer that lays the ground; anything else stops the tests. */
export async function must(answer: Promise<Answer>): Promise<Answer['body']> {
  const { status, body } = await answer;
  if (status >= 300) throw new Error(`the ground could not be laid: ${status} ${JSON.stringify(body)}`);
  return body;
}

/** What every investor of these tests looks for. */
export const INVESTOR = {
  kind: 'fund',
  forms: ['equity'],
  stages: ['growth'],
  sectors: [],
  leastFen: 1,
  mostFen: 200,
  desk: '投资部',
  deskPhone: '0571-0000 0801',
  reference: '来函 1 号',
};

/** A product of the equipment post with one candidate in it, valued and proposed as its pool. */
export async function deskThings(
  { ask, district, cookie }: Laying,
  firm: 'firm1' | 'firm2',
  canary: string,
): Promise<Pick<Things, 'deal' | 'proposal' | 'candidate' | 'paper'>> {
  const say = (url: string, body: object) => must(ask('POST', url, cookie('equipment'), { body }));
  const opened = await say('/api/deals', { name: `产品 ${canary}`, structure: 'pledge_loan' });
  const url = `/api/deals/${opened.id}`;
  let deal = await say(`${url}/candidates`, {
    ...CANDIDATE,
    version: 1,
    firmId: district.firms[firm],
    rights: `专利 ${canary}`,
  });
  for (const _ of ['diligence', 'valuation']) {
    deal = await say(`${url}/stage`, { version: deal.version });
    for (const { id, stage } of deal.papers)
      if (stage === deal.stage)
        deal = await say(`${url}/papers/${id}/receipt`, { version: deal.version, reference: `档案 ${canary}` });
  }
  const candidate = deal.candidates[0].id;
  deal = await say(`${url}/pool-proposal`, { version: deal.version, candidateIds: [candidate] });
  const paper = deal.papers.find((each: { candidateId: string | null }) => each.candidateId === null).id;
  return { deal: deal.id, proposal: deal.proposals[0].id, candidate, paper };
}

/** A company in the pool of the equipment post, with a confidential fact and somebody who works for it. */
export async function poolThings(
  { ask, district, cookie }: Laying,
  firm: 'firm1' | 'firm2',
  canary: string,
): Promise<Pick<Things, 'pooled' | 'intermediary'>> {
  const say = (url: string, body: object) => must(ask('POST', url, cookie('equipment'), { body }));
  const { id } = await say('/api/candidates', {
    firmId: district.firms[firm],
    board: 'star',
    postId: null,
    on: '2026-01-05',
    reference: `档案 ${canary}`,
  });
  const url = `/api/candidates/${id}`;
  await say(`${url}/facts`, { version: 1, text: `内控 ${canary}`, confidential: true });
  const since = '2026-02-01';
  const { engagements } = await say(`${url}/engagements`, {
    version: 2,
    name: `律所 ${canary}`,
    kind: 'lawFirm',
    since,
  });
  return { pooled: id, intermediary: engagements[0].intermediaryId };
}

/** Money that a company needs, and an investor that was asked for it; nobody has answered. */
export async function capitalThings(
  { ask, cookie }: Laying,
  firm: 'firm1' | 'firm2',
  canary: string,
): Promise<Pick<Things, 'investor' | 'capitalNeed' | 'introduction'>> {
  const { investors } = await must(
    ask('POST', '/api/investors', cookie('equipment'), { body: { ...INVESTOR, name: `基金 ${canary}` } }),
  );
  const investor = investors.find((each: { investor: { name: string } }) => each.investor.name.includes(canary))
    .investor.id;
  const body = { form: 'equity', stage: 'growth', amountFen: 100, purpose: `扩产 ${canary}`, until: '2027-06-30' };
  const need = await must(ask('POST', '/api/capital-needs', cookie(firm), { body }));
  const url = `/api/capital-needs/${need.id}/introductions`;
  const asked = await must(ask('POST', url, cookie('equipment'), { body: { investorId: investor } }));
  return { investor, capitalNeed: need.id, introduction: asked.introductions[0].id };
}

const MICROSCOPE = {
  kind: 'instrument',
  place: '2 幢',
  desk: '预约台',
  deskPhone: '0571-0000 0801',
  priceFen: 0,
  slotMinutes: 60,
  hours: [{ weekday: 3, from: 600, until: 1200 }],
};

/** What a company takes part in as a taker: a resource of the third one, its own booking of it, its own need. */
export async function exchangeThings(
  { ask, cookie }: Laying,
  { firm, canary, hour }: { readonly firm: 'firm1' | 'firm2'; readonly canary: string; readonly hour: number },
): Promise<Pick<Things, 'resource' | 'booking' | 'need' | 'answer'>> {
  const say = (login: Anybody, url: string, body: object) => must(ask('POST', url, cookie(login), { body }));
  const lent = await say('firm3', '/api/resources', { ...MICROSCOPE, title: '显微镜' });
  const from = `2026-11-25T${String(hour).padStart(2, '0')}:00:00.000Z`;
  const until = `2026-11-25T${String(hour + 1).padStart(2, '0')}:00:00.000Z`;
  // What a taker writes is read by the giver too, so the mark of one company stands in its own need alone.
  const booking = await say(firm, `/api/resources/${lent.id}/bookings`, { from, until, purpose: '看样品' });
  const need = await say(firm, '/api/needs', { kind: 'room', title: `会议室 ${canary}`, until: '2026-12-20' });
  const own = await say(firm, '/api/resources', { ...MICROSCOPE, title: '会客厅' });
  await say(firm, `/api/resources/${own.id}/withdrawal`, {});
  const wanted = { kind: 'expert', title: '专家半天', until: '2026-12-20', shared: true };
  const shared = await say(firm, '/api/needs', wanted);
  const help = { words: '周三下午可以', desk: '专家台', deskPhone: '0571-0000 0802' };
  await say('firm3', `/api/shared-needs/${shared.id}/answers`, help);
  const { needs } = await must(ask('GET', '/api/needs', cookie(firm)));
  const answered = needs.find(({ id }: { id: string }) => id === shared.id);
  return { resource: own.id, booking: booking.id, need: need.id, answer: answered.answers[0].id };
}
