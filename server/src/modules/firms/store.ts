import type { Tx } from '../../platform/db.ts';
import { newId } from '../../platform/ids.ts';
import type { Leaf, OutboxMessage } from '../../platform/record.ts';
import { sql } from '../../platform/sql.ts';
import type { Change } from './changes.ts';
import type { NewFirm, NewSite } from './firm.ts';
import { readingOf } from './pinyin.ts';
import type { Place } from './place.ts';

/** Rows per statement: large enough that round trips do not count, small enough for the driver's buffers. */
const BATCH = 5000;

const batches = <Row>(rows: readonly Row[]): Row[][] =>
  Array.from({ length: Math.ceil(rows.length / BATCH) }, (_, k) => rows.slice(k * BATCH, (k + 1) * BATCH));

/** Columns of firms as one JSON document for jsonb_to_recordset: arrays in a column do not survive unnest. */
const firmDocument = (firm: UpdatedFirm) => ({
  id: firm.id,
  code: firm.code,
  name: firm.name,
  former_names: firm.formerNames,
  status: firm.status,
  established_on: firm.establishedOn,
  capital_text: firm.capital.text,
  capital_minor: firm.capital.minor?.toString() ?? null,
  capital_currency: firm.capital.currency,
  industry_code: firm.industryCode,
  region_code: firm.regionCode,
  ...readingOf(firm.name),
  provisional: firm.provisional,
  import_id: firm.importId,
  source: firm.source,
});

const newFirmDocument = (firm: NewFirm) => ({
  ...firmDocument(firm),
  demo: firm.demo,
  contact_phone: firm.contactPhone,
});

/**
 * Stores new companies with their sites, set by set: 70,000 in a few seconds. The caller owns the transaction and has
 * checked codes and names; the unique key on the credit code is the last word.
 */
export async function insertFirms(tx: Tx, firms: readonly NewFirm[], at: number): Promise<void> {
  const instant = new Date(at);
  for (const batch of batches(firms))
    await tx.run(sql`
      insert into firms (district_id, id, code, name, former_names, status, established_on, capital_text, capital_minor,
        capital_currency, industry_code, region_code, pinyin, initials, provisional, demo, contact_phone, import_id,
        source, created_at, updated_at)
      select ${tx.districtId}, f.id, f.code, f.name, f.former_names, f.status, f.established_on, f.capital_text,
        f.capital_minor, f.capital_currency, f.industry_code, f.region_code, f.pinyin, f.initials, f.provisional,
        f.demo, f.contact_phone, f.import_id, f.source, ${instant}, ${instant}
      from jsonb_to_recordset(${JSON.stringify(batch.map(newFirmDocument))}::jsonb) as f (id uuid, code text, name text,
        former_names text[], status text, established_on date, capital_text text, capital_minor bigint,
        capital_currency text, industry_code text, region_code text, pinyin text, initials text, provisional boolean,
        demo boolean, contact_phone text, import_id uuid, source text)`);
  await insertSites(
    tx,
    firms.flatMap((firm) => firm.sites.map((site) => ({ ...site, firmId: firm.id }))),
    at,
  );
}

/** Stores sites of companies that exist already in this transaction. */
export async function insertSites(
  tx: Tx,
  sites: readonly (NewSite & { readonly firmId: string })[],
  at: number,
): Promise<void> {
  for (const batch of batches(sites)) {
    const column = <Value>(read: (site: (typeof batch)[number]) => Value) => batch.map(read);
    await tx.run(sql`
      insert into sites (district_id, id, firm_id, kind, name, address, lon, lat, cell, placed_by, facility_id, created_at)
      select ${tx.districtId}, s.*, ${new Date(at)} from unnest(
        ${column(({ id }) => id)}::uuid[], ${column(({ firmId }) => firmId)}::uuid[], ${column(({ kind }) => kind)}::text[],
        ${column(({ name }) => name)}::text[], ${column(({ address }) => address)}::text[],
        ${column(({ lon }) => lon)}::float8[], ${column(({ lat }) => lat)}::float8[], ${column(({ cell }) => cell)}::text[],
        ${column(({ placedBy }) => placedBy)}::text[], ${column(({ facilityId }) => facilityId)}::uuid[]) as s`);
  }
}

