import { audit } from '@banfei/custody';
import type { Db, Tx } from '../../platform/db.ts';
import { leafOf } from '../../platform/record.ts';
import { joinSql, type Sql, sql } from '../../platform/sql.ts';
import type { Verdict } from '../../platform/verdict.ts';
import { loadFiles, subjectColumns } from './load.ts';
import type { MatterFile, Subject } from './matter.ts';
import { project } from './projection.ts';

interface Question {
  readonly id: string;
  readonly sentence: string;
  /** The district as its number, or as the column of `db.lookup` that holds it. */
  readonly query: (districtId: number | Sql) => Sql;
}

// These read tables only and share no code with the writers; each must return nothing (SECURITY.md).
const QUESTIONS: readonly Question[] = [
  {
    id: 'I-OWN-first',
    sentence: 'every matter has an owner from its first instant',
    query: (districtId) => sql`
      select m.number as example from matters m where m.district_id = ${districtId} and not exists
        (select from tenures t where t.district_id = m.district_id and t.matter_id = m.id and lower(t.during) = m.opened_at)`,
  },
  {
    id: 'I-OWN-gap',
    sentence: 'no instant between opening and closing is without an owner',
    query: (districtId) => sql`
      select m.number as example from (
        select district_id, matter_id, upper(during) as hi, lead(lower(during)) over (partition by district_id, matter_id order by lower(during)) as nx
        from tenures where district_id = ${districtId}) t
      join matters m on m.district_id = t.district_id and m.id = t.matter_id
      where (t.nx is null and t.hi is distinct from m.closed_at)
        or (t.nx is not null and t.hi is distinct from t.nx and not (
          exists (select from matter_events e where e.district_id = m.district_id and e.matter_id = m.id and e.at = t.nx and e.type = 'reopened')
          and exists (select from matter_events e where e.district_id = m.district_id and e.matter_id = m.id and e.at = t.hi
            and e.type in ('confirmed', 'fellSilent', 'settledOnSpot', 'withdrawnByCompany', 'rejected'))))`,
  },
  {
    id: 'I-OWN-two',
    sentence: 'no instant has two owners',
    query: (districtId) => sql`
      select m.number as example from tenures a join tenures b on b.district_id = a.district_id and b.matter_id = a.matter_id
        and a.ctid < b.ctid and a.during && b.during
      join matters m on m.district_id = a.district_id and m.id = a.matter_id where a.district_id = ${districtId}`,
  },
  {
    id: 'I-OWN-now',
    sentence: 'the owner shown is the owner of the open tenure',
    query: (districtId) => sql`
      select m.number as example from matters m where m.district_id = ${districtId} and m.state <> 'closed' and not exists
        (select from tenures t where t.district_id = m.district_id and t.matter_id = m.id and upper_inf(t.during)
          and t.post_id = m.owner_post_id and t.officer_id = m.owner_officer_id)`,
  },
  {
    id: 'I-ORPHAN',
    sentence: 'no open matter is owned by an account that is switched off',
    query: (districtId) => sql`
      select m.number as example from tenures t join accounts a on a.district_id = t.district_id and a.id = t.officer_id
      join matters m on m.district_id = t.district_id and m.id = t.matter_id
      where t.district_id = ${districtId} and upper_inf(t.during) and not a.active`,
  },
  {
    id: 'I-HAND',
    sentence: 'ownership moved only by acceptance, ruling, succession or reopening',
    query: (districtId) => sql`
      select m.number as example from tenures t join matters m on m.district_id = t.district_id and m.id = t.matter_id
      where t.district_id = ${districtId} and lower(t.during) <> m.opened_at and not exists
        (select from matter_events e where e.district_id = t.district_id and e.matter_id = t.matter_id and e.at = lower(t.during)
          and e.type in ('accepted', 'arbitrated', 'succeeded', 'reopened'))`,
  },
  {
    id: 'I-STATE-seq',
    sentence: 'events are numbered 1, 2, 3 … without a gap and in the order of time',
    query: (districtId) => sql`
      select m.number as example from (
        select district_id, matter_id, seq, at, row_number() over w as n, lag(at) over w as before
        from matter_events where district_id = ${districtId} window w as (partition by district_id, matter_id order by seq)) e
      join matters m on m.district_id = e.district_id and m.id = e.matter_id where e.seq <> e.n or e.at <= e.before`,
  },
  {
    id: 'I-STATE-version',
    sentence: 'the version of a matter is the number of its last event',
    query: (districtId) => sql`
      select m.number as example from matters m where m.district_id = ${districtId} and m.version is distinct from
        (select max(seq) from matter_events e where e.district_id = m.district_id and e.matter_id = m.id)`,
  },
  {
    id: 'I-ATOM',
    sentence: 'every event has its leaf in the register, and every leaf its event',
    query: (districtId) => sql`
      select coalesce(e.matter_id, l.subject_id)::text as example
      from (select * from matter_events where district_id = ${districtId}) e
      full join (select * from leaves where district_id = ${districtId} and subject = 'matter') l on l.subject_id = e.matter_id and l.seq = e.seq
      where e.seq is null or l.seq is null`,
  },
];

async function ask(tx: Tx, { id, sentence, query }: Question): Promise<Verdict> {
  const rows = await tx.rows<{ example: string }>(query(tx.districtId));
  return { id, sentence, violations: rows.length, examples: rows.slice(0, 5).map(({ example }) => example) };
}

