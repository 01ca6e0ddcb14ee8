import type {
  CoverageBriefing,
  CoverageGrouping,
  CoverageMode,
  CoverageStepView,
  CoverageUnit,
  CoverageUnits,
} from '@banfei/contracts';
import { reviewDue, type SetupRules } from '@banfei/coverage';
import { isoInstant } from '../../platform/clock.ts';
import { dayAt } from '../../platform/days.ts';
import type { Tx } from '../../platform/db.ts';
import { type Sql, sql } from '../../platform/sql.ts';
import { industryName } from '../firms/index.ts';
import type { PostDirectory } from '../posts/index.ts';
import { rulesOn } from './rules.ts';
import { engineStanding, type Names, type StandingReason, type StandingRow, sayStanding, shown } from './standing.ts';
import { namesOfGuides } from './store.ts';

const STALE_DAYS = 180;
const SHOWN = 300;

/** Living units with their standing and where they belong; `key` is what the briefing counts by. */
function placed(districtId: number, by: CoverageGrouping): Sql {
  const key =
    by === 'area'
      ? sql`coalesce(b.area_number::text, '')`
      : by === 'facility'
        ? sql`coalesce(s.facility_id::text, '')`
        : sql`coalesce(substring(f.industry_code from '[0-9]{2}'), '')`;
  return sql`
    select ${key} as key, t.*, f.name, u.full_members, u.enough_since, b.area_number, coalesce(n.staff, 0) as staff, s.lon
    from coverage_units u join firms f on f.district_id = u.district_id and f.id = u.firm_id and f.ended_on is null
    join coverage_standings t on t.district_id = u.district_id and t.firm_id = u.firm_id and t.until is null
    left join sites s on s.district_id = u.district_id and s.firm_id = u.firm_id and s.kind = 'head'
    left join blocks b on b.district_id = s.district_id and b.cell = s.cell
    left join firm_staff n on n.district_id = u.district_id and n.firm_id = u.firm_id
    where u.district_id = ${districtId}`;
}

type Counts = Readonly<Record<CoverageMode, number>>;

interface KeyCount extends Counts {
  readonly key: string;
  readonly suggestions: number;
  readonly alarms: number;
  readonly lost: number;
  readonly unplaced: number;
  readonly withMembers: number;
  readonly covered: number;
  readonly inScope: number;
  readonly reached: number;
}

const countBy = (tx: Tx, by: CoverageGrouping, { limits }: SetupRules): Promise<KeyCount[]> =>
  tx.rows<KeyCount>(sql`
    select p.key, count(*) filter (where p.mode = 'standalone')::integer as standalone, count(*) filter (where p.mode = 'joint')::integer as joint,
      count(*) filter (where p.mode = 'incubation')::integer as incubation, count(*) filter (where p.mode = 'nursery')::integer as nursery,
      count(*) filter (where p.mode = 'none')::integer as none, count(g.firm_id)::integer as suggestions,
      count(*) filter (where exists (select from coverage_alarms a where a.district_id = p.district_id and a.standing_id = p.id
        and a.resolved_on is null))::integer as alarms,
      count(*) filter (where p.mode = 'none' and p.cause = 'ending')::integer as lost, count(*) filter (where p.lon is null)::integer as unplaced,
      count(*) filter (where p.full_members > 0)::integer as "withMembers",
      count(*) filter (where p.full_members > 0 and p.mode in ('standalone', 'joint'))::integer as covered,
      count(*) filter (where p.full_members > 0 or p.staff >= ${limits.scopeStaff})::integer as "inScope",
      count(*) filter (where (p.full_members > 0 or p.staff >= ${limits.scopeStaff}) and p.mode <> 'none')::integer as reached
    from (${placed(tx.districtId, by)}) p left join coverage_suggestions g on g.district_id = p.district_id and g.firm_id = p.firm_id
    group by p.key`);

async function namesOf(
  tx: Tx,
  by: CoverageGrouping,
): Promise<(key: string) => { readonly zh: string; readonly en: string }> {
  const unknown = { zh: '地点不明', en: 'place not known' };
  if (by === 'area') return (key) => (key === '' ? unknown : { zh: `第 ${key} 片区`, en: `Area ${key}` });
  if (by === 'industry')
    return (key) =>
      key === ''
        ? { zh: '行业不明', en: 'industry not known' }
        : { zh: industryName(key) ?? key, en: `GB/T 4754 division ${key}` };
  const rows = await tx.rows<{ id: string; zh: string; en: string }>(
    sql`select id, name_zh as zh, name_en as en from facilities where district_id = ${tx.districtId}`,
  );
  const names = new Map(rows.map(({ id, ...name }) => [id, name]));
  const elsewhere = { zh: '不在登记的楼宇', en: 'in no facility on record' };
  return (key) => names.get(key) ?? elsewhere;
}

