import { DAY, OFFSET } from '../../text/wall.ts';

/**
 * The scale of a custody track: only working time has width, so that a night or a holiday never looks like delay.
 * Instants are epoch milliseconds, positions are per cent of the track's width.
 */
export interface Block {
  readonly from: number;
  readonly until: number;
}

export interface DayColumn {
  readonly at: number;
  readonly left: number;
  readonly width: number;
}

export interface Scale {
  at(instant: number): number;
  /** Working milliseconds between two instants. */
  between(from: number, until: number): number;
  readonly days: readonly DayColumn[];
}

const HOUR = 3_600_000;

const dayOf = (instant: number): number => Math.floor((instant + OFFSET) / DAY);

/** The longest working day among the blocks; 7.5 hours when only pieces of days are known. */
export function workingDayMillis(blocks: readonly Block[]): number {
  const sums = new Map<number, number>();
  for (const block of blocks) {
    sums.set(dayOf(block.from), (sums.get(dayOf(block.from)) ?? 0) + block.until - block.from);
  }
  const longest = Math.max(0, ...sums.values());
  return longest < 6 * HOUR ? 7.5 * HOUR : longest;
}

/** Plain office days, for small tracks in lists that come without a calendar. Positions only: no promise rests on it. */
export function officeBlocks(from: number, until: number): Block[] {
  const blocks: Block[] = [];
  for (let day = dayOf(from); day <= dayOf(until) && blocks.length < 800; day += 1) {
    const weekday = (day + 4) % 7;
    if (weekday === 0 || weekday === 6) continue;
    const start = day * DAY - OFFSET;
    blocks.push(
      { from: start + 9 * HOUR, until: start + 12 * HOUR },
      { from: start + 13 * HOUR, until: start + 17.5 * HOUR },
    );
  }
  // Like the server's blocks, the first begins where the matter does.
  return blocks.filter((block) => block.until > from).map((block) => ({ ...block, from: Math.max(block.from, from) }));
}

/** Whole working days that cover both instants. */
function covering(blocks: readonly Block[], from: number, until: number): Block[] {
  const sorted = [...blocks].sort((a, b) => a.from - b.from);
  const first = sorted.find((block) => block.until > from);
  const last = sorted.findLast((block) => block.from < until);
  if (first === undefined || last === undefined || last.until <= first.from) return sorted;
  return sorted.filter((block) => dayOf(block.from) >= dayOf(first.from) && dayOf(block.from) <= dayOf(last.from));
}

export function workingScale(blocks: readonly Block[], from: number, until: number): Scale {
  const shown = covering(blocks, from, until);
  const total = shown.reduce((sum, block) => sum + block.until - block.from, 0);
  if (total <= 0) {
    // Without any working time the track falls back to plain time rather than to nothing.
    const width = Math.max(1, until - from);
    const at = (instant: number) => Math.min(100, Math.max(0, ((instant - from) / width) * 100));
    return { at, between: (a, b) => Math.max(0, b - a), days: [] };
  }
  const worked = (instant: number): number =>
    shown.reduce((sum, block) => sum + Math.max(0, Math.min(instant, block.until) - block.from), 0);
  const columns = new Map<number, { at: number; millis: number; before: number }>();
  let before = 0;
  for (const block of shown) {
    const column = columns.get(dayOf(block.from)) ?? { at: block.from, millis: 0, before };
    column.millis += block.until - block.from;
    columns.set(dayOf(block.from), column);
    before += block.until - block.from;
  }
  return {
    at: (instant) => (worked(instant) / total) * 100,
    between: (a, b) => Math.max(0, worked(b) - worked(a)),
    days: [...columns.values()].map(({ at, millis, before: start }) => ({
      at,
      left: (start / total) * 100,
      width: (millis / total) * 100,
    })),
  };
}