interface StoredFold {
  readonly version: number;
  readonly state: string;
  readonly outcome: string | null;
  readonly ownerPostId: string;
  readonly resolveDueAt: number | null;
  readonly closedAt: number | null;
}

/**
 * Matters with their histories. A history that cannot be folded at all is named and left out: a check that ends at the
 * first damage would hide all the others.
 */
async function foldable(tx: Tx, subjects: readonly Subject[], broken: string[]): Promise<MatterFile[]> {
  try {
    return await loadFiles(tx, subjects);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    if (subjects.length === 1) {
      broken.push(...subjects.map(({ number }) => number));
      return [];
    }
    const half = subjects.length >> 1;
    const first = await foldable(tx, subjects.slice(0, half), broken);
    return [...first, ...(await foldable(tx, subjects.slice(half), broken))];
  }
}

/** Replays every history: the engine's independent audit, the stored columns, and the leaf of every event. */
async function replay(tx: Tx): Promise<Verdict[]> {
  const broken: Record<'audit' | 'fold' | 'leaf', string[]> = { audit: [], fold: [], leaf: [] };
  let last = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const rows = await tx.rows<Subject & { stored: StoredFold }>(sql`
      select ${subjectColumns}, json_build_object('version', m.version, 'state', m.state, 'outcome', m.outcome, 'ownerPostId', m.owner_post_id,
        'resolveDueAt', round(extract(epoch from m.resolve_due_at) * 1000)::bigint, 'closedAt', round(extract(epoch from m.closed_at) * 1000)::bigint) as stored
      from matters m where m.district_id = ${tx.districtId} and m.id > ${last} order by m.id limit 500`);
    if (rows.length === 0) break;
    last = rows.at(-1)?.id ?? last;
    const stored = new Map(rows.map((row) => [row.id, row.stored]));
    const subjects = rows.map(({ stored: _stored, ...subject }) => subject);
    for (const { subject, events, matter } of await foldable(tx, subjects, broken.fold)) {
      if (audit(events).length > 0) broken.audit.push(subject.number);
      const [now, then] = [project({ subject, matter }), stored.get(subject.id)];
      if (then === undefined || Object.entries(then).some(([key, value]) => now[key as keyof StoredFold] !== value))
        broken.fold.push(subject.number); // keys of StoredFold are keys of Projection
    }
    broken.leaf.push(
      ...(await brokenLeaves(
        tx,
        rows.map(({ id }) => id),
      )),
    );
  }
  const verdict = (id: string, sentence: string, list: readonly string[]): Verdict => ({
    id,
    sentence,
    violations: list.length,
    examples: list.slice(0, 5),
  });
  return [
    verdict('I-BOUND', 'every history passes the independent audit of the custody rules', broken.audit),
    verdict('I-CLOCK', 'every stored state and due time equals the fold of its events', broken.fold),
    verdict('I-AUD', 'every leaf is the hash of its event', broken.leaf),
  ];
}

interface LeafRow {
  readonly matter_id: string;
  readonly seq: number;
  readonly at: number;
  readonly type: string;
  readonly kind: string;
  readonly post: string | null;
  readonly account: string | null;
  readonly salt: Buffer;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly hash: Buffer;
}

async function brokenLeaves(tx: Tx, ids: readonly string[]): Promise<string[]> {
  const rows = await tx.rows<LeafRow>(sql`
    select e.matter_id, e.seq, e.at, e.type, e.actor_kind as kind, e.actor_post_id as post, e.actor_account_id as account, e.salt, e.payload, l.hash
    from matter_events e join leaves l on l.district_id = e.district_id and l.subject_id = e.matter_id and l.seq = e.seq
    where e.district_id = ${tx.districtId} and e.matter_id = any(${ids}::uuid[])`);
  return rows
    .filter(({ matter_id, seq, at, type, kind, post, account, salt, payload, hash }) => {
      const actor = { kind, postId: post, accountId: account };
      return !leafOf(
        tx.districtId,
        { subject: 'matter', subjectId: matter_id, seq, at, type, actor, payload },
        salt,
      ).hash.equals(hash);
    })
    .map(({ matter_id, seq }) => `${matter_id} ${seq}`);
}

/** Every invariant of matters on one snapshot. */
export const checkMatters = (db: Db, districtId: number): Promise<readonly Verdict[]> =>
  db.readDistrict(districtId, async (tx) => {
    const verdicts: Verdict[] = [];
    for (const question of QUESTIONS) verdicts.push(await ask(tx, question));
    return [...verdicts, ...(await replay(tx))];
  });

const OWNERSHIP = QUESTIONS.filter(({ id }) => id.startsWith('I-OWN') || id === 'I-ORPHAN');

/** Only the questions about owners, for tests that ask after every step: all in one round trip. */
export async function checkOwnership(db: Db, districtId: number): Promise<readonly Verdict[]> {
  const parts = OWNERSHIP.map(
    ({ id, query }) => sql`select ${id}::text as id, q.example from (${query(sql`district.id`)}) q`,
  );
  const rows = await db.lookup<{ id: string; example: string }>(districtId, joinSql(parts, sql` union all `));
  return OWNERSHIP.map(({ id, sentence }) => {
    const examples = rows.filter((row) => row.id === id).map(({ example }) => example);
    return { id, sentence, violations: examples.length, examples: examples.slice(0, 5) };
  });
}
