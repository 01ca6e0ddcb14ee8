import type {
  AnswerNeed,
  DecideAnswer,
  NeedAnswerState,
  NeedAnswerView,
  SharedNeedView,
  UnitCard,
} from '@banfei/contracts';
import { chronicle, chronicleAll } from '../../platform/chronicle.ts';
import { dayAt } from '../../platform/days.ts';
import { constraintOf, type Tx } from '../../platform/db.ts';
import { Refusal } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import type { Principal } from '../../platform/principal.ts';
import { type Sql, sql } from '../../platform/sql.ts';
import { ANSWER_WORDS, type AnswerStep, isAgreed, nextAnswer } from './answer.ts';
import type { Need } from './resource.ts';
import { actingUnit, UNIT_CARD, UNIT_JOIN, unitOf } from './units.ts';
import { worded } from './words.ts';

interface By {
  readonly principal: Principal;
  readonly now: number;
}

/** 答复 — a unit that can help with a shared need; both sides stay nameless until the need's unit agrees. */
interface NeedAnswer {
  readonly id: string;
  readonly needId: string;
  readonly unitId: string;
  readonly needUnitId: string;
  readonly state: NeedAnswerState;
  readonly words: string;
  readonly desk: string;
  readonly deskPhone: string;
  readonly needDesk: string;
  readonly needDeskPhone: string;
  readonly reason: string;
  readonly version: number;
  /** Cards of both sides; which one a reader sees is decided when it is presented. */
  readonly unit: UnitCard;
  readonly needUnit: UnitCard;
}

const answerRows = (tx: Tx, where: Sql): Promise<NeedAnswer[]> =>
  tx.rows(sql`
    select a.id, a.need_id as "needId", a.unit_id as "unitId", n.unit_id as "needUnitId", a.state, a.words, a.desk, a.desk_phone as "deskPhone",
      a.need_desk as "needDesk", a.need_desk_phone as "needDeskPhone", a.reason, a.version, g.card as unit, t.card as "needUnit"
    from need_answers a join needs n on n.district_id = a.district_id and n.id = a.need_id
    join lateral (select ${UNIT_CARD} as card from exchange_units u ${UNIT_JOIN} where u.district_id = a.district_id and u.id = a.unit_id) g on true
    join lateral (select ${UNIT_CARD} as card from exchange_units u ${UNIT_JOIN} where u.district_id = a.district_id and u.id = n.unit_id) t on true
    where a.district_id = ${tx.districtId} and (${where}) order by a.created_at, a.id`);

/** An answer for the side that needs: who answers, once it has agreed. Staff read every name. */
function forNeed(answer: NeedAnswer, staff: boolean): NeedAnswerView {
  const { id, state, words, reason, version, unit, desk, deskPhone } = answer;
  const named = staff || isAgreed(state);
  return {
    id,
    state,
    words,
    other: named ? { unit, desk, deskPhone } : null,
    reason,
    version,
    may: !staff && state === 'asked' ? ['decide'] : [],
  };
}

/** The same for the side that answered: whose need it is, once that side has agreed. */
function forAnswerer(answer: NeedAnswer): NeedAnswerView {
  const { id, state, words, reason, version, needUnit, needDesk, needDeskPhone } = answer;
  return {
    id,
    state,
    words,
    other: isAgreed(state) ? { unit: needUnit, desk: needDesk, deskPhone: needDeskPhone } : null,
    reason,
    version,
    may: state === 'asked' ? ['withdraw'] : [],
  };
}

/** Answers to some needs, by need, as the side that needs reads them; what was taken back is not among them. */
export async function answersTo(
  tx: Tx,
  needs: readonly Pick<Need, 'id'>[],
  staff: boolean,
): Promise<ReadonlyMap<string, NeedAnswerView[]>> {
  const ids = needs.map(({ id }) => id);
  const rows = await answerRows(tx, sql`a.need_id = any(${ids}::uuid[]) and a.state <> 'withdrawn'`);
  const groups = new Map<string, NeedAnswerView[]>();
  for (const row of rows) groups.set(row.needId, [...(groups.get(row.needId) ?? []), forNeed(row, staff)]);
  return groups;
}

/** Needs that others share and that are still open, with the own unit's answers; those it has answered stay on its list. */
export async function sharedNeeds(tx: Tx, { principal, now }: By): Promise<SharedNeedView[]> {
  const unitId = await unitOf(tx, principal);
  const today = dayAt(now);
  const needs = await tx.rows<Pick<Need, 'id' | 'kind' | 'title' | 'detail' | 'until'>>(sql`
    select n.id, n.kind, n.title, n.detail, n.until from needs n where n.district_id = ${tx.districtId} and n.unit_id is distinct from ${unitId}::uuid
      and ((n.open and n.shared and n.until >= ${today}::date) or exists (select from need_answers a
        where a.district_id = n.district_id and a.need_id = n.id and a.unit_id = ${unitId}::uuid and a.state <> 'withdrawn'))
    order by n.created_at desc, n.id limit 200`);
  const own = unitId === null ? [] : await answerRows(tx, sql`a.unit_id = ${unitId} and a.state <> 'withdrawn'`);
  // The last one counts: whoever was declined may answer again.
  const latest = new Map(own.map((answer) => [answer.needId, answer]));
  return needs.map((need) => {
    const answer = latest.get(need.id);
    return { ...need, answer: answer === undefined ? null : forAnswerer(answer) };
  });
}

