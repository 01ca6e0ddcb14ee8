import type { Tx } from './db.ts';
import type { Sql } from './sql.ts';

/** Verdict on one invariant: how many rows break it, and the first few by name. */
export interface Verdict {
  readonly id: string;
  readonly sentence: string;
  readonly violations: number;
  readonly examples: readonly string[];
}

/** An invariant as a question to the tables: its statement yields one `example` for each row that breaks it. */
export interface Question {
  readonly id: string;
  readonly sentence: string;
  readonly query: (districtId: number, now: Date) => Sql;
}

const EXAMPLES = 5;

/** A verdict from everything that breaks an invariant, by name. */
export const verdictOf = (id: string, sentence: string, broken: readonly string[]): Verdict => ({
  id,
  sentence,
  violations: broken.length,
  examples: broken.slice(0, EXAMPLES),
});

/** Asks questions one after the other on the snapshot of the transaction; `now` for those that depend on the time. */
export async function askAll(tx: Tx, questions: readonly Question[], now = 0): Promise<readonly Verdict[]> {
  const verdicts: Verdict[] = [];
  for (const { id, sentence, query } of questions) {
    const rows = await tx.rows<{ example: string }>(query(tx.districtId, new Date(now)));
    verdicts.push(
      verdictOf(
        id,
        sentence,
        rows.map(({ example }) => example),
      ),
    );
  }
  return verdicts;
}
