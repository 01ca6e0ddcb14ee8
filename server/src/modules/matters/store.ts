import type { Matter, MatterEvent, Offer, Tenure } from '@banfei/custody';
import { column, unnest } from '../../platform/bulk.ts';
import { constraintOf, type Db, sqlState, type Tx } from '../../platform/db.ts';
import { Refusal } from '../../platform/errors.ts';
import { type Intention, keyRow, type Reply } from '../../platform/idempotency.ts';
import type { OutboxMessage } from '../../platform/record.ts';
import { type Sql, sql } from '../../platform/sql.ts';
import { storedEvents } from './history.ts';
import type { MatterFile, Subject } from './matter.ts';
import { type Projection, project } from './projection.ts';

const instant = (at: number | null): Date | null => (at === null ? null : new Date(at));

interface Fresh {
  readonly file: MatterFile;
  readonly projection: Projection;
}

function matterColumns(files: readonly Fresh[]): Sql {
  const subject = (value: (each: Subject) => unknown) => files.map(({ file }) => value(file.subject));
  const fold = (value: (each: Projection) => unknown) => files.map(({ projection }) => value(projection));
  return unnest(
    ['uuid', subject((s) => s.id)],
    ['text', subject((s) => s.number)],
    ['text', subject((s) => s.queryCode)],
    ['uuid', subject((s) => s.firmId)],
    ['uuid', subject((s) => s.siteId)],
    ['integer', subject((s) => s.areaNumber)],
    ['text', subject((s) => s.channel)],
    ['text', subject((s) => s.category)],
    ['text', subject((s) => s.title)],
    ['text', subject((s) => s.text)],
    ['text', subject((s) => s.place)],
    ['text', subject((s) => s.contactName)],
    ['text', subject((s) => s.contactPhone)],
    ['uuid', subject((s) => s.raisedBy)],
    ['uuid', subject((s) => s.supervisorId)],
    ['text', subject((s) => s.calendarVersion)],
    ['text', subject((s) => s.policyVersion)],
    ['text', fold((p) => p.state)],
    ['text', fold((p) => p.outcome)],
    ['integer', fold((p) => p.version)],
    ['uuid', fold((p) => p.ownerPostId)],
    ['uuid', fold((p) => p.ownerOfficerId)],
    ['timestamptz', fold((p) => instant(p.openedAt))],
    ['timestamptz', fold((p) => instant(p.closedAt))],
    ['timestamptz', fold((p) => instant(p.respondedAt))],
    ['timestamptz', fold((p) => instant(p.contactedAt))],
    ['timestamptz', fold((p) => instant(p.respondDueAt))],
    ['timestamptz', fold((p) => instant(p.contactDueAt))],
    ['timestamptz', fold((p) => instant(p.resolveDueAt))],
    ['timestamptz', fold((p) => instant(p.resolvedAt))],
    ['timestamptz', fold((p) => instant(p.proposedAt))],
    ['boolean', fold((p) => p.needsArbiter)],
    ['integer', fold((p) => p.grade)],
  );
}

/** Events, leaves, attachments and messages as common table expressions that insert; `source` sets the district first. */
function recordSteps(
  districtId: number,
  source: Sql,
  written: readonly Written[],
  messages: readonly OutboxMessage[],
): Sql {
  const events = written.flatMap(({ subject, events: list }) =>
    storedEvents(districtId, subject, list).map((event) => ({ matterId: subject.id, ...event })),
  );
  const attached = written.flatMap(({ subject, events: list }) =>
    list.flatMap((event) =>
      event.type === 'attached'
        ? [{ matterId: subject.id, seq: event.seq, uploadId: event.attachmentId, internal: !event.visibleToCompany }]
        : [],
    ),
  );
  const at = instant(written[0]?.events[0]?.at ?? null);
  return sql`
    new_events as (
      insert into matter_events (district_id, matter_id, seq, at, type, internal, actor_kind, actor_post_id, actor_account_id, salt, payload)
      select source.id, e.* from ${source} cross join ${unnest(
        column('uuid', events, (e) => e.matterId),
        column('integer', events, (e) => e.seq),
        column('timestamptz', events, (e) => instant(e.at)),
        column('text', events, (e) => e.type),
        column('boolean', events, (e) => e.internal),
        column('text', events, (e) => e.actorKind),
        column('uuid', events, (e) => e.actorPostId),
        column('uuid', events, (e) => e.actorAccountId),
        column('bytea', events, (e) => e.salt),
        column('jsonb', events, (e) => e.payload),
      )} as e),
    new_leaves as (
      insert into leaves (district_id, subject, subject_id, seq, at, hash)
      select source.id, 'matter', l.* from ${source} cross join ${unnest(
        column('uuid', events, (e) => e.matterId),
        column('integer', events, (e) => e.seq),
        column('timestamptz', events, (e) => instant(e.at)),
        column('bytea', events, (e) => e.leaf),
      )} as l),
    ${attachmentStep(source, attached)}
    new_messages as (
      insert into outbox (district_id, id, topic, payload, created_at)
      select source.id, o.*, ${at}::timestamptz from ${source} cross join ${unnest(
        column('uuid', messages, (m) => m.id),
        column('text', messages, (m) => m.topic),
        column('jsonb', messages, (m) => JSON.stringify(m.payload)),
      )} as o)`;
}

