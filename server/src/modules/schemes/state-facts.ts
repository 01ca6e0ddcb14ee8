import type { Bilingual, ConfirmFact, FactStatement, FactsAnswer, StateFacts, WithdrawFact } from '@banfei/contracts';
import { type EligibilityRefusal, eligibilitySentence } from '@banfei/eligibility';
import { chronicle } from '../../platform/chronicle.ts';
import { dayAt } from '../../platform/days.ts';
import type { Tx } from '../../platform/db.ts';
import { Refusal } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import type { Principal } from '../../platform/principal.ts';
import type { FirmCard } from '../firms/index.ts';
import { worded } from '../network/index.ts';
import { type Fact, factKey, factsOf, isByOfficer, papersOn } from './fact.ts';
import { schemeLibrary } from './library.ts';
import { factsOfFirms, insertFacts, lockFact, lockFirm, type NewFact, setState } from './store.ts';
import { judgeFirms } from './verdicts.ts';
import { whoseLiving } from './whose.ts';

export interface Stating {
  readonly principal: Principal;
  readonly now: number;
}

/** Who brings facts: a company, an officer, or an import that nobody signs. */
interface Bringing {
  readonly principal: Principal | null;
  readonly now: number;
}

interface FactFault {
  readonly place: string;
  readonly sentence: Bilingual;
}

const placeOf = ({ name, year }: FactStatement): string => (year === null ? `now.${name}` : `years.${year}.${name}`);

const faultOf = (refusal: EligibilityRefusal): FactFault => ({
  place: 'place' in refusal.facts ? refusal.facts.place : '',
  sentence: eligibilitySentence(refusal),
});

/** What the engine cannot know: who states it, when the paper was made, and that nothing is said twice. */
function faultsOfPapers(facts: readonly FactStatement[], { principal, now }: Bringing): readonly FactFault[] {
  const today = dayAt(now);
  const said = new Set<string>();
  return facts.flatMap((statement) => {
    const { name, year, issuedOn, validUntil } = statement;
    const title = schemeLibrary().vocabulary.facts.get(name)?.title ?? { zh: name, en: name };
    const found: FactFault[] = [];
    const say = (wrong: boolean, sentence: Bilingual): void => {
      if (wrong) found.push({ place: placeOf(statement), sentence });
    };
    say(said.has(factKey(statement)), {
      zh: `“${title.zh}”在同一批里写了两次，留一个`,
      en: `${title.en} is stated twice; keep one`,
    });
    say(principal?.role === 'company' && isByOfficer(name), {
      zh: `“${title.zh}”由工作人员审核后登记，企业不用填`,
      en: `${title.en} is put on record by an officer after review`,
    });
    say(issuedOn > today, {
      zh: `“${title.zh}”的文件日期 ${issuedOn} 还没有到，今天是 ${today}`,
      en: `the paper of ${title.en} is dated ${issuedOn}, which has not come; today is ${today}`,
    });
    say(year !== null && issuedOn <= `${year}-12-31`, {
      zh: `${year} 年的“${title.zh}”要等年度结束才有文件，文件日期却是 ${issuedOn}`,
      en: `a paper on ${title.en} of ${year} cannot be dated ${issuedOn}, before the year is over`,
    });
    say(validUntil !== null && validUntil < issuedOn, {
      zh: `“${title.zh}”有效期到 ${validUntil}，早于文件日期 ${issuedOn}`,
      en: `${title.en} is valid until ${validUntil}, before the paper's own day ${issuedOn}`,
    });
    said.add(factKey(statement));
    return found;
  });
}

/**
 * Takes facts with their papers, all or none, and judges the company anew in the same transaction. New statements are read together
 * with what is on record, since a part must not exceed its whole, whichever of the two came first.
 */
