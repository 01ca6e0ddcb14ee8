/**
 * Checks tenures that were stored beside a history: exactly one owner over the whole open time, and no boundary that
 * the history does not explain. It reads the events itself and asks nothing of the fold.
 */
import type { Violation } from './audit.ts';
import type { MatterEvent, OfferKind, Owner } from './events.ts';

/** A stored tenure, half-open, in epoch milliseconds; `until` is null while it lasts. */
export interface TenureRow {
  readonly owner: Owner;
  readonly from: number;
  readonly until: number | null;
}

/** From raising or reopening to the closing; infinite while open. Changed in place when the closing is read. */
interface OpenTime {
  readonly from: number;
  until: number;
}

/** An event after which this owner is accountable, whether or not he was before. */
interface Change {
  readonly seq: number;
  readonly at: number;
  readonly owner: Owner;
}

/**
 * Everything that is wrong with the stored tenures of one matter.
 *
 * @param events the history
 * @param rows its stored tenures, in any order
 * @returns gaps, overlaps, tenures outside the open time, boundaries without a cause, and wrong owners
 */
export function auditTenures(events: readonly MatterEvent[], rows: readonly TenureRow[]): readonly Violation[] {
  const { openTimes, changes } = readHistory(events);
  const sorted = rows.map((row) => ({ ...row, end: row.until ?? Number.POSITIVE_INFINITY }));
  sorted.sort((a, b) => a.from - b.from || a.end - b.end);
  const found: Violation[] = [];
  const seqAt = (at: number): number => events.findLast((event) => event.at <= at)?.seq ?? 0;
  const report = (code: Violation['code'], at: number, detail: string): void => {
    found.push({ code, seq: seqAt(at), detail });
  };

  // Two owners: a tenure begins before the one before it has ended.
  for (const [i, row] of sorted.entries()) {
    const next = sorted[i + 1];
    if (next !== undefined && next.from < row.end) report('TENURE_OVERLAP', next.from, `Until ${row.end}.`);
  }
  // No owner: walking through each open time, the end of one tenure is the beginning of the next.
  for (const open of openTimes) {
    let covered = open.from;
    for (const row of sorted) {
      if (row.end <= open.from || row.from >= open.until) continue;
      if (row.from > covered) report('TENURE_GAP', covered, `Nobody from ${covered} to ${row.from}.`);
      covered = Math.max(covered, row.end);
    }
    if (covered < open.until) report('TENURE_GAP', covered, `Nobody from ${covered} to ${open.until}.`);
  }
  // Nobody is accountable for a closed matter, nor by a boundary that no event made.
  for (const row of sorted) {
    const within = openTimes.some((open) => open.from <= row.from && row.end <= open.until && row.from < row.end);
    if (!within) report('TENURE_OUTSIDE_OPEN_TIME', row.from, `From ${row.from} to ${row.end}.`);
    if (!changes.some((change) => change.at === row.from)) {
      report('TENURE_UNEXPLAINED', row.from, `No event of instant ${row.from} made an owner.`);
    }
  }
  // The right one: whoever an event names holds the tenure of its instant. A gap there has been reported above.
  for (const change of changes) {
    const holder = sorted.find((row) => row.from <= change.at && change.at < row.end)?.owner;
    if (
      holder === undefined ||
      (holder.postId === change.owner.postId && holder.officerId === change.owner.officerId)
    ) {
      continue;
    }
    report('TENURE_OWNER_WRONG', change.at, `${holder.postId} instead of ${change.owner.postId}.`);
  }
  return found;
}

/** When the matter was open, and every event that says who owns it. */
function readHistory(events: readonly MatterEvent[]): { openTimes: OpenTime[]; changes: Change[] } {
  const openTimes: OpenTime[] = [];
  const changes: Change[] = [];
  const offers = new Map<string, { readonly kind: OfferKind; readonly toPostId: string }>();
  for (const event of events) {
    const { seq, at } = event;
    const last = openTimes.at(-1);
    switch (event.type) {
      case 'raised':
      case 'reopened':
        openTimes.push({ from: at, until: Number.POSITIVE_INFINITY });
        changes.push({ seq, at, owner: event.owner });
        break;
      case 'offered':
        offers.set(event.offerId, event);
        break;
      // Taken in part, or taken to assist, the matter stays where it was.
      case 'accepted': {
        const offer = offers.get(event.offerId);
        if (offer?.kind !== 'handOver' || event.scope !== null) break;
        changes.push({ seq, at, owner: { postId: offer.toPostId, officerId: event.officerId } });
        break;
      }
      case 'arbitrated':
        changes.push({ seq, at, owner: event.toOwner });
        break;
      case 'succeeded':
        changes.push({ seq, at, owner: event.to });
        break;
      case 'confirmed':
        if (event.outcome === 'solved' && last !== undefined) last.until = at;
        break;
      case 'fellSilent':
      case 'settledOnSpot':
      case 'withdrawnByCompany':
      case 'rejected':
        if (last !== undefined) last.until = at;
        break;
    }
  }
  return { openTimes, changes };
}