interface Attached {
  readonly matterId: string;
  readonly seq: number;
  readonly uploadId: string;
  readonly internal: boolean;
}

// Most steps bring no file; then the statement leaves the table alone.
const attachmentStep = (source: Sql, attached: readonly Attached[]): Sql =>
  attached.length === 0
    ? sql``
    : sql`new_attachments as (
      insert into matter_attachments (district_id, upload_id, matter_id, seq, internal)
      select source.id, a.* from ${source} cross join ${unnest(
        column('uuid', attached, (a) => a.uploadId),
        column('uuid', attached, (a) => a.matterId),
        column('integer', attached, (a) => a.seq),
        column('boolean', attached, (a) => a.internal),
      )} as a),`;

interface Written {
  readonly subject: Subject;
  readonly events: readonly MatterEvent[];
}

interface OwnedTenure {
  readonly matterId: string;
  readonly tenure: Tenure;
}

const tenureRows = (tenures: readonly OwnedTenure[]): Sql =>
  unnest(
    column('uuid', tenures, (t) => t.matterId),
    column('uuid', tenures, (t) => t.tenure.owner.postId),
    column('uuid', tenures, (t) => t.tenure.owner.officerId),
    column('timestamptz', tenures, (t) => instant(t.tenure.from)),
    column('timestamptz', tenures, (t) => instant(t.tenure.until)),
  );

interface OwnedOffer {
  readonly matterId: string;
  readonly offer: Offer;
  readonly assistUntil: number | null;
}

const offerRows = (offers: readonly OwnedOffer[]): Sql =>
  unnest(
    column('uuid', offers, (o) => o.offer.offerId),
    column('uuid', offers, (o) => o.matterId),
    column('text', offers, (o) => o.offer.kind),
    column('text', offers, (o) => o.offer.status),
    column('uuid', offers, (o) => o.offer.fromPostId),
    column('uuid', offers, (o) => o.offer.toPostId),
    column('timestamptz', offers, (o) => instant(o.offer.offeredAt)),
    column('timestamptz', offers, (o) => instant(o.offer.lapsesAt)),
    column('timestamptz', offers, (o) => instant(o.offer.answeredAt)),
    column('timestamptz', offers, (o) => instant(o.assistUntil)),
  );

const offerStep = (offers: readonly OwnedOffer[]): Sql =>
  offers.length === 0
    ? sql``
    : sql`new_offers as (
      insert into offers (district_id, id, matter_id, kind, status, from_post_id, to_post_id, made_at, lapses_at, answered_at,
        assist_until)
      select source.id, o.* from source cross join ${offerRows(offers)} as o),`;

/** Everything that a new matter brings, as one statement: state, events, tenures, leaves, messages. */
function insertSteps(districtId: number, files: readonly MatterFile[], messages: readonly OutboxMessage[]): Sql {
  const source = sql`source`;
  const fresh = files.map((file) => ({ file, projection: project(file) }));
  const tenures = files.flatMap(({ subject, matter }) =>
    matter.tenures.map((tenure) => ({ matterId: subject.id, tenure })),
  );
  const offers = files.flatMap(({ subject, matter }) => ownedOffers(subject, matter));
  const written = files.map(({ subject, events }) => ({ subject, events }));
  return sql`
    new_matters as (
      insert into matters (district_id, id, number, query_code, firm_id, site_id, area_number, channel, category, title, body,
        place, contact_name, contact_phone, raised_by, supervisor_id, calendar_version, policy_version, state, outcome, version,
        owner_post_id, owner_officer_id, opened_at, closed_at, responded_at, contacted_at, respond_due_at, contact_due_at,
        resolve_due_at, resolved_at, proposed_at, needs_arbiter, grade)
      select source.id, m.* from source cross join ${matterColumns(fresh)} as m),
    new_tenures as (
      insert into tenures (district_id, matter_id, post_id, officer_id, during)
      select source.id, t.matter_id, t.post_id, t.officer_id, tstzrange(t.since, t.until)
      from source cross join ${tenureRows(tenures)} as t (matter_id, post_id, officer_id, since, until)),
    ${offerStep(offers)}
    ${recordSteps(districtId, source, written, messages)}`;
}

// The district is set in a step that every insert reads from, so that row security already knows it; one statement is one
// transaction, one round trip and one flush.
const sourceStep = (districtId: number): Sql => sql`
  with source as materialized (select set_config('banfei.district', ${String(districtId)}, true)::integer as id)`;

/** Stores a new matter with its key row, atomically. A twin of the same intention fails on the key's primary key. */
export async function insertRaised(
  db: Db,
  raised: { intention: Intention; file: MatterFile; reply: Reply; messages: readonly OutboxMessage[]; at: number },
): Promise<void> {
  const { intention, file, reply, messages, at } = raised;
  await refusing(() =>
    db.statement(sql`${sourceStep(intention.districtId)}, ${insertSteps(intention.districtId, [file], messages)}
      insert into idempotency_keys (district_id, principal, route, key, fingerprint, status, body, created_at)
      select source.id, k.principal, k.route, k.key, k.fingerprint, k.status, k.body, k.at
      from source cross join (select ${keyRow(intention, reply, at)}) as k (district, principal, route, key, fingerprint, status, body, at)`),
  );
}