const sum = (rows: readonly KeyCount[], of: (row: KeyCount) => number): number =>
  rows.reduce((all, row) => all + of(row), 0);

const share = (part: number, whole: number): number => (whole === 0 ? 1 : part / whole);

function totalsOf(rows: readonly KeyCount[]): CoverageBriefing['totals'] {
  const modes = {
    standalone: sum(rows, (row) => row.standalone),
    joint: sum(rows, (row) => row.joint),
    incubation: sum(rows, (row) => row.incubation),
    nursery: sum(rows, (row) => row.nursery),
    none: sum(rows, (row) => row.none),
  };
  return {
    ...modes,
    units: Object.values(modes).reduce((all, count) => all + count, 0),
    organizationCoverage: share(
      sum(rows, (row) => row.covered),
      sum(rows, (row) => row.withMembers),
    ),
    workCoverage: share(
      sum(rows, (row) => row.reached),
      sum(rows, (row) => row.inScope),
    ),
    lost: sum(rows, (row) => row.lost),
    suggestions: sum(rows, (row) => row.suggestions),
    unplaced: sum(rows, (row) => row.unplaced),
  };
}

interface StepRow {
  readonly id: string;
  readonly mode: CoverageMode;
  readonly rule: string;
  readonly reason: StandingReason;
  readonly postId: string;
  readonly dueOn: string;
  readonly matter: string;
  readonly version: number;
  readonly units: { readonly id: string; readonly name: string }[];
}

async function openSteps(tx: Tx, directory: PostDirectory, today: string): Promise<CoverageStepView[]> {
  const rows = await tx.rows<StepRow>(sql`
    select s.id, s.mode, s.rule, s.reason, s.post_id as "postId", s.due_on as "dueOn", m.number as matter, s.version,
      (select jsonb_agg(jsonb_build_object('id', f.id, 'name', f.name) order by f.name) from coverage_step_units u
        join firms f on f.district_id = u.district_id and f.id = u.firm_id where u.district_id = s.district_id and u.step_id = s.id) as units
    from coverage_steps s join matters m on m.district_id = s.district_id and m.id = s.matter_id
    where s.district_id = ${tx.districtId} and s.state = 'open' order by s.due_on, s.id limit ${SHOWN}`);
  const names = await namesOfGuides(tx);
  return rows.map(({ postId, reason, ...row }) => ({
    ...row,
    reason: sayStanding(reason, names),
    post: directory.card(postId),
    late: row.dueOn < today,
  }));
}

/** How the district is covered, counted by area, facility or industry. */
export async function presentBriefing(
  tx: Tx,
  by: CoverageGrouping,
  { now, directory }: { readonly now: number; readonly directory: PostDirectory },
): Promise<CoverageBriefing> {
  const today = dayAt(now);
  const rules = rulesOn(today);
  const counts = await countBy(tx, by, rules);
  const nameOf = await namesOf(tx, by);
  const planned = await tx.row<{ on: string | null }>(
    sql`select max(made_on) as "on" from coverage_suggestions where district_id = ${tx.districtId}`,
  );
  const rows = counts.map(({ key, standalone, joint, incubation, nursery, none, suggestions, alarms }) => ({
    ...{ key, name: nameOf(key), standalone, joint, incubation, nursery, none, suggestions, alarms },
  }));
  rows.sort(
    (a, b) =>
      b.none - a.none || b.suggestions - a.suggestions || a.key.length - b.key.length || (a.key < b.key ? -1 : 1),
  );
  const { version, checkedOn } = rules;
  const age = (Date.parse(today) - Date.parse(checkedOn)) / 86_400_000;
  return {
    by,
    rows,
    totals: totalsOf(counts),
    steps: await openSteps(tx, directory, today),
    rules: { version, checkedOn, stale: age > STALE_DAYS },
    plannedOn: planned?.on ?? null,
    now: isoInstant(now),
  };
}

interface UnitRow {
  readonly id: string;
  readonly firmId: string;
  readonly name: string;
  readonly areaNumber: number | null;
  readonly mode: CoverageMode;
  readonly since: string;
  readonly cause: StandingRow['cause'];
  readonly rule: string;
  readonly reason: StandingReason;
  readonly fullMembers: number;
  readonly groupCode: string | null;
  readonly guideZh: string | null;
  readonly guideEn: string | null;
  readonly reviewedOn: string | null;
  readonly step: string | null;
  readonly alarms: CoverageUnit['alarms'] | null;
  readonly suggestedMode: CoverageMode | null;
  readonly suggestedRule: string;
  readonly suggestedReason: StandingReason;
  readonly suggestedUnits: number;
  readonly suggestedZh: string | null;
  readonly suggestedEn: string | null;
  readonly total: number;
}

