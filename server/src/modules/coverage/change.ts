import { chronicle } from '../../platform/chronicle.ts';
import type { Tx } from '../../platform/db.ts';
import { newId } from '../../platform/ids.ts';
import type { Principal } from '../../platform/principal.ts';
import type { StandingRow } from './standing.ts';
import { endStanding, insertStandings } from './store.ts';

/** Who changes how a unit stands, from which day, by which document. */
export interface Change {
  readonly principal: Principal;
  readonly now: number;
  readonly on: string;
  readonly document: string;
}

/** The later of two days. */
export const later = (a: string, b: string): string => (a < b ? b : a);

export type NextStanding = Omit<StandingRow, 'id' | 'since' | 'document'>;

/** Ends a standing and begins the next one on the same day, so that no unit is without one for an instant. */
export async function changeStanding(
  tx: Tx,
  old: StandingRow,
  next: NextStanding,
  change: Change,
): Promise<StandingRow> {
  const { principal, now, document } = change;
  const since = later(change.on, old.since);
  const row: StandingRow = { ...next, id: newId(now), since, document };
  await endStanding(tx, old, since);
  await insertStandings(tx, [row]);
  const { id, ...payload } = row;
  const line = { subject: 'coverageStanding', subjectId: id, seq: 1, at: now, type: 'begun', by: principal } as const;
  await chronicle(tx, { ...line, payload: { ...payload, from: { id: old.id, mode: old.mode } } });
  return row;
}