/** Stores whole histories within a transaction: of the demo district, or what the district opens by itself. */
export async function insertHistories(
  tx: Tx,
  files: readonly MatterFile[],
  messages: readonly OutboxMessage[] = [],
): Promise<void> {
  await refusing(() =>
    tx.run(sql`${sourceStep(tx.districtId)}, ${insertSteps(tx.districtId, files, messages)} select id from source`),
  );
}

// An assist that was accepted stays open until the assistant is released or the matter ends.
function ownedOffers(subject: Subject, matter: Matter): OwnedOffer[] {
  return matter.offers.map((offer) => {
    const assist = matter.assistTenures.find(
      ({ assistant, from }) => assistant.postId === offer.toPostId && from === offer.answeredAt,
    );
    return { matterId: subject.id, offer, assistUntil: assist === undefined ? offer.answeredAt : assist.until };
  });
}

const changed = (before: OwnedOffer | undefined, after: OwnedOffer): boolean =>
  before === undefined || before.offer.status !== after.offer.status || before.assistUntil !== after.assistUntil;

async function storeOffers(tx: Tx, before: MatterFile, after: MatterFile): Promise<void> {
  const known = new Map(ownedOffers(before.subject, before.matter).map((each) => [each.offer.offerId, each]));
  for (const each of ownedOffers(after.subject, after.matter)) {
    const { offer } = each;
    const old = known.get(offer.offerId);
    if (!changed(old, each)) continue;
    if (old === undefined)
      await tx.run(sql`insert into offers (district_id, id, matter_id, kind, status, from_post_id, to_post_id, made_at, lapses_at, answered_at, assist_until)
        select ${tx.districtId}::integer, o.* from ${offerRows([each])} as o`);
    else {
      const rows =
        await tx.run(sql`update offers set status = ${offer.status}, answered_at = ${instant(offer.answeredAt)}, assist_until = ${instant(each.assistUntil)}
        where district_id = ${tx.districtId} and id = ${offer.offerId} and status = ${old.offer.status}`);
      if (rows !== 1) throw new Error(`offer ${offer.offerId} was ${old.offer.status} and is no longer`);
    }
  }
}

async function storeTenures(tx: Tx, before: MatterFile, after: MatterFile): Promise<void> {
  const matterId = after.subject.id;
  for (const [index, tenure] of after.matter.tenures.entries()) {
    const old = before.matter.tenures[index];
    if (old === undefined)
      await tx.run(sql`insert into tenures (district_id, matter_id, post_id, officer_id, during)
        values (${tx.districtId}, ${matterId}, ${tenure.owner.postId}, ${tenure.owner.officerId}, tstzrange(${instant(tenure.from)}, ${instant(tenure.until)}))`);
    else if (old.until !== tenure.until) {
      const rows = await tx.run(sql`update tenures set during = tstzrange(lower(during), ${instant(tenure.until)})
        where district_id = ${tx.districtId} and matter_id = ${matterId} and upper_inf(during)`);
      if (rows !== 1) throw new Error(`matter ${after.subject.number} has ${rows} open tenures instead of one`);
    }
  }
}

/** Stores what the new events changed. The caller holds the matter's row lock and has loaded `before` under it. */
export async function storeStep(
  tx: Tx,
  before: MatterFile,
  after: MatterFile,
  messages: readonly OutboxMessage[],
): Promise<void> {
  const events = after.events.slice(before.events.length);
  const p = project(after);
  const source = sql`(select ${tx.districtId}::integer as id) as source`;
  await refusing(async () => {
    await tx.run(sql`with ${recordSteps(tx.districtId, source, [{ subject: after.subject, events }], messages)}
      update matters set state = ${p.state}, outcome = ${p.outcome}, version = ${p.version}, owner_post_id = ${p.ownerPostId},
        owner_officer_id = ${p.ownerOfficerId}, closed_at = ${instant(p.closedAt)}, responded_at = ${instant(p.respondedAt)},
        contacted_at = ${instant(p.contactedAt)}, resolve_due_at = ${instant(p.resolveDueAt)}, resolved_at = ${instant(p.resolvedAt)},
        proposed_at = ${instant(p.proposedAt)}, needs_arbiter = ${p.needsArbiter}, grade = ${p.grade}
      where district_id = ${tx.districtId} and id = ${after.subject.id} and version = ${before.matter.version}`);
    await storeTenures(tx, before, after);
    await storeOffers(tx, before, after);
  });
}

/** Refusals of the database that have a sentence of their own. */
async function refusing(work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (sqlState(error) === 'BF001') throw new Refusal('POST_UNKNOWN');
    const constraint = constraintOf(error) ?? '';
    if (constraint.startsWith('matter_attachments')) throw new Refusal('ATTACHMENT_UNKNOWN');
    throw error;
  }
}
