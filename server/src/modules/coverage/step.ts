import type { CloseStep, PlanStep, ReviewUnit } from '@banfei/contracts';
import {
  COVERAGE_SENTENCES,
  type CoverageRefusal,
  enterMode,
  incubationDue,
  type Mode,
  type SetupRules,
} from '@banfei/coverage';
import { chronicle } from '../../platform/chronicle.ts';
import { dayAt } from '../../platform/days.ts';
import type { Tx } from '../../platform/db.ts';
import { Refusal } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import { sql } from '../../platform/sql.ts';
import { mustHaveCome } from '../firms/index.ts';
import { openMatters } from '../matters/index.ts';
import { worded } from '../network/index.ts';
import type { PostDirectory } from '../posts/index.ts';
import { changeStanding } from './change.ts';
import type { Acting } from './count.ts';
import { rulesOn } from './rules.ts';
import { engineStanding, modeName, type StandingReason, type StandingRow, sayStanding } from './standing.ts';
import { insertCoverageGroups, lockStandings, namesOfGuides } from './store.ts';

type Planned = Exclude<Mode, 'none'>;

interface Suggested {
  readonly firmId: string;
  readonly name: string;
  readonly mode: Planned;
  readonly groupKey: string | null;
  readonly guideId: string | null;
  readonly rule: string;
  readonly reason: StandingReason;
}

const CATEGORY = 'other';

/** What is suggested for a unit, with everybody of its group: a joint branch is founded as a whole. */
async function suggestedFor(tx: Tx, firmId: string): Promise<readonly Suggested[]> {
  const rows = await tx.rows<Suggested>(sql`
    select s.firm_id as "firmId", f.name, s.mode, s.group_key as "groupKey", s.guide_id as "guideId", s.rule, s.reason
    from coverage_suggestions s join firms f on f.district_id = s.district_id and f.id = s.firm_id
    where s.district_id = ${tx.districtId} and (s.firm_id = ${firmId} or s.group_key = (
      select group_key from coverage_suggestions where district_id = ${tx.districtId} and firm_id = ${firmId})) order by s.firm_id`);
  const own = rows.find((row) => row.firmId === firmId);
  return own === undefined ? [] : [own, ...rows.filter((row) => row.firmId !== firmId)];
}

async function refuseOpenSteps(tx: Tx, units: readonly Suggested[]): Promise<void> {
  const busy = await tx.row<{ name: string }>(sql`
    select f.name from coverage_step_units u join coverage_steps s on s.district_id = u.district_id and s.id = u.step_id
    join firms f on f.district_id = u.district_id and f.id = u.firm_id
    where u.district_id = ${tx.districtId} and s.state = 'open' and u.firm_id = any(${units.map(({ firmId }) => firmId)}::uuid[]) limit 1`);
  if (busy !== undefined) throw new Refusal('COVERAGE_STEP_OPEN', { firm: busy.name });
}

interface Planning {
  readonly body: PlanStep;
  readonly number: string;
  readonly directory: PostDirectory;
}

/** 列入计划: what is suggested becomes a step that a post answers for until a day, as a request of the first company. */
export async function planStep(tx: Tx, acting: Acting, { body, number, directory }: Planning): Promise<void> {
  const { principal, now } = acting;
  const { firmId, postId, dueOn } = body;
  const today = dayAt(now);
  if (dueOn < today) throw new Refusal('DATES_REVERSED', { earlier: today, later: dueOn });
  const firm = await tx.row<{ name: string }>(
    sql`select name from firms where district_id = ${tx.districtId} and id = ${firmId} for no key update`,
  );
  if (firm === undefined) throw new Refusal('NOT_FOUND');
  const units = await suggestedFor(tx, firmId);
  const [first] = units;
  if (first === undefined) throw new Refusal('COVERAGE_NO_SUGGESTION', { firm: firm.name });
  await lockStandings(tx, sql`firm_id = any(${units.map((unit) => unit.firmId)}::uuid[])`);
  await refuseOpenSteps(tx, units);
  const post = directory.post(postId);
  if (post === undefined || !post.active) throw new Refusal('POST_UNKNOWN');
  const [name, why] = [modeName(first.mode), sayStanding(first.reason, await namesOfGuides(tx))];
  const names = units.map((unit) => unit.name);
  const text = `组织覆盖：${names.join('、')} 转为${name.zh}，${dueOn} 前办好。依据 ${first.rule}：${why.zh}\nCoverage: ${names.join(', ')} to ${name.en} by ${dueOn}. Rule ${first.rule}: ${why.en}`;
  const opening = { number, firmId, category: CATEGORY, text, ownerPostId: postId };
  const [matter] = await openMatters(tx, [opening], { principal, now, directory });
  if (matter === undefined) throw new Error('a step has no matter');
  const id = newId(now);
  await tx.run(sql`
    insert into coverage_steps (district_id, id, mode, guide_id, rule, reason, post_id, due_on, matter_id, state, version, created_at)
    values (${tx.districtId}, ${id}, ${first.mode}, ${first.guideId}, ${first.rule}, ${JSON.stringify(first.reason)}::jsonb, ${postId}, ${dueOn},
      ${matter.id}, 'open', 1, ${new Date(now)})`);
  for (const unit of units)
    await tx.run(
      sql`insert into coverage_step_units (district_id, step_id, firm_id) values (${tx.districtId}, ${id}, ${unit.firmId})`,
    );
  const payload = { mode: first.mode, firms: units.map((unit) => unit.firmId), postId, dueOn, number: matter.number };
  await chronicle(tx, {
    subject: 'coverageStep',
    subjectId: id,
    seq: 1,
    at: now,
    type: 'planned',
    by: principal,
    payload,
  });
}

