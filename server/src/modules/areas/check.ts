import type { Db } from '../../platform/db.ts';
import { sql } from '../../platform/sql.ts';
import { askAll, type Question, type Verdict, verdictOf } from '../../platform/verdict.ts';
import { neighborCells } from './cells.ts';

// These read tables only and share no code with planner and writers; each must return nothing (ARCHITECTURE I-AREA).
const QUESTIONS: readonly Question[] = [
  {
    id: 'I-AREA-firm',
    sentence: 'every company with a place lies in exactly one area',
    query: (districtId) => sql`
      select f.name as example from sites s join firms f on f.district_id = s.district_id and f.id = s.firm_id
      where s.district_id = ${districtId} and s.kind = 'head' and s.cell is not null
        and (select count(*) from blocks b where b.district_id = s.district_id and b.cell = s.cell) <> 1`,
  },
  {
    id: 'I-AREA-team',
    sentence: 'every area has exactly one team, and the team a lead post that is in service',
    query: (districtId) => sql`
      select a.number::text as example from service_areas a where a.district_id = ${districtId} and
        (select count(*) from service_teams t join posts p on p.district_id = t.district_id and p.id = t.post_id
          where t.district_id = a.district_id and t.number = a.team_number and p.active) <> 1`,
  },
  {
    id: 'I-AREA-now',
    sentence: 'the area of a cell is that of its open tenure',
    query: (districtId) => sql`
      select coalesce(b.cell, t.cell) as example from (select * from blocks where district_id = ${districtId}) b
      full join (select * from block_tenures where district_id = ${districtId} and upper_inf(during)) t
        on t.cell = b.cell and t.area_number = b.area_number where b.cell is null or t.cell is null`,
  },
  {
    id: 'I-AREA-gap',
    sentence: 'every cell lay in exactly one area at every instant',
    query: (districtId) => sql`
      select distinct cell as example from (
        select cell, during, lower_inf(during) as first, lag(upper(during)) over w as before, row_number() over w as n
        from block_tenures where district_id = ${districtId} window w as (partition by cell order by lower(during) nulls first)) t
      where (n = 1) <> first or (n > 1 and lower(during) is distinct from before)`,
  },
  {
    id: 'I-AREA-plan',
    sentence:
      'areas changed only by a plan that a second person approved, at the instant it took effect, cell by cell as it says',
    query: (districtId) => sql`
      select coalesce(t.cell, m.cell) as example
      from (select * from block_tenures where district_id = ${districtId} and not lower_inf(during)) t
      full join (select m.*, p.in_force_at from area_plan_moves m join area_plans p on p.district_id = m.district_id and p.id = m.plan_id
        where m.district_id = ${districtId} and p.state = 'inForce' and p.approver_id is not null and p.approver_id <> p.author_id) m
        on m.plan_id = t.plan_id and m.cell = t.cell and m.to_area = t.area_number and m.in_force_at = lower(t.during)
      where t.cell is null or m.cell is null`,
  },
  {
    id: 'I-AREA-atom',
    sentence: 'every event of a plan has its leaf in the register, and the plan the version of its last event',
    query: (districtId) => sql`
      select coalesce(e.plan_id, l.subject_id)::text as example from (select * from area_plan_events where district_id = ${districtId}) e
      full join (select * from leaves where district_id = ${districtId} and subject = 'areaPlan') l on l.subject_id = e.plan_id and l.seq = e.seq
      where e.seq is null or l.seq is null
      union select p.id::text from area_plans p where p.district_id = ${districtId} and p.version is distinct from
        (select max(seq) from area_plan_events e where e.district_id = p.district_id and e.plan_id = p.id)`,
  },
];

interface Drawn {
  readonly number: number;
  readonly tint: number;
  readonly cells: readonly string[];
}

// Colors the cells of an area piece by piece; more than one color means more than one piece.
function piecesOf(cells: readonly string[]): number {
  const left = new Set(cells);
  let pieces = 0;
  for (const start of cells) {
    if (!left.delete(start)) continue;
    pieces += 1;
    let rim = [start];
    while (rim.length > 0) rim = rim.flatMap((cell) => neighborCells(cell).filter((next) => left.delete(next)));
  }
  return pieces;
}

/** What SQL cannot see: pieces, areas without ground, and neighbors of one tint. */
function drawn(areas: readonly Drawn[]): readonly Verdict[] {
  const tintOf = new Map(areas.flatMap(({ tint, cells }) => cells.map((cell) => [cell, tint] as const)));
  const clashes = ({ cells, tint }: Drawn): boolean => {
    const own = new Set(cells);
    return cells.some((cell) => neighborCells(cell).some((next) => !own.has(next) && tintOf.get(next) === tint));
  };
  const numbers = (some: readonly Drawn[]): string[] => some.map(({ number }) => String(number));
  return [
    verdictOf('I-AREA-whole', 'every area is one piece', numbers(areas.filter(({ cells }) => piecesOf(cells) > 1))),
    verdictOf('I-AREA-empty', 'no area is without a cell', numbers(areas.filter(({ cells }) => cells.length === 0))),
    verdictOf('I-AREA-tint', 'areas that touch differ in tint', numbers(areas.filter(clashes))),
  ];
}

/** Every promise about areas, asked on one snapshot. */
export const checkAreas = (db: Db, districtId: number): Promise<readonly Verdict[]> =>
  db.readDistrict(districtId, async (tx) => {
    const verdicts = await askAll(tx, QUESTIONS);
    const areas = await tx.rows<Drawn>(sql`
      select a.number, a.tint, coalesce(array_agg(b.cell) filter (where b.cell is not null), '{}') as cells
      from service_areas a left join blocks b on b.district_id = a.district_id and b.area_number = a.number
      where a.district_id = ${districtId} group by a.number, a.tint order by a.number`);
    return [...verdicts, ...drawn(areas)];
  });
