import { isoInstant } from '../../../platform/clock.ts';
import type { Tx } from '../../../platform/db.ts';
import { Refusal } from '../../../platform/errors.ts';
import { newId } from '../../../platform/ids.ts';
import { leafOf, outboxMessage } from '../../../platform/record.ts';
import { sql } from '../../../platform/sql.ts';
import { readGazetteer } from '../ask.ts';
import type { Capital, NewFirm, NewSite } from '../firm.ts';
import { type Gazetteer, place } from '../place.ts';
import {
  insertChanges,
  insertFirms,
  insertLeaf,
  insertMessage,
  insertSites,
  type UpdatedFirm,
  updateFirms,
  updateSites,
} from '../store.ts';
import { breathe } from './judge-table.ts';
import { formerNamesAfter, Judge, type Judged, type KnownFirm, movesSite, unjudged } from './outcome.ts';
import type { FirmRecord } from './reading.ts';
import {
  readImport,
  readKnownFirms,
  readStaged,
  rememberMapping,
  settleImport,
  settleRows,
  sourceOf,
} from './staged.ts';

/** Imports of one district follow one another: each is judged against what the one before has written. */
const IMPORT_LOCK = 7301;

interface Committed {
  /** Companies that are new or changed, for the search index. */
  readonly firmIds: readonly string[];
}

const capitalOf = (capital: FirmRecord['capital'], otherwise: Capital): Capital =>
  capital === null
    ? otherwise
    : { text: capital.text, minor: capital.minor === null ? null : BigInt(capital.minor), currency: capital.currency };

function siteOf(record: Pick<FirmRecord, 'address' | 'lon' | 'lat'>, gazetteer: Gazetteer, at: number): NewSite {
  const address = record.address ?? '';
  const placed = place(address, record, gazetteer);
  return {
    id: newId(at),
    kind: 'head',
    name: '',
    address,
    lon: placed?.lon ?? null,
    lat: placed?.lat ?? null,
    cell: placed?.cell ?? null,
    placedBy: placed?.placedBy ?? null,
    facilityId: placed?.facilityId ?? null,
  };
}

const saysPlace = ({ address, lon }: FirmRecord): boolean => address !== null || lon !== null;

interface Context {
  readonly gazetteer: Gazetteer;
  readonly importId: string;
  readonly source: string;
  readonly at: number;
}

function newFirm({ record }: Judged, { gazetteer, importId, source, at }: Context): NewFirm[] {
  if (record === null || record.name === null) return [];
  return [
    {
      id: newId(at),
      code: record.code,
      name: record.name,
      formerNames: record.formerNames,
      status: record.status ?? '',
      establishedOn: record.establishedOn,
      capital: capitalOf(record.capital, { text: '', minor: null, currency: null }),
      industryCode: record.industryCode,
      regionCode: record.regionCode,
      provisional: record.code === null,
      demo: false,
      contactPhone: '',
      importId,
      source,
      sites: saysPlace(record) ? [siteOf(record, gazetteer, at)] : [],
    },
  ];
}

function updatedFirm(known: KnownFirm, record: FirmRecord, { importId, source }: Context): UpdatedFirm {
  const code = record.code ?? known.code;
  return {
    id: known.id,
    code,
    name: record.name ?? known.name,
    formerNames: formerNamesAfter(known, record),
    status: record.status ?? known.status,
    establishedOn: record.establishedOn ?? known.establishedOn,
    capital: capitalOf(record.capital, known.capital),
    industryCode: record.industryCode ?? known.industryCode,
    regionCode: record.regionCode ?? known.regionCode,
    provisional: known.provisional && code === null,
    importId,
    source,
  };
}

/** The head site of a known company after a row, when the row moves it or renames its address. */
function updatedSite(
  known: KnownFirm,
  record: FirmRecord,
  { gazetteer, at }: Context,
): (NewSite & { readonly firmId: string }) | null {
  const renamed = record.address !== null && record.address !== (known.head?.address ?? '');
  if (!renamed && !movesSite(known.head, record)) return null;
  const site = siteOf({ ...record, address: record.address ?? known.head?.address ?? '' }, gazetteer, at);
  return { ...site, id: known.head?.id ?? site.id, firmId: known.id };
}

async function applyUpdates(tx: Tx, updates: readonly Judged[], context: Context): Promise<string[]> {
  const pairs = updates.flatMap(({ known, record, changes }) =>
    known === null || record === null ? [] : [{ known, record, changes }],
  );
  await updateFirms(
    tx,
    pairs.map(({ known, record }) => updatedFirm(known, record, context)),
    context.at,
  );
  const sites = pairs.flatMap(({ known, record }) => updatedSite(known, record, context) ?? []);
  const heads = new Set(pairs.flatMap(({ known }) => known.head?.id ?? []));
  await updateSites(
    tx,
    sites.filter(({ id }) => heads.has(id)),
  );
  await insertSites(
    tx,
    sites.filter(({ id }) => !heads.has(id)),
    context.at,
  );
  await insertChanges(
    tx,
    pairs.map(({ known, changes }) => ({
      firmId: known.id,
      source: context.source,
      change: { type: 'facts', facts: changes },
    })),
    context.at,
  );
  return pairs.map(({ known }) => known.id);
}

/**
 * Lets a dry run take effect, all or nothing. Every row is judged again against the register as it is now, so that what
 * has changed since the dry run is neither overwritten unseen nor entered twice.
 */
export async function commitImport(
  tx: Tx,
  importId: string,
  actor: { readonly kind: string; readonly accountId: string | null },
  at: number,
): Promise<Committed> {
  await tx.rows(sql`select pg_advisory_xact_lock(${IMPORT_LOCK}, ${tx.districtId})`);
  const head = await readImport(tx, importId, true);
  if (head === undefined) throw new Refusal('NOT_FOUND');
  if (head.committed_at !== null) throw new Refusal('IMPORT_COMMITTED', { at: isoInstant(head.committed_at) });
  const staged = await readStaged(tx, importId);
  const judge = new Judge(await readKnownFirms(tx));
  const judged: Judged[] = [];
  for (const { reading } of staged) {
    judged.push(judge.judge(unjudged(reading)));
    if (judged.length % 2000 === 0) await breathe();
  }
  const context = { gazetteer: await readGazetteer(tx), importId, source: sourceOf(head.file_name, at), at };
  const fresh = judged.filter(({ outcome }) => outcome === 'new').flatMap((each) => newFirm(each, context));
  await insertFirms(tx, fresh, at);
  const updated = await applyUpdates(
    tx,
    judged.filter(({ outcome }) => outcome === 'update'),
    context,
  );
  await settleRows(
    tx,
    importId,
    judged.filter(({ outcome }, index) => outcome !== staged[index]?.outcome),
  );
  await settleImport(tx, importId, judge.totals, at);
  await rememberMapping(tx, head.columns.header, head.mapping, at);
  const payload = { fileName: head.file_name, file: head.sha256.toString('hex'), totals: judge.totals };
  // The payload holds no person, so nothing will ever have to be erased: the file's own hash serves as salt, and anybody
  // who has the file can check the leaf.
  const entry = { subject: 'firmImport', subjectId: importId, seq: 1, at, type: 'committed', actor, payload };
  await insertLeaf(tx, leafOf(tx.districtId, entry, head.sha256.subarray(0, 16)));
  await insertMessage(tx, outboxMessage('firms', { importId, type: 'imported' }), at);
  return { firmIds: [...fresh.map(({ id }) => id), ...updated] };
}
