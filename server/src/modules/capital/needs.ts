import type { AskIntroduction, CloseCapital, StateCapitalNeed } from '@banfei/contracts';
import { chronicle } from '../../platform/chronicle.ts';
import { dayAt, plusDays } from '../../platform/days.ts';
import type { Tx } from '../../platform/db.ts';
import { Refusal } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import type { Principal } from '../../platform/principal.ts';
import { sql } from '../../platform/sql.ts';
import { type FirmCard, firmCard, mustLive } from '../firms/index.ts';
import { openMatters, standingOf } from '../matters/index.ts';
import { worded } from '../network/index.ts';
import { givenDay, mustNotBeRecused } from '../pool/index.ts';
import type { PostDirectory } from '../posts/index.ts';
import type { Acting } from './act.ts';
import { closeNeeds } from './end.ts';
import { type CapitalNeed, type Investor, introductionsOf, lockCapitalNeed, lockInvestor } from './load.ts';
import { CRITERION_WORDS, isWorthAsking, reasonsFor } from './match.ts';
import { profileOf, soughtFor } from './profile.ts';
import { insertCapitalNeeds, insertIntroductions } from './store.ts';
import { mustBeSeen } from './words.ts';

const LONGEST = 365;
/** Days within which both sides are to say yes or no. */
const ANSWER_DAYS = 14;
/** The category of data/categories.json under which an introduction is a request. */
const CAPITAL_CATEGORY = 'finance.loan';

async function whoseNeed(tx: Tx, { role, scopes }: Principal, asked: string | undefined): Promise<FirmCard> {
  if (role === 'company' && asked !== undefined) throw new Refusal('FIRM_NOT_IN_BODY');
  const id = role === 'company' ? scopes[0] : asked;
  if (id === undefined) throw new Refusal('FIRM_REQUIRED');
  const firm = await firmCard(tx, id);
  if (firm === undefined) throw new Refusal('NOT_FOUND');
  await mustLive(tx, firm.id);
  return firm;
}

/** A company says what money it needs, or staff do for it. Returns the need. */
export async function stateCapitalNeed(tx: Tx, { principal, now }: Acting, body: StateCapitalNeed): Promise<string> {
  const { firmId, form, stage, amountFen } = body;
  const today = dayAt(now);
  const [first, last] = [plusDays(today, 1), plusDays(today, LONGEST)];
  const until = givenDay('until', body.until);
  if (until < first || until > last) throw new Refusal('CAPITAL_UNTIL', { until, first, last });
  const purpose = worded('purpose', body.purpose);
  const firm = await whoseNeed(tx, principal, firmId);
  if (purpose.includes(firm.name)) throw new Refusal('CAPITAL_NAME_TOLD', { name: firm.name });
  await mustNotBeRecused(tx, { firmId: firm.id, firm: firm.name }, principal);
  const id = newId(now);
  const stated = { firmId: firm.id, form, stage, amountFen, purpose, until };
  await insertCapitalNeeds(tx, [{ ...stated, id, open: true, demo: false, version: 1, at: now }]);
  const event = { subject: 'capitalNeed', subjectId: id, seq: 1, at: now, type: 'stated', by: principal };
  await chronicle(tx, { ...event, payload: stated });
  return id;
}

/** The need under lock, for its own company or for staff that have not recused themselves. */
async function lockOwn(tx: Tx, { principal }: Acting, id: string): Promise<CapitalNeed> {
  const need = await lockCapitalNeed(tx, id);
  if (principal.role === 'company' && !principal.scopes.includes(need.firmId)) throw new Refusal('NOT_FOUND');
  await mustNotBeRecused(tx, need, principal);
  return need;
}

/** The need is met, or gone; introductions that wait or are talking end with it. */
export async function closeCapitalNeed(
  tx: Tx,
  acting: Acting,
  { id, body }: { readonly id: string; readonly body: CloseCapital },
): Promise<void> {
  const reason = worded('reason', body.reason);
  const need = await lockOwn(tx, acting, id);
  mustBeSeen({ name: need.firm, version: need.version }, body.version);
  if (!need.open) throw new Refusal('CAPITAL_CLOSED', { name: need.firm });
  await closeNeeds(tx, { where: sql`n.id = ${id}`, reason, by: acting });
}