interface StepRow {
  readonly id: string;
  readonly mode: Planned;
  readonly guideId: string | null;
  readonly rule: string;
  readonly reason: StandingReason;
  readonly dueOn: string;
  readonly state: string;
  readonly version: number;
}

/** What the state machine of the engine does not allow, in its own words. */
function conditionOf(firm: string, { code, facts }: CoverageRefusal): Refusal {
  const known: Readonly<Record<string, unknown>> = { ...facts };
  const fill = (text: string): string => text.replace(/\{(\w+)\}/g, (_, name: string) => String(known[name]));
  const { zh, en } = COVERAGE_SENTENCES[code];
  return new Refusal('COVERAGE_CONDITION', { firm, reasonZh: fill(zh), reasonEn: fill(en) });
}

interface Entering {
  readonly step: StepRow;
  readonly rules: SetupRules;
  readonly on: string;
  readonly document: string;
  readonly groupId: string | null;
}

/** How a unit will stand, if the rules of that day let it. */
function entered(
  unit: StandingRow & { readonly name: string; readonly fullMembers: number; readonly enoughSince: string | null },
  joint: { readonly units: number; readonly members: number } | null,
  { step, rules, on, groupId }: Entering,
) {
  const { name, fullMembers, enoughSince, ...row } = unit;
  const { mode, guideId } = step;
  const dueOn = mode === 'incubation' ? incubationDue(on, rules) : null;
  const approvedOn = mode === 'standalone' ? on : null;
  const known = { fullMembers, enoughSince, joint };
  const standing = { ...engineStanding(row, known), guide: guideId, dueOn, approvedOn, joint };
  // A unit that goes from one group or guide to another does not change its mode; its new one is asked for all the same.
  const from = row.mode === mode ? ({ ...standing, mode: 'none' } as const) : standing;
  const moved = enterMode(from, mode, { on, rules });
  if (!moved.ok) throw conditionOf(name, moved);
  const reviewed = { reviewedOn: null, cause: 'planned' } as const;
  const rest = { firmId: row.firmId, mode, rule: step.rule, reason: step.reason };
  return { ...rest, ...reviewed, groupId: mode === 'joint' ? groupId : null, guideId, dueOn, approvedOn };
}

interface UnitOfStep {
  readonly firmId: string;
  readonly name: string;
  readonly fullMembers: number;
  readonly enoughSince: string | null;
}

const unitsOf = (tx: Tx, stepId: string): Promise<UnitOfStep[]> =>
  tx.rows<UnitOfStep>(sql`
    select u.firm_id as "firmId", f.name, c.full_members as "fullMembers", c.enough_since as "enoughSince" from coverage_step_units u
    join coverage_units c on c.district_id = u.district_id and c.firm_id = u.firm_id
    join firms f on f.district_id = u.district_id and f.id = u.firm_id
    where u.district_id = ${tx.districtId} and u.step_id = ${stepId} order by u.firm_id for no key update of c`);

