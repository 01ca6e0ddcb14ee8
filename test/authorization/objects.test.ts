import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../server/src/platform/ids.ts';
import type { Answer } from '../../server/test/app.ts';
import { CANDIDATE, NO_LIMITS, TERMS } from '../../server/test/desk.ts';
import { digest } from '../hostile/stored.ts';
import { type Ground, layGround } from './district.ts';
import { type Anybody, INVESTOR, type Things } from './things.ts';

/** T-AUTHZ of RELIABILITY, the axis of objects: somebody else's thing answers exactly as a thing that does not exist. */
let ground: Ground;
beforeAll(async () => {
  ground = await layGround();
});
afterAll(() => ground.app.close());

/** One way to reach a thing by its name. */
interface Reach {
  readonly by: Anybody;
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly url: (things: Things) => string;
  readonly body?: (things: Things) => object;
  /** What one's own thing answers where that is not 200: it is there, and not yet far enough. */
  readonly own?: number;
}

const { kind: _kind, ...criteria } = INVESTOR;
const at = (by: Anybody, url: Reach['url']): Reach => ({ by, method: 'GET', url });
const step = (by: Anybody, path: string, body: object = {}): Reach => ({
  by,
  method: 'POST',
  url: ({ matter }) => `/api/matters/${matter}/${path}`,
  body: () => body,
});
const offer = (by: Anybody, path: string, body: object = {}): Reach => ({
  by,
  method: 'POST',
  url: ({ matter, offer: id }) => `/api/matters/${matter}/offers/${id}/${path}`,
  body: () => body,
});
const plan = (path: string, body: object): Reach => ({
  by: 'manager',
  method: 'POST',
  url: ({ plan: id }) => `/api/area-plans/${id}/${path}`,
  body: () => body,
});
const desk = (path: (things: Things) => string, body: object): Reach => ({
  by: 'equipment',
  method: 'POST',
  url: (things) => `/api/${path(things)}`,
  body: () => body,
});
const raise = (by: Anybody, body: NonNullable<Reach['body']>): Reach => ({
  by,
  method: 'POST',
  url: () => '/api/matters',
  body: (things) => ({ text: '货梯停了', ...body(things) }),
});

const reach = (url: Reach['url'], body: object = {}): Reach => ({ by: 'firm1', method: 'POST', url, body: () => body });

/** Steps of the exchange on what belongs to one side. */
function exchangeReaches(): readonly Reach[] {
  return [
    reach(({ resource }) => `/api/resources/${resource}/withdrawal`),
    ...['acceptance', 'withdrawal'].map((path) => reach(({ booking }) => `/api/bookings/${booking}/${path}`)),
    reach(({ booking }) => `/api/bookings/${booking}/refusal`, { reason: 'xx' }),
    reach(({ booking }) => `/api/bookings/${booking}/usage`, { minutes: 1 }),
    reach(({ need }) => `/api/needs/${need}/closing`),
    reach(({ need }) => `/api/shared-needs/${need}/answers`, { words: 'xx', desk: 'xx', deskPhone: '0571-0000' }),
    reach(({ answer }) => `/api/need-answers/${answer}/withdrawal`, { version: 1 }),
    reach(({ answer }) => `/api/need-answers/${answer}/decision`, {
      version: 1,
      agreed: false,
      desk: '',
      deskPhone: '',
      reason: 'xx',
    }),
  ];
}

const READERS = ['team1', 'counter', 'manager', 'auditor'] as const;

/** Everything that a company can name. */
const OF_A_COMPANY: readonly Reach[] = [
  at('firm1', ({ matter }) => `/api/matters/${matter}`),
  at('firm1', ({ firm }) => `/api/firms/${firm}`),
  at('firm1', ({ firm }) => `/api/firms/${firm}/timeline`),
  at('firm1', ({ upload }) => `/files/${upload}`),
  step('firm1', 'supplements', { text: 'x' }),
  step('firm1', 'confirmation', { outcome: 'solved' }),
  step('firm1', 'rating', { grade: 5, tags: [] }),
  step('firm1', 'reopening', { text: 'x' }),
  step('firm1', 'withdrawal'),
  step('firm1', 'nudge'),
  raise('firm1', ({ site }) => ({ siteId: site })),
  ...exchangeReaches(),
  reach(({ keyDate }) => `/api/key-dates/${keyDate}/withdrawal`, { version: 1, reason: 'xx' }),
  reach(({ fact }) => `/api/facts/${fact}/withdrawal`, { version: 1, reason: 'xx' }),
  at('firm1', ({ capitalNeed }) => `/api/capital-needs/${capitalNeed}`),
  reach(({ capitalNeed }) => `/api/capital-needs/${capitalNeed}/closing`, { version: 1, reason: 'xx' }),
  {
    by: 'firm1',
    method: 'POST',
    url: ({ capitalNeed }) => `/api/capital-needs/${capitalNeed}/introductions`,
    body: () => ({ investorId: ground.own.investor }),
  },
  reach(({ introduction }) => `/api/introductions/${introduction}/answer`, {
    version: 1,
    side: 'firm',
    agreed: true,
    reference: '',
    reason: '',
  }),
  raise('firm1', ({ upload }) => ({ attachmentIds: [upload] })),
  {
    by: 'firm1',
    method: 'POST',
    url: () => `/api/matters/${ground.own.matter}/supplements`,
    body: ({ upload }) => ({ text: 'x', attachmentIds: [upload] }),
  },
];

