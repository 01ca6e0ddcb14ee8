import { ownerRows } from '../../server/test/database.ts';
import type { Entry, Journal } from './writers.ts';

/** What the journal and the tables disagree on. */
export interface Judgement {
  readonly acknowledged: number;
  /** Acknowledged, and not there, or not where the answer said. */
  readonly lost: readonly string[];
  /** One key with two effects. */
  readonly doubled: readonly string[];
  /** Sent and answered with something else than a success. */
  readonly refused: readonly string[];
  /** In the tables without anybody having sent it. */
  readonly unknown: readonly string[];
}

interface Effect {
  readonly marker: string;
  readonly number: string;
}

/** Effects by the words that they carry, read from the tables as their owner. */
async function effects(ownerUrl: string): Promise<Map<string, Effect[]>> {
  const rows = await ownerRows<Effect>(
    ownerUrl,
    `select body as marker, number from matters
     union all
     select e.payload ->> 'text', m.number from matter_events e join matters m on m.district_id = e.district_id and m.id = e.matter_id
     where e.type in ('replied', 'supplemented')`,
  );
  const found = new Map<string, Effect[]>();
  for (const row of rows) found.set(row.marker, [...(found.get(row.marker) ?? []), row]);
  return found;
}

const spoken = ({ kind, key, sent, url }: Entry): string => `${kind} ${key} ${url} (sent ${sent} times)`;

/** The matter that the answer to an entry names. */
const numberOf = ({ answer }: Entry): string => String(JSON.parse(answer?.body ?? '{}').number);

/** Every acknowledged write is there exactly once, under the number that its sender was given, with one key row. */
export async function judge(ownerUrl: string, journal: Journal): Promise<Judgement> {
  const [found, keys] = await Promise.all([
    effects(ownerUrl),
    ownerRows<{ key: string; n: number }>(
      ownerUrl,
      'select key, count(*)::integer as n from idempotency_keys group by key',
    ),
  ]);
  const keyRows = new Map(keys.map(({ key, n }) => [key, n]));
  const answered = journal.filter(({ answer }) => answer !== null);
  const acknowledged = answered.filter(({ answer }) => answer !== null && answer.status < 300);
  const isThere = (entry: Entry): boolean =>
    (found.get(entry.marker) ?? []).some(({ number }) => number === numberOf(entry)) && keyRows.get(entry.key) === 1;
  const markers = new Set(journal.map(({ marker }) => marker));
  return {
    acknowledged: acknowledged.length,
    lost: acknowledged.filter((entry) => !isThere(entry)).map(spoken),
    doubled: journal
      .filter(({ marker, key }) => (found.get(marker)?.length ?? 0) > 1 || (keyRows.get(key) ?? 0) > 1)
      .map(spoken),
    refused: answered
      .filter((entry) => !acknowledged.includes(entry))
      .map((entry) => `${spoken(entry)}: ${entry.answer?.status} ${entry.answer?.body}`),
    unknown: [...found.keys()].filter((marker) => !markers.has(marker)),
  };
}

/** A judgement without a fault. */
export const clean = (acknowledged: number): Judgement => ({
  acknowledged,
  lost: [],
  doubled: [],
  refused: [],
  unknown: [],
});
