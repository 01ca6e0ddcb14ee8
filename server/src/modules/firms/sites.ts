import type { AddSite, SiteView } from '@banfei/contracts';
import type { Static } from '@sinclair/typebox';
import type { Tx } from '../../platform/db.ts';
import { Refusal } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import type { Principal } from '../../platform/principal.ts';
import { sql } from '../../platform/sql.ts';
import { readGazetteer } from './ask.ts';
import { cellOf, type Point, place } from './place.ts';
import { recordStep } from './record.ts';
import { insertSites, nextRevision, setPlace } from './store.ts';
import { siteView } from './views.ts';

interface Act {
  readonly principal: Principal;
  readonly at: number;
}

const OFFICER_SOURCE = '工作人员登记 · officer';

async function viewOf(tx: Tx, siteId: string): Promise<SiteView> {
  const view = await siteView(tx, siteId);
  if (view === undefined) throw new Error(`site ${siteId} was written in this transaction and is not there`);
  return view;
}

/** Adds a site: the first one of a company is its head site, every further one a branch. */
export async function addSite(
  tx: Tx,
  { principal, at }: Act,
  firmId: string,
  input: Static<typeof AddSite>,
): Promise<SiteView> {
  const seq = await nextRevision(tx, firmId, at);
  if (seq === undefined) throw new Refusal('NOT_FOUND');
  const head = await tx.row(
    sql`select from sites where district_id = ${tx.districtId} and firm_id = ${firmId} and kind = 'head'`,
  );
  const { name, address } = input;
  // One coordinate without the other says nothing and is not kept.
  const [lon, lat] = input.lon === undefined || input.lat === undefined ? [null, null] : [input.lon, input.lat];
  const placed = place(address, { lon, lat }, await readGazetteer(tx));
  const id = newId(at);
  const site = {
    id,
    firmId,
    kind: head === undefined ? ('head' as const) : ('branch' as const),
    name,
    address,
    lon: placed?.lon ?? lon,
    lat: placed?.lat ?? lat,
    cell: placed?.cell ?? null,
    placedBy: placed?.placedBy ?? null,
    facilityId: placed?.facilityId ?? null,
  };
  await insertSites(tx, [site], at);
  const step = { firmId, seq, at, principal, source: OFFICER_SOURCE };
  await recordStep(tx, step, { type: 'siteAdded', siteId: id }, { siteId: id, name, address });
  return viewOf(tx, id);
}

/** An officer says where a site lies. This overrides every other way of placing it. */
export async function placeSite(
  tx: Tx,
  { principal, at }: Act,
  siteId: string,
  point: Point,
): Promise<{ firmId: string; view: SiteView }> {
  const site = await tx.row<{ firm_id: string; address: string }>(sql`
    select firm_id, address from sites where district_id = ${tx.districtId} and id = ${siteId}`);
  if (site === undefined) throw new Refusal('NOT_FOUND');
  const seq = await nextRevision(tx, site.firm_id, at);
  if (seq === undefined) throw new Error(`site ${siteId} belongs to no company`);
  await setPlace(tx, siteId, { ...point, cell: cellOf(point), placedBy: 'officer', facilityId: null });
  const step = { firmId: site.firm_id, seq, at, principal, source: OFFICER_SOURCE };
  await recordStep(tx, step, { type: 'placed', siteId, address: site.address }, { siteId, ...point });
  return { firmId: site.firm_id, view: await viewOf(tx, siteId) };
}