/** What asking for an introduction is given. */
export interface Asking {
  readonly needId: string;
  readonly body: AskIntroduction;
  /** Number of the request that it becomes. */
  readonly number: string;
  readonly directory: PostDirectory;
}

/** The officer who asks answers himself; for a company the team of its area does, or the counter on duty. */
async function answeringPost(
  tx: Tx,
  { principal }: Acting,
  { need, directory }: { readonly need: CapitalNeed; readonly directory: PostDirectory },
): Promise<string> {
  const own = principal.role === 'officer' ? directory.heldBy(principal.accountId)[0] : undefined;
  const area = (await firmCard(tx, need.firmId))?.areaNumber ?? null;
  const duty = area === null ? undefined : directory.dutyOfArea(area);
  const post = own ?? duty ?? directory.counterOnDuty();
  if (post === undefined) throw new Refusal('OWNER_MISSING', { area: area ?? 0 });
  return post.id;
}

/** Refuses a pair that is known already or too far apart to bother anybody with; the lock on the need keeps twins out. */
async function mustBeWorthAsking(tx: Tx, need: CapitalNeed, investor: Investor): Promise<void> {
  // Whoever asks may not know the investor's name yet, and a refusal must not tell it.
  if (!investor.open) throw new Refusal('CAPITAL_CLOSED', { nameZh: '所选机构', nameEn: 'The chosen investor' });
  const before = (await introductionsOf(tx, need.id)).find(({ investorId }) => investorId === investor.id);
  if (before !== undefined) {
    const matter = (await standingOf(tx, [before.matterId])).get(before.matterId);
    throw new Refusal('INTRODUCTION_TWICE', { number: matter?.number ?? '' });
  }
  const reasons = reasonsFor(investor, need);
  if (isWorthAsking(reasons)) return;
  const missed = reasons.filter(({ met }) => !met);
  const [first] = missed;
  const { zh, en } = CRITERION_WORDS[first?.criterion ?? 'form'];
  throw new Refusal('INTRODUCTION_MISFIT', { missed: missed.length, whatZh: zh, whatEn: en });
}

/**
 * Asks both sides whether they want to meet. Whoever asks as the company has said yes with it. A post answers for it by a
 * request from the first second, in which neither name of the pair is told to the other.
 */
export async function askIntroduction(tx: Tx, acting: Acting, asking: Asking): Promise<void> {
  const { principal, now } = acting;
  const { needId, body, number, directory } = asking;
  const need = await lockOwn(tx, acting, needId);
  if (!need.open) throw new Refusal('CAPITAL_CLOSED', { name: need.firm });
  const investor = await lockInvestor(tx, body.investorId);
  await mustBeWorthAsking(tx, need, investor);
  const answerBy = plusDays(dayAt(now), ANSWER_DAYS);
  const sought = soughtFor(investor);
  const profile = profileOf(need);
  const text = {
    zh: `资本对接：请在 ${answerBy} 前问双方是否愿意见面。对方是${sought.zh}。\n${profile.zh}`,
    en: `Capital: ask both sides by ${answerBy} whether they want to meet. The other side is ${sought.en}.\n${profile.en}`,
  };
  const ownerPostId = await answeringPost(tx, acting, { need, directory });
  const opening = {
    number,
    firmId: need.firmId,
    category: CAPITAL_CATEGORY,
    text: `${text.zh}\n${text.en}`,
    ownerPostId,
  };
  const [matter] = await openMatters(tx, [opening], { principal, now, directory });
  if (matter === undefined) throw new Error('an introduction has no matter');
  const id = newId(now);
  const firmAgreed = principal.role === 'company' ? true : null;
  const pair = { needId, investorId: investor.id, firmAgreed, answerBy, matterId: matter.id };
  await insertIntroductions(tx, [
    {
      ...pair,
      id,
      state: 'asked',
      investorAgreed: null,
      firmReference: '',
      investorReference: '',
      reason: '',
      amountFen: null,
      concludedOn: null,
      outcomeReference: '',
      demo: false,
      version: 1,
      at: now,
    },
  ]);
  const event = { subject: 'introduction', subjectId: id, seq: 1, at: now, type: 'asked', by: principal };
  await chronicle(tx, { ...event, payload: { ...pair, number } });
}