function unitView(row: UnitRow, rules: SetupRules, names: Names): CoverageUnit {
  const { id, firmId, name, areaNumber, mode, since, cause, rule, reason, fullMembers, groupCode, guideZh, guideEn } =
    row;
  const guide = guideZh === null ? null : { zh: guideZh, en: guideEn ?? guideZh };
  const standing = { mode, since, reviewedOn: row.reviewedOn };
  const base = {
    id,
    firmId,
    rule,
    reason,
    cause,
    groupId: null,
    guideId: null,
    dueOn: null,
    approvedOn: null,
    document: '',
  };
  const known = { fullMembers, enoughSince: null, joint: null };
  const suggestion =
    row.suggestedMode === null
      ? null
      : {
          mode: row.suggestedMode,
          rule: row.suggestedRule,
          reason: sayStanding(row.suggestedReason, names),
          units: row.suggestedUnits,
          with: row.suggestedZh === null ? null : { zh: row.suggestedZh, en: row.suggestedEn ?? row.suggestedZh },
        };
  return {
    firm: { id: firmId, name },
    standingId: id,
    areaNumber,
    mode,
    since,
    members: shown(fullMembers),
    reason: sayStanding(reason, names),
    rule,
    with: groupCode === null ? guide : { zh: groupCode, en: groupCode },
    lost: mode === 'none' && cause === 'ending',
    reviewDue: reviewDue(engineStanding({ ...base, ...standing }, known), rules),
    alarms: row.alarms ?? [],
    suggestion,
    step: row.step,
  };
}

/** Which units are shown. */
export interface AskedUnits {
  readonly by: CoverageGrouping;
  /** The row of the briefing; absent for the whole district. */
  readonly key?: string | undefined;
  readonly mode?: CoverageMode | undefined;
  /** Only those for which something is suggested. */
  readonly suggested?: boolean | undefined;
}

/** Units behind the briefing: uncovered ones first, then those for which something is suggested. */
export async function presentUnits(
  tx: Tx,
  { by, key, mode, suggested }: AskedUnits,
  now: number,
): Promise<CoverageUnits> {
  const district = tx.districtId;
  const rows = await tx.rows<UnitRow>(sql`
    select p.id, p.firm_id as "firmId", p.name, p.area_number as "areaNumber", p.mode, p.since, p.cause, p.rule, p.reason,
      p.full_members as "fullMembers", q.code as "groupCode", o.name_zh as "guideZh", o.name_en as "guideEn", p.reviewed_on as "reviewedOn",
      (select c.id from coverage_step_units u join coverage_steps c on c.district_id = u.district_id and c.id = u.step_id and c.state = 'open'
        where u.district_id = ${district} and u.firm_id = p.firm_id limit 1) as step,
      (select jsonb_agg(jsonb_build_object('code', a.code, 'matter', m.number, 'dueOn', a.due_on) order by a.due_on) from coverage_alarms a
        join matters m on m.district_id = a.district_id and m.id = a.matter_id
        where a.district_id = ${district} and a.standing_id = p.id and a.resolved_on is null) as alarms,
      g.mode as "suggestedMode", g.rule as "suggestedRule", g.reason as "suggestedReason", h.name_zh as "suggestedZh", h.name_en as "suggestedEn",
      case when g.group_key is null then 1 else (select count(*)::integer from coverage_suggestions w where w.district_id = ${district}
        and w.group_key = g.group_key) end as "suggestedUnits", count(*) over ()::integer as total
    from (${placed(district, by)}) p
    left join coverage_groups q on q.district_id = p.district_id and q.id = p.group_id
    left join organizations o on o.district_id = p.district_id and o.id = p.guide_id
    left join coverage_suggestions g on g.district_id = p.district_id and g.firm_id = p.firm_id
    left join organizations h on h.district_id = g.district_id and h.id = g.guide_id
    where (${key ?? null}::text is null or p.key = ${key ?? null}) and (${mode ?? null}::text is null or p.mode = ${mode ?? null})
      and (${suggested !== true} or g.firm_id is not null)
    order by p.mode <> 'none', g.firm_id is null, p.name, p.firm_id limit ${SHOWN}`);
  const rules = rulesOn(dayAt(now));
  const names = await namesOfGuides(tx);
  return { rows: rows.map((row) => unitView(row, rules, names)), total: rows[0]?.total ?? 0, now: isoInstant(now) };
}