/** The step is done: its units stand as planned from that day, by that document, or nothing changes and the rule is named. */
async function carryOut(tx: Tx, acting: Acting, step: StepRow, { on, document }: Pick<CloseStep, 'on' | 'document'>) {
  const rules = rulesOn(on);
  const units = await unitsOf(tx, step.id);
  const standings = await lockStandings(tx, sql`firm_id = any(${units.map(({ firmId }) => firmId)}::uuid[])`);
  const of = new Map(standings.map((standing) => [standing.firmId, standing]));
  const joint =
    step.mode === 'joint'
      ? { units: units.length, members: units.reduce((sum, { fullMembers }) => sum + fullMembers, 0) }
      : null;
  const groupId = joint === null ? null : newId(acting.now);
  const entering: Entering = { step, rules, on, document, groupId };
  const next = units.flatMap((unit) => {
    const old = of.get(unit.firmId);
    return old === undefined ? [] : [{ old, row: entered({ ...old, ...unit }, joint, entering) }];
  });
  if (groupId !== null)
    await insertCoverageGroups(tx, [{ id: groupId, code: `LH-${groupId.slice(-12)}`, foundedOn: on, document }]);
  for (const { old, row } of next) await changeStanding(tx, old, row, { ...acting, on, document });
  await tx.run(sql`delete from coverage_suggestions where district_id = ${tx.districtId}
    and firm_id = any(${units.map(({ firmId }) => firmId)}::uuid[])`);
}

/** Closes a step with its evidence, or takes it off the plan with a reason. */
export async function closeStep(
  tx: Tx,
  acting: Acting,
  { id, body }: { readonly id: string; readonly body: CloseStep },
): Promise<void> {
  const { principal, now } = acting;
  const step = await tx.row<StepRow>(sql`
    select id, mode, guide_id as "guideId", rule, reason, due_on as "dueOn", state, version from coverage_steps
    where district_id = ${tx.districtId} and id = ${id} for no key update`);
  if (step === undefined) throw new Refusal('NOT_FOUND');
  if (step.state !== 'open' || step.version !== body.version) throw new Refusal('COVERAGE_STEP_VERSION');
  mustHaveCome(body.on, now);
  const document = worded('document', body.document);
  if (body.outcome === 'done') await carryOut(tx, acting, step, { on: body.on, document });
  await tx.run(sql`update coverage_steps set state = ${body.outcome}, closed_on = ${body.on}, document = ${document}, version = ${step.version + 1}
    where district_id = ${tx.districtId} and id = ${id}`);
  const payload = { on: body.on, document };
  const seq = step.version + 1;
  await chronicle(tx, {
    subject: 'coverageStep',
    subjectId: id,
    seq,
    at: now,
    type: body.outcome,
    by: principal,
    payload,
  });
}

/** The review of a unit that does not stand alone: its day and its paper; the next one is due by the rules. */
export async function reviewUnit(
  tx: Tx,
  { principal, now }: Acting,
  { standingId, on, document }: ReviewUnit,
): Promise<void> {
  const [row] = await lockStandings(tx, sql`id = ${standingId}`);
  if (row === undefined) throw new Refusal('NOT_FOUND');
  mustHaveCome(on, now);
  const paper = worded('document', document);
  if (row.mode === 'standalone' || row.mode === 'none') {
    const firm = await tx.row<{ name: string }>(
      sql`select name from firms where district_id = ${tx.districtId} and id = ${row.firmId}`,
    );
    throw new Refusal('COVERAGE_REVIEW', { firm: firm?.name ?? '' });
  }
  if (on < row.since) throw new Refusal('DATES_REVERSED', { earlier: row.since, later: on });
  await tx.run(
    sql`update coverage_standings set reviewed_on = ${on} where district_id = ${tx.districtId} and id = ${standingId}`,
  );
  await tx.run(sql`update coverage_alarms set resolved_on = greatest(raised_on, ${on}::date) where district_id = ${tx.districtId}
    and standing_id = ${standingId} and code = 'REVIEW_DUE' and resolved_on is null`);
  const seen = await tx.row<{ seq: number }>(sql`select coalesce(max(seq), 0)::integer as seq from register_events
    where district_id = ${tx.districtId} and subject_id = ${standingId}`);
  const line = { subject: 'coverageStanding', subjectId: standingId, seq: (seen?.seq ?? 0) + 1, at: now } as const;
  await chronicle(tx, { ...line, type: 'reviewed', by: principal, payload: { on, document: paper } });
}