/** Everything that staff can name; in their own district they see all of it. */
const OF_STAFF: readonly Reach[] = [
  ...READERS.flatMap((by) => [
    at(by, ({ matter }) => `/api/matters/${matter}`),
    at(by, ({ firm }) => `/api/firms/${firm}`),
    at(by, ({ firm }) => `/api/firms/${firm}/timeline`),
    at(by, ({ upload }) => `/files/${upload}`),
    at(by, ({ import: id }) => `/api/firm-imports/${id}`),
    at(by, ({ import: id }) => `/api/firm-imports/${id}/rows`),
    at(by, ({ plan }) => `/api/area-plans/${plan}`),
    at(by, ({ deal }) => `/api/deals/${deal}`),
    { ...at(by, ({ deal }) => `/api/deals/${deal}/term-sheet`), own: 409 },
    { ...at(by, ({ deal }) => `/api/deals/${deal}/workbook.xlsx`), own: 409 },
    at(by, ({ pooled }) => `/api/candidates/${pooled}`),
    at(by, ({ capitalNeed }) => `/api/capital-needs/${capitalNeed}`),
    at(by, ({ plan }) => `/api/area-plans/${plan}/firms`),
    at(by, ({ firm }) => `/api/reach?firmId=${firm}`),
    at(by, ({ firm }) => `/api/reach/cn.hightech?firmId=${firm}`),
  ]),
  at('counter', ({ firm }) => `/api/matters/similar?firmId=${firm}&text=%E8%B4%A7%E6%A2%AF%E5%81%9C%E4%BA%86`),
  at('manager', ({ plan }) => `/api/area-plans/${plan}/firms.xlsx`),
  step('team1', 'replies', { text: 'x' }),
  step('team1', 'notes', { text: 'x' }),
  step('manager', 'notes', { text: 'x' }),
  step('team1', 'supplements', { text: 'x' }),
  step('team1', 'waits', { what: 'x', resumeBy: '2026-12-10' }),
  step('team1', 'resumption', { reason: 'x' }),
  step('team1', 'arrivals', { text: 'x' }),
  step('team1', 'extension', { reason: 'x', workingDays: 1 }),
  step('team1', 'proposals', { text: 'x' }),
  step('team1', 'rejection', { reason: 'outsideRemit', explanation: 'x', redirect: 'x' }),
  step('manager', 'reopening', { text: 'x' }),
  step('manager', 'oversight', { text: 'x' }),
  step('supervisor', 'oversight', { text: 'x' }),
  plan('edits', { version: 1, moves: [{ cell: '89309a5100fffff', to: 1 }] }),
  plan('proposal', { version: 1, effectiveAt: '2026-12-01T00:00:00.000Z' }),
  plan('approval', { version: 1, mark: '' }),
  plan('return', { version: 1, reason: 'x' }),
  plan('withdrawal', { version: 1 }),
  desk(({ keyDate }) => `key-dates/${keyDate}/withdrawal`, { version: 1, reason: 'xx' }),
  desk(({ fact }) => `facts/${fact}/withdrawal`, { version: 1, reason: 'xx' }),
  desk(({ fact }) => `facts/${fact}/confirmation`, { version: 1 }),
  desk(({ deal }) => `deals/${deal}/candidates`, { ...CANDIDATE, version: 1, firmId: newId() }),
  desk(({ deal, candidate }) => `deals/${deal}/candidates/${candidate}/leaving`, { version: 1, reason: 'xx' }),
  desk(({ deal, paper }) => `deals/${deal}/papers/${paper}/receipt`, { version: 1, reference: 'xx' }),
  desk(({ deal }) => `deals/${deal}/papers/chasing`, { version: 1 }),
  desk(({ deal }) => `deals/${deal}/stage`, { version: 1 }),
  desk(({ deal }) => `deals/${deal}/pool-choice`, { leastFen: 1, mostFen: 2, limits: NO_LIMITS }),
  desk(({ deal }) => `deals/${deal}/pool-proposal`, { version: 1, candidateIds: [newId()] }),
  desk(({ deal }) => `deals/${deal}/issue-proposal`, {
    version: 1,
    amountFen: 1,
    issuedOn: '2026-01-15',
    terms: TERMS,
  }),
  desk(({ deal }) => `deals/${deal}/runs`, { candidateIds: null, terms: TERMS, paths: 1 }),
  { ...desk(({ proposal }) => `deal-proposals/${proposal}/approval`, { version: 1, mark: 'x' }), by: 'manager' },
  { ...desk(({ proposal }) => `deal-proposals/${proposal}/return`, { version: 1, reason: 'xx' }), by: 'manager' },
  desk(({ pooled }) => `candidates/${pooled}/moves`, {
    version: 1,
    to: 'left',
    on: '2026-03-01',
    cause: 'xx',
    evidence: [],
  }),
  desk(({ pooled }) => `candidates/${pooled}/evidence`, { version: 1, item: 'complianceReview', reference: 'xx' }),
  desk(({ pooled }) => `candidates/${pooled}/tasks`, {
    version: 1,
    tasks: [{ task: 'team', postId: newId(), dueOn: '2027-03-01' }],
  }),
  desk(({ pooled }) => `candidates/${pooled}/facts`, { version: 1, text: 'xx', confidential: true }),
  desk(({ pooled }) => `candidates/${pooled}/readings`, {}),
  desk(({ pooled }) => `candidates/${pooled}/engagements`, {
    version: 1,
    name: 'xx',
    kind: 'other',
    since: '2026-03-01',
  }),
  desk(({ pooled }) => `candidates/${pooled}/recusals`, { version: 1, intermediaryId: null, reason: 'xx' }),
  {
    by: 'equipment',
    method: 'POST',
    url: () => `/api/candidates/${ground.own.pooled}/recusals`,
    body: ({ intermediary }) => ({ version: 3, intermediaryId: intermediary, reason: 'xx' }),
  },
  {
    by: 'equipment',
    method: 'POST',
    url: () => '/api/candidates',
    body: ({ firm }) => ({ firmId: firm, board: 'star', postId: null, on: '2026-01-05', reference: 'xx' }),
  },
  desk(({ investor }) => `investors/${investor}/closing`, { version: 1, reason: 'xx' }),
  desk(({ investor }) => `investors/${investor}/criteria`, { ...criteria, version: 1 }),
  desk(({ introduction }) => `introductions/${introduction}/outcome`, {
    version: 1,
    amountFen: 1,
    on: '2026-11-23',
    reference: 'xx',
    reason: '',
  }),
  {
    by: 'equipment',
    method: 'POST',
    url: () => `/api/capital-needs/${ground.own.capitalNeed}/introductions`,
    body: ({ investor }) => ({ investorId: investor }),
  },
  {
    by: 'equipment',
    method: 'POST',
    url: () => '/api/capital-needs',
    body: ({ firm }) => ({
      firmId: firm,
      form: 'debt',
      stage: 'seed',
      amountFen: 1,
      purpose: 'xx',
      until: '2027-01-01',
    }),
  },
  offer('equipment', 'accept'),
  offer('equipment', 'decline', { basis: 'x', suggestedPostId: null }),
  offer('team1', 'withdraw'),
  raise('counter', ({ firm }) => ({ firmId: firm })),
  raise('counter', ({ post }) => ({ firmId: ground.own.firm, offerToPostId: post })),
  raise('counter', ({ site }) => ({ firmId: ground.own.firm, siteId: site })),
  raise('counter', ({ upload }) => ({ firmId: ground.own.firm, attachmentIds: [upload] })),
  {
    ...step('team1', 'offers'),
    url: () => `/api/matters/${ground.own.matter}/offers`,
    body: ({ post }) => ({ toPostId: post, kind: 'assist', ask: 'x' }),
  },
  {
    ...step('supervisor', 'arbitration'),
    url: () => `/api/matters/${ground.own.matter}/arbitration`,
    body: ({ post }) => ({ toPostId: post, reason: 'x' }),
  },
  {
    ...step('team1', 'replies'),
    url: () => `/api/matters/${ground.own.matter}/replies`,
    body: ({ post }) => ({ text: 'x', postId: post }),
  },
  {
    by: 'team1',
    method: 'POST',
    url: ({ firm }) => `/api/firms/${firm}/sites`,
    body: () => ({ name: 'x', address: 'x' }),
  },
  {
    by: 'manager',
    method: 'PUT',
    url: ({ site }) => `/api/sites/${site}/place`,
    body: () => ({ lon: 120, lat: 30.3 }),
  },
  {
    by: 'manager',
    method: 'PUT',
    url: ({ import: id }) => `/api/firm-imports/${id}/mapping`,
    body: () => ({ mapping: {} }),
  },
  { by: 'manager', method: 'POST', url: ({ import: id }) => `/api/firm-imports/${id}/commit`, body: () => ({}) },
];

