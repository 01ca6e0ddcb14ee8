import type { SchemeFilter, SchemeFirms, SchemeList, SchemeOutcome } from '@banfei/contracts';
import { packInForce, parseDay } from '@banfei/eligibility';
import { isoInstant } from '../../platform/clock.ts';
import { dayAt, plusDays } from '../../platform/days.ts';
import type { Tx } from '../../platform/db.ts';
import { Refusal } from '../../platform/errors.ts';
import { type Sql, sql } from '../../platform/sql.ts';
import { schemeLibrary } from './library.ts';

/** The fact that says that a company holds what a scheme grants. */
const HELD: Readonly<Record<string, string>> = {
  'cn.hightech': 'validHighTech',
  'cn.sme.tier1': 'holdsTierOne',
  'cn.sme.specialized': 'holdsTierTwo',
};

/** A pack is stale so many days after it was compared with its source, and a title ends soon within half a year. */
const STALE_DAYS = 180;
const ENDING_DAYS = 183;
const SHOWN = 500;

/** Companies that hold a title on a day, by the newest paper about it; its last day is null where the paper names none. */
const holders = (districtId: number, fact: string, day: string): Sql => sql`
  select firm_id, valid_until from (select distinct on (firm_id) firm_id, value, valid_until from firm_facts
    where district_id = ${districtId} and name = ${fact} and state in ('stated', 'confirmed') and issued_on <= ${day}
    order by firm_id, issued_on desc) newest
  where value = 'true'::jsonb and (valid_until is null or valid_until >= ${day})`;

interface Count {
  readonly scheme: string;
  readonly met: number;
  readonly near: number;
  readonly unmet: number;
  readonly review: number;
}

/** A pack in force on a day, and whether nobody has checked it for too long. */
function packOn(scheme: string, day: string) {
  const pack = packInForce(schemeLibrary().packs, scheme, parseDay(day) ?? 0);
  return pack === null ? null : { pack, stale: plusDays(pack.dates.checkedOn, STALE_DAYS) < day };
}

/** Every scheme in force, with how many living companies have each outcome. */
export async function presentSchemes(tx: Tx, now: number): Promise<SchemeList> {
  const today = dayAt(now);
  const counts = await tx.rows<Count>(sql`
    select scheme, count(*) filter (where outcome = 'met')::integer as met, count(*) filter (where open = 1 and outcome <> 'met')::integer as near,
      count(*) filter (where outcome = 'unmet')::integer as unmet,
      count(*) filter (where outcome = 'manual_review')::integer as review
    from scheme_verdicts v join firms f on f.district_id = v.district_id and f.id = v.firm_id and f.ended_on is null
    where v.district_id = ${tx.districtId} group by scheme`);
  const known = await tx.row<{ count: number }>(sql`
    select count(distinct a.firm_id)::integer as count from firm_facts a join firms f on f.district_id = a.district_id and f.id = a.firm_id
      and f.ended_on is null where a.district_id = ${tx.districtId} and a.state in ('stated', 'confirmed')`);
  const companies = known?.count ?? 0;
  const of = new Map(counts.map(({ scheme, ...rest }) => [scheme, rest]));
  const schemes: SchemeList['schemes'] = [];
  for (const id of schemeLibrary().ids) {
    const found = packOn(id, today);
    if (found === null) continue;
    const { title, version, dates } = found.pack;
    const count = of.get(id) ?? { met: 0, near: 0, unmet: 0, review: 0 };
    const fact = HELD[id];
    const holding =
      fact === undefined
        ? undefined
        : await tx.row<{ held: number; ending: number }>(sql`
            select count(*)::integer as held, count(*) filter (where h.valid_until <= ${plusDays(today, ENDING_DAYS)})::integer as ending
            from (${holders(tx.districtId, fact, today)}) h join firms f on f.district_id = ${tx.districtId} and f.id = h.firm_id
            and f.ended_on is null`);
    schemes.push({
      id,
      title,
      packVersion: version,
      validFrom: dates.validFrom,
      checkedOn: dates.checkedOn,
      stale: found.stale,
      ...count,
      // Whoever has facts and no verdict is not known yet.
      unknown: companies - count.met - count.unmet - count.review,
      held: holding?.held ?? null,
      ending: holding?.ending ?? null,
    });
  }
  return { schemes, companies, now: isoInstant(now) };
}

interface FirmRow {
  readonly id: string;
  readonly name: string;
  readonly outcome: SchemeOutcome;
  readonly met: number;
  readonly open: number;
  readonly unknown: number;
  readonly since: string | null;
  readonly until: string | null;
  readonly total: number;
}

/** Companies under one scheme, those with the fewest limbs left first; titles that end soon by their day. */
export async function presentSchemeFirms(
  tx: Tx,
  now: number,
  { scheme, show }: { readonly scheme: string; readonly show: SchemeFilter },
): Promise<SchemeFirms> {
  const { ids, packs } = schemeLibrary();
  const title = packs.findLast(({ id }) => id === scheme)?.title;
  if (title === undefined) throw new Refusal('SCHEME_NONE', { scheme, known: ids.join(' ') });
  const today = dayAt(now);
  const soon = plusDays(today, ENDING_DAYS);
  const shown: Readonly<Record<SchemeFilter, Sql>> = {
    all: sql`true`,
    met: sql`v.outcome = 'met'`,
    near: sql`v.open = 1 and v.outcome <> 'met'`,
    ending: sql`h.valid_until <= ${soon}`,
  };
  const rows = await tx.rows<FirmRow>(sql`
    select f.id, f.name, coalesce(v.outcome, 'unknown') as outcome, coalesce(v.met, 0) as met, coalesce(v.open, 0) as open,
      coalesce(v.unknown, 0) as unknown, v.since, h.valid_until as until, count(*) over ()::integer as total
    from (select distinct firm_id from firm_facts where district_id = ${tx.districtId} and state in ('stated', 'confirmed')) a
    join firms f on f.district_id = ${tx.districtId} and f.id = a.firm_id and f.ended_on is null
    left join scheme_verdicts v on v.district_id = ${tx.districtId} and v.firm_id = a.firm_id and v.scheme = ${scheme}
    left join (${holders(tx.districtId, HELD[scheme] ?? '', today)}) h on h.firm_id = a.firm_id
    where ${shown[show]}
    order by ${show === 'ending' ? sql`h.valid_until` : sql`v.open`}, v.unknown, f.name, f.id limit ${SHOWN}`);
  const found = packOn(scheme, today);
  return {
    id: scheme,
    title,
    rows: rows.map(({ id, name, total, ...rest }) => ({ firm: { id, name }, ...rest })),
    total: rows[0]?.total ?? 0,
    packVersion: found?.pack.version ?? null,
    checkedOn: found?.pack.dates.checkedOn ?? null,
    stale: found?.stale ?? false,
    now: isoInstant(now),
  };
}