async function store(
  tx: Tx,
  answer: NeedAnswer,
  step: AnswerStep,
  { principal, now, said }: By & { readonly said: { desk: string; deskPhone: string; reason: string } },
): Promise<void> {
  const state = nextAnswer(answer.state, step);
  if (state === null) {
    const { zh, en } = ANSWER_WORDS[answer.state];
    throw new Refusal('ANSWER_STATE', { stateZh: zh, stateEn: en });
  }
  const { id, version } = answer;
  const { desk, deskPhone, reason } = said;
  await tx.run(sql`
    update need_answers set state = ${state}, need_desk = ${desk}, need_desk_phone = ${deskPhone}, reason = ${reason}, version = ${version + 1}
    where district_id = ${tx.districtId} and id = ${id}`);
  const payload = { state, ...said };
  const event = { subject: 'needAnswer', subjectId: id, seq: version + 1, at: now, type: state, by: principal };
  await chronicle(tx, { ...event, payload });
}

/** A unit says how it can help; its name and desk are told only when the other side agrees. */
export async function answerNeed(tx: Tx, { principal, now }: By, needId: string, body: AnswerNeed): Promise<void> {
  const [words, desk] = [worded('words', body.words), worded('desk', body.desk)];
  const unitId = await actingUnit(tx, principal);
  const need = await tx.row<{ unitId: string; open: boolean; shared: boolean; until: string }>(sql`
    select unit_id as "unitId", open, shared, until from needs where district_id = ${tx.districtId} and id = ${needId} for no key update`);
  // What is not shared is not there for others; what was shared and has ended may be said so.
  if (need === undefined || (!need.shared && need.unitId !== unitId)) throw new Refusal('NOT_FOUND');
  if (need.unitId === unitId) throw new Refusal('ANSWER_OWN');
  if (!need.open || need.until < dayAt(now)) throw new Refusal('NEED_CLOSED');
  const id = newId(now);
  const { deskPhone } = body;
  try {
    await tx.run(sql`
      insert into need_answers (district_id, id, need_id, unit_id, state, words, desk, desk_phone, need_desk, need_desk_phone, reason, version, created_at)
      values (${tx.districtId}, ${id}, ${needId}, ${unitId}, 'asked', ${words}, ${desk}, ${deskPhone}, '', '', '', 1, ${new Date(now)})`);
  } catch (error) {
    if (constraintOf(error) === 'need_answers_living') throw new Refusal('ANSWER_TWICE');
    throw error;
  }
  const payload = { needId, unitId, words, desk, deskPhone };
  await chronicle(tx, { subject: 'needAnswer', subjectId: id, seq: 1, at: now, type: 'asked', by: principal, payload });
}

/** The answer under lock, its need first, for the side that may act on it; for anybody else it is not there. */
async function lockAnswer(
  tx: Tx,
  id: string,
  side: 'needUnitId' | 'unitId',
  principal: Principal,
): Promise<NeedAnswer> {
  const unitId = await unitOf(tx, principal);
  await tx.run(sql`select from needs n where n.district_id = ${tx.districtId}
    and n.id = (select need_id from need_answers where district_id = ${tx.districtId} and id = ${id}) for no key update`);
  const [answer] = await answerRows(tx, sql`a.id = ${id}`);
  if (answer === undefined || unitId === null || answer[side] !== unitId) throw new Refusal('NOT_FOUND');
  return answer;
}

function mustBeFresh({ version }: NeedAnswer, seen: number): void {
  if (version !== seen) throw new Refusal('ANSWER_VERSION', { seen, version });
}

/** The side that needs agrees, and both learn who the other is; or it declines and says why. */
export async function decideAnswer(tx: Tx, by: By, id: string, body: DecideAnswer): Promise<string> {
  const [desk, deskPhone, reason] = [body.desk.trim(), body.deskPhone.trim(), body.reason.trim()];
  if (body.agreed && (desk.length < 2 || deskPhone.length < 5)) throw new Refusal('ANSWER_DESK');
  if (!body.agreed && reason === '') throw new Refusal('ANSWER_REASON');
  const answer = await lockAnswer(tx, id, 'needUnitId', by.principal);
  mustBeFresh(answer, body.version);
  const said = body.agreed ? { desk, deskPhone, reason: '' } : { desk: '', deskPhone: '', reason };
  await store(tx, answer, body.agreed ? 'agree' : 'decline', { ...by, said });
  return answer.needId;
}

/** The side that answered takes its answer back while nobody has decided. */
export async function withdrawAnswer(tx: Tx, by: By, id: string, seen: number): Promise<void> {
  const answer = await lockAnswer(tx, id, 'unitId', by.principal);
  mustBeFresh(answer, seen);
  await store(tx, answer, 'withdraw', { ...by, said: { desk: '', deskPhone: '', reason: '' } });
}

/** Ends answers that nobody has decided on and that a condition on `a` chooses. Says how many. */
export async function endAnswers(
  tx: Tx,
  { where, reason, by }: { readonly where: Sql; readonly reason: string; readonly by: By },
): Promise<number> {
  const ended = await tx.rows<{ id: string; version: number }>(sql`
    update need_answers a set state = 'ended', reason = ${reason}, version = a.version + 1
    where a.district_id = ${tx.districtId} and a.state = 'asked' and (${where}) returning a.id, a.version`);
  await chronicleAll(
    tx,
    ended.map(({ id, version }) => ({
      subject: 'needAnswer',
      subjectId: id,
      seq: version,
      at: by.now,
      type: 'ended',
      by: by.principal,
      payload: { state: 'ended', reason },
    })),
  );
  return ended.length;
}
