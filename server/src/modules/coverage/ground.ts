import type { CurrentPlan, Organization, OrganizationKind, Place, Unit } from '@banfei/coverage';
import type { Tx } from '../../platform/db.ts';
import { sql } from '../../platform/sql.ts';
import { livingStandings } from './store.ts';

/** Everything that a plan of the district is made from; codes are ids. */
export interface Ground {
  readonly units: readonly Unit[];
  readonly organizations: readonly Organization[];
  readonly current: CurrentPlan;
  /** Units whose place nobody knows: they cannot be planned. */
  readonly unplaced: number;
}

interface UnitRow {
  readonly code: string;
  readonly name: string;
  readonly fullMembers: number;
  readonly staff: number;
  readonly lon: number | null;
  readonly lat: number | null;
  readonly industry: string;
  readonly host: string | null;
  readonly organization: string | null;
}

interface OrganizationRow {
  readonly code: string;
  readonly name: string;
  readonly kind: OrganizationKind;
  readonly lon: number | null;
  readonly lat: number | null;
  readonly industry: string;
  readonly host: string | null;
}

const placeOf = ({ lon, lat }: { readonly lon: number | null; readonly lat: number | null }): Place | null =>
  lon === null || lat === null ? null : { lon, lat };

/** Reads units, organizations that can guide, and how every unit stands. A company lies where its head site does. */
export async function readGround(tx: Tx): Promise<Ground> {
  const rows = await tx.rows<UnitRow>(sql`
    select u.firm_id as code, f.name, u.full_members as "fullMembers", coalesce(n.staff, 0)::integer as staff, s.lon, s.lat,
      coalesce(f.industry_code, '') as industry, s.facility_id as host, coalesce(t.group_id, o.id) as organization
    from coverage_units u join firms f on f.district_id = u.district_id and f.id = u.firm_id and f.ended_on is null
    left join sites s on s.district_id = u.district_id and s.firm_id = u.firm_id and s.kind = 'head'
    left join firm_staff n on n.district_id = u.district_id and n.firm_id = u.firm_id
    left join coverage_standings t on t.district_id = u.district_id and t.firm_id = u.firm_id and t.until is null
    left join organizations o on o.district_id = u.district_id and o.firm_id = u.firm_id and o.ended_on is null
    where u.district_id = ${tx.districtId} order by u.firm_id`);
  const hosts = await tx.rows<OrganizationRow>(sql`
    select o.id as code, o.name_zh as name, o.form as kind, coalesce(s.lon, p.lon) as lon, coalesce(s.lat, p.lat) as lat,
      coalesce(f.industry_code, '') as industry, coalesce(s.facility_id, o.facility_id) as host
    from organizations o left join firms f on f.district_id = o.district_id and f.id = o.firm_id
    left join sites s on s.district_id = o.district_id and s.firm_id = o.firm_id and s.kind = 'head'
    left join facilities p on p.district_id = o.district_id and p.id = o.facility_id
    where o.district_id = ${tx.districtId} and o.ended_on is null order by o.id`);
  const units = rows.flatMap(({ lon, lat, ...unit }): Unit[] => {
    const place = placeOf({ lon, lat });
    return place === null ? [] : [{ ...unit, place }];
  });
  const organizations = hosts.flatMap(({ lon, lat, ...organization }): Organization[] => {
    const place = placeOf({ lon, lat });
    return place === null ? [] : [{ ...organization, place }];
  });
  const standings = await livingStandings(tx, sql`true`);
  const current = standings.map(({ firmId, mode, groupId, guideId }) => ({
    code: firmId,
    group: groupId,
    host: mode === 'incubation' ? guideId : null,
    mentor: mode === 'nursery' ? guideId : null,
  }));
  return { units, organizations, current: { units: current }, unplaced: rows.length - units.length };
}