/** Writes what happened to companies; rows of this table are never changed. */
export async function insertChanges(
  tx: Tx,
  changes: readonly { readonly firmId: string; readonly source: string; readonly change: Change }[],
  at: number,
): Promise<void> {
  for (const batch of batches(changes))
    await tx.run(sql`
      insert into firm_changes (district_id, id, firm_id, at, source, changes)
      select ${tx.districtId}, c.id, c.firm_id, ${new Date(at)}, c.source, c.changes from unnest(
        ${batch.map(() => newId(at))}::uuid[], ${batch.map(({ firmId }) => firmId)}::uuid[],
        ${batch.map(({ source }) => source)}::text[], ${batch.map(({ change }) => JSON.stringify(change))}::jsonb[]
      ) as c (id, firm_id, source, changes)`);
}

/** The next revision of a company, which also locks it; undefined when it does not exist. */
export async function nextRevision(tx: Tx, firmId: string, at: number): Promise<number | undefined> {
  const row = await tx.row<{ revision: number }>(sql`
    update firms set revision = revision + 1, updated_at = ${new Date(at)}
    where district_id = ${tx.districtId} and id = ${firmId} returning revision`);
  return row?.revision;
}

export const insertLeaf = (tx: Tx, leaf: Leaf): Promise<number> =>
  tx.run(sql`insert into leaves (district_id, subject, subject_id, seq, at, hash)
    values (${tx.districtId}, ${leaf.subject}, ${leaf.subjectId}, ${leaf.seq}, ${new Date(leaf.at)}, ${leaf.hash})`);

export const insertMessage = (tx: Tx, message: OutboxMessage, at: number): Promise<number> =>
  tx.run(sql`insert into outbox (district_id, id, topic, payload, created_at)
    values (${tx.districtId}, ${message.id}, ${message.topic}, ${JSON.stringify(message.payload)}, ${new Date(at)})`);

export const setPlace = (tx: Tx, siteId: string, { lon, lat, cell, placedBy, facilityId }: Place): Promise<number> =>
  tx.run(sql`update sites set lon = ${lon}, lat = ${lat}, cell = ${cell}, placed_by = ${placedBy},
      facility_id = coalesce(${facilityId}::uuid, facility_id)
    where district_id = ${tx.districtId} and id = ${siteId}`);

export type UpdatedFirm = Omit<NewFirm, 'sites' | 'demo' | 'contactPhone'>;

/** Overwrites the facts of known companies, set by set. A verified company needs no number to be called back on. */
export async function updateFirms(tx: Tx, firms: readonly UpdatedFirm[], at: number): Promise<void> {
  for (const batch of batches(firms))
    await tx.run(sql`
      update firms set code = f.code, name = f.name, former_names = f.former_names, status = f.status,
        established_on = f.established_on, capital_text = f.capital_text, capital_minor = f.capital_minor,
        capital_currency = f.capital_currency, industry_code = f.industry_code, region_code = f.region_code,
        pinyin = f.pinyin, initials = f.initials, provisional = f.provisional, import_id = f.import_id, source = f.source,
        contact_phone = case when f.provisional then firms.contact_phone else '' end,
        revision = firms.revision + 1, updated_at = ${new Date(at)}
      from jsonb_to_recordset(${JSON.stringify(batch.map(firmDocument))}::jsonb) as f (id uuid, code text, name text,
        former_names text[], status text, established_on date, capital_text text, capital_minor bigint,
        capital_currency text, industry_code text, region_code text, pinyin text, initials text, provisional boolean,
        import_id uuid, source text)
      where firms.district_id = ${tx.districtId} and firms.id = f.id`);
}

/** Gives known sites another address and place. */
export async function updateSites(tx: Tx, sites: readonly NewSite[]): Promise<void> {
  for (const batch of batches(sites))
    await tx.run(sql`
      update sites set address = s.address, lon = s.lon, lat = s.lat, cell = s.cell, placed_by = s."placedBy",
        facility_id = s."facilityId"
      from jsonb_to_recordset(${JSON.stringify(batch)}::jsonb) as s (id uuid, address text, lon double precision,
        lat double precision, cell text, "placedBy" text, "facilityId" uuid)
      where sites.district_id = ${tx.districtId} and sites.id = s.id`);
}