/** An answer without what is its own: the reference of the log line, the clock, and the name that was asked for. */
function bare({ status, body, headers }: Answer, things: Things): string {
  const type = String(headers['content-type'] ?? '');
  let text = `${status} ${type} ${JSON.stringify(body)}`.replace(/"ref":"[^"]*"/g, '');
  for (const value of Object.values(things)) text = text.replaceAll(value, '');
  return text;
}

const ask = ({ by, method, url, body }: Reach, things: Things): Promise<Answer> =>
  ground.ask(method, url(things), ground.cookies.get(by) ?? '', body === undefined ? {} : { body: body(things) });

async function compare(reaches: readonly Reach[], foreign: Things): Promise<void> {
  const before = await digest(ground.app.database.ownerUrl);
  for (const reach of reaches) {
    const [theirs, none] = [await ask(reach, foreign), await ask(reach, ground.nothing)];
    expect(bare(theirs, foreign), `${reach.by} ${reach.method} ${reach.url(foreign)}`).toBe(bare(none, ground.nothing));
    if (!reach.url(foreign).includes('similar')) expect(theirs.status, reach.url(foreign)).toBeGreaterThanOrEqual(400);
  }
  expect(await digest(ground.app.database.ownerUrl)).toBe(before);
}

describe('a thing of somebody else', () => {
  it('does not exist for another company', () => compare(OF_A_COMPANY, ground.rival));

  it('does not exist for a company of another district', () => compare(OF_A_COMPANY, ground.other));

  it('does not exist for the staff of another district', () => compare(OF_STAFF, ground.other));

  it('does not exist as a file that nobody has attached yet, nor as a file of an internal note', async () => {
    const none = bare(
      await ask(
        at('firm1', ({ upload }) => `/files/${upload}`),
        ground.nothing,
      ),
      ground.nothing,
    );
    const internal = { ...ground.nothing, upload: ground.internalUpload };
    expect(
      bare(
        await ask(
          at('firm1', ({ upload }) => `/files/${upload}`),
          internal,
        ),
        internal,
      ),
    ).toBe(none);
    expect(
      (
        await ask(
          at('team1', ({ upload }) => `/files/${upload}`),
          internal,
        )
      ).status,
    ).toBe(200);
  });

  it('does not exist on the receipt page of another district, with its right code', async () => {
    const page = (things: Things, host: string) =>
      ground.ask('GET', `/api/receipts/${things.matter}?code=${things.code}`, '', { host });
    expect(bare(await page(ground.other, 'localhost'), ground.other)).toBe(
      bare(await page(ground.nothing, 'localhost'), ground.nothing),
    );
    expect((await page(ground.other, 'other.test')).status).toBe(200);
    expect((await page(ground.own, 'localhost')).status).toBe(200);
  });

  it('takes its district from the session and not from the address that was called', async () => {
    const manager = ground.cookies.get('manager') ?? '';
    expect(
      (await ground.ask('GET', `/api/matters/${ground.other.matter}`, manager, { host: 'other.test' })).status,
    ).toBe(404);
    expect((await ground.ask('GET', `/api/matters/${ground.own.matter}`, manager, { host: 'other.test' })).status).toBe(
      200,
    );
  });
});

describe('a thing of one’s own', () => {
  it('answers under the very same requests, so that the refusals above mean something', async () => {
    const reading = (reaches: readonly Reach[]) => reaches.filter(({ method }) => method === 'GET');
    for (const reach of [...reading(OF_A_COMPANY), ...reading(OF_STAFF)])
      expect((await ask(reach, ground.own)).status, `${reach.by} ${reach.url(ground.own)}`).toBe(reach.own ?? 200);
    for (const reach of reading(OF_STAFF))
      expect((await ask(reach, ground.rival)).status, reach.url(ground.rival)).toBe(reach.own ?? 200);
    expect(
      (
        await ask(
          reach(({ booking }) => `/api/bookings/${booking}/withdrawal`),
          ground.own,
        )
      ).status,
    ).toBe(200);
    expect(
      (
        await ask(
          reach(({ need }) => `/api/needs/${need}/closing`),
          ground.own,
        )
      ).status,
    ).toBe(200);
    expect((await ask(step('firm1', 'nudge'), ground.own)).status).toBe(200);
    expect((await ask(step('team1', 'replies', { text: 'x' }), ground.own)).status).toBe(200);
  });
});
