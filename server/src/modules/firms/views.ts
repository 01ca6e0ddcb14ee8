import type { FirmHit, FirmPage, SiteView, TimelineEntry, UnplacedFirms } from '@banfei/contracts';
import { isoInstant } from '../../platform/clock.ts';
import type { Db, Tx } from '../../platform/db.ts';
import { sql } from '../../platform/sql.ts';
import { cardsQuestion, type FirmCard } from './ask.ts';
import { changeEntry, type StoredChange } from './changes.ts';
import { industryName, regionName } from './code-tables.ts';
import type { Placing } from './firm.ts';
import type { Hit } from './search/match.ts';

const PAGE = 30;

/** Search hits with what a list shows of them, in the order in which search found them. */
export async function presentHits(db: Db, districtId: number, hits: readonly Hit[]): Promise<FirmHit[]> {
  if (hits.length === 0) return [];
  const rows = await db.lookup<FirmCard>(districtId, cardsQuestion(hits.map(({ id }) => id)));
  const cards = new Map(rows.map((row) => [row.id, row]));
  return hits.flatMap(({ id, matchedBy }) => {
    const card = cards.get(id);
    if (card === undefined) return [];
    const { name, code, address, areaNumber, provisional } = card;
    return [{ id, name, code, address, areaNumber, provisional, matchedBy }];
  });
}

interface SiteRow {
  readonly id: string;
  readonly kind: 'head' | 'branch';
  readonly name: string;
  readonly address: string;
  readonly lon: number | null;
  readonly lat: number | null;
  readonly cell: string | null;
  readonly placed_by: Placing | null;
  readonly facility_zh: string | null;
  readonly facility_en: string | null;
  readonly area_number: number | null;
}

const SITE = sql`
  select s.id, s.kind, s.name, s.address, s.lon, s.lat, s.cell, s.placed_by, p.name_zh as facility_zh,
    p.name_en as facility_en, b.area_number
  from sites s
  left join facilities p on p.district_id = s.district_id and p.id = s.facility_id
  left join blocks b on b.district_id = s.district_id and b.cell = s.cell`;

const presentSite = (row: SiteRow): SiteView => ({
  id: row.id,
  kind: row.kind,
  name: row.name,
  address: row.address,
  facility: row.facility_zh === null ? null : { zh: row.facility_zh, en: row.facility_en ?? row.facility_zh },
  lon: row.lon,
  lat: row.lat,
  cell: row.cell,
  placedBy: row.placed_by,
  areaNumber: row.area_number,
});

export async function siteView(tx: Tx, siteId: string): Promise<SiteView | undefined> {
  const row = await tx.row<SiteRow>(sql`${SITE} where s.district_id = ${tx.districtId} and s.id = ${siteId}`);
  return row && presentSite(row);
}

interface FirmRow {
  readonly name: string;
  readonly former_names: string[];
  readonly code: string | null;
  readonly status: string;
  readonly established_on: string | null;
  readonly capital_text: string;
  readonly capital_minor: bigint | null;
  readonly capital_currency: string | null;
  readonly industry_code: string | null;
  readonly region_code: string | null;
  readonly provisional: boolean;
  readonly demo: boolean;
  readonly contact_phone: string;
  readonly source: string;
  readonly updated_at: number;
}

/** The page of a company without what other modules know of it: the post in charge and its requests. */
export async function firmFacts(tx: Tx, firmId: string): Promise<Omit<FirmPage, 'duty' | 'openMatters'> | undefined> {
  const row = await tx.row<FirmRow>(sql`
    select name, former_names, code, status, established_on, capital_text, capital_minor, capital_currency, industry_code,
      region_code, provisional, demo, contact_phone, source, updated_at
    from firms where district_id = ${tx.districtId} and id = ${firmId}`);
  if (row === undefined) return undefined;
  const sites = await tx.rows<SiteRow>(
    sql`${SITE} where s.district_id = ${tx.districtId} and s.firm_id = ${firmId} order by s.kind desc, s.created_at, s.id`,
  );
  const named = (code: string | null, name: (known: string) => string | undefined) =>
    code === null ? null : { code, name: name(code) ?? '' };
  return {
    id: firmId,
    name: row.name,
    formerNames: row.former_names,
    code: row.code,
    status: row.status,
    establishedOn: row.established_on,
    capital: { text: row.capital_text, minor: row.capital_minor?.toString() ?? null, currency: row.capital_currency },
    industry: named(row.industry_code, industryName),
    region: named(row.region_code, regionName),
    provisional: row.provisional,
    demo: row.demo,
    sites: sites.map(presentSite),
    contactPhone: row.contact_phone,
    source: row.source,
    updatedAt: isoInstant(row.updated_at),
  };
}

/** What the register itself has to tell of a company before an instant, newest first. */
export async function registerEntries(tx: Tx, firmId: string, before: number, limit: number): Promise<TimelineEntry[]> {
  const until = new Date(before);
  const changes = await tx.rows<StoredChange>(sql`
    select at, source, changes from firm_changes
    where district_id = ${tx.districtId} and firm_id = ${firmId} and at < ${until} order by at desc, id desc limit ${limit}`);
  const begun = await tx.rows<{ created_at: number; source: string }>(sql`
    select created_at, source from firms where district_id = ${tx.districtId} and id = ${firmId} and created_at < ${until}`);
  const sites = await tx.rows<{ created_at: number; name: string; address: string }>(sql`
    select created_at, name, address from sites
    where district_id = ${tx.districtId} and firm_id = ${firmId} and kind = 'branch' and created_at < ${until}
    order by created_at desc, id limit ${limit}`);
  return [
    ...changes.map(changeEntry),
    ...sites.map((site) => ({
      at: isoInstant(site.created_at),
      kind: 'site' as const,
      title: { zh: '新增经营场所', en: 'Site added' },
      detail: [site.name, site.address].filter((text) => text !== '').join('，'),
      matterNumber: null,
    })),
    ...begun.map(({ created_at, source }) => ({
      at: isoInstant(created_at),
      kind: 'register' as const,
      title: { zh: '登记入册', en: 'Entered in the register' },
      detail: source,
      matterNumber: null,
    })),
  ];
}

/** Sites without a place, oldest first; the cursor is the id of the last one shown. */
export async function unplacedSites(tx: Tx, after: string | null): Promise<UnplacedFirms> {
  const rows = await tx.rows<UnplacedFirms['rows'][number]>(sql`
    select s.id as "siteId", s.firm_id as "firmId", f.name, s.address from sites s
    join firms f on f.district_id = s.district_id and f.id = s.firm_id
    where s.district_id = ${tx.districtId} and s.cell is null and (${after}::uuid is null or s.id > ${after}::uuid)
    order by s.id limit ${PAGE + 1}`);
  const counted = await tx.row<{ total: number }>(sql`
    select count(*)::int as total from sites where district_id = ${tx.districtId} and cell is null`);
  const page = rows.slice(0, PAGE);
  return { rows: page, total: counted?.total ?? 0, next: rows.length > PAGE ? (page.at(-1)?.siteId ?? null) : null };
}