export async function bringFacts(
  tx: Tx,
  bringing: Bringing,
  firm: Pick<FirmCard, 'id' | 'name'>,
  given: readonly FactStatement[],
): Promise<FactsAnswer> {
  const { principal, now } = bringing;
  await lockFirm(tx, firm.id);
  const today = dayAt(now);
  const facts = given.map((each) => ({
    ...each,
    source: worded('source', each.source),
    issuer: worded('issuer', each.issuer),
  }));
  const known = await factsOfFirms(tx, [firm.id]);
  const said = new Map(facts.map((each) => [`${factKey(each)} ${each.issuedOn}`, each]));
  const replaced = known.filter((each) => said.has(`${factKey(each)} ${each.issuedOn}`));
  const rest = known.filter((each) => !replaced.includes(each));
  const read = factsOf(firm.name, papersOn([...rest, ...facts], today), today);
  // A paper of a day to come is told as such; the engine would not see it.
  const faults = [...faultsOfPapers(facts, bringing), ...(read.ok ? [] : read.faults.map(faultOf))];
  if (faults.length > 0) return { stored: 0, faults };
  for (const old of replaced) {
    await setState(tx, old, 'replaced');
    await onRecord(tx, bringing, old, { type: 'replaced', payload: {} });
  }
  const origin = principal === null ? 'import' : principal.role === 'company' ? 'company' : 'officer';
  // Whoever is not the company itself has the paper before him.
  const state = origin === 'company' ? 'stated' : 'confirmed';
  const stored = facts.map(
    (each): NewFact => ({
      ...each,
      id: newId(now),
      firmId: firm.id,
      origin,
      state,
      accountId: principal?.accountId ?? null,
    }),
  );
  await insertFacts(tx, stored, now);
  for (const { accountId, ...each } of stored)
    await onRecord(tx, bringing, { ...each, version: 0 }, { type: 'stated', payload: { ...each } });
  await judgeFirms(tx, [firm.id], { day: today, cause: 'facts' });
  return { stored: stored.length, faults: [] };
}

/** States facts of the own company, or of one that an officer names. */
export async function stateFacts(tx: Tx, stating: Stating, body: StateFacts): Promise<FactsAnswer> {
  return bringFacts(tx, stating, await whoseLiving(tx, stating.principal, body.firmId), body.facts);
}

/** The line of an act in the ledger; `fact` is as it was before the act. */
function onRecord(
  tx: Tx,
  { principal, now }: Bringing,
  { id, version }: Pick<Fact, 'id' | 'version'>,
  { type, payload }: { readonly type: string; readonly payload: Readonly<Record<string, unknown>> },
): Promise<void> {
  return chronicle(tx, { subject: 'firmFact', subjectId: id, seq: version + 1, at: now, type, by: principal, payload });
}

/** One living fact for who may change it and has seen this version. */
async function lockForAct(tx: Tx, { principal }: Stating, id: string, seen: number): Promise<Fact> {
  const fact = await lockFact(tx, id);
  if (fact === undefined) throw new Refusal('NOT_FOUND');
  if (principal.role === 'company' && !principal.scopes.includes(fact.firmId)) throw new Refusal('NOT_FOUND');
  if (fact.version !== seen) throw new Refusal('FACT_VERSION');
  return fact;
}

/** Takes a fact back with a reason; it stays on record as withdrawn, and the company is judged without it. */
export async function withdrawFact(
  tx: Tx,
  stating: Stating,
  { id, body }: { readonly id: string; readonly body: WithdrawFact },
): Promise<string> {
  const fact = await lockForAct(tx, stating, id, body.version);
  const reason = worded('reason', body.reason);
  await setState(tx, fact, 'withdrawn');
  await onRecord(tx, stating, fact, { type: 'withdrawn', payload: { reason } });
  await judgeFirms(tx, [fact.firmId], { day: dayAt(stating.now), cause: 'facts' });
  return fact.firmId;
}

/** An officer has seen the paper behind a fact. */
export async function confirmFact(
  tx: Tx,
  stating: Stating,
  { id, body }: { readonly id: string; readonly body: ConfirmFact },
): Promise<string> {
  const fact = await lockForAct(tx, stating, id, body.version);
  if (fact.state === 'confirmed') {
    const { zh, en } = schemeLibrary().vocabulary.facts.get(fact.name)?.title ?? { zh: fact.name, en: fact.name };
    throw new Refusal('FACT_CONFIRMED', { nameZh: zh, nameEn: en });
  }
  await setState(tx, fact, 'confirmed');
  await onRecord(tx, stating, fact, { type: 'confirmed', payload: {} });
  return fact.firmId;
}
