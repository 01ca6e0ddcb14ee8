import type { OnTimeWeek } from '@banfei/contracts';

/** Share on time of one week, or null when nothing was settled: that week has no rate, and certainly not 100 %. */
export const shareOf = ({ met, settled }: OnTimeWeek): number | null => (settled === 0 ? null : met / settled);

export interface Spark {
  /** One line for each run of weeks with data; a week alone is a dot. */
  readonly lines: readonly string[];
  readonly fills: readonly string[];
  readonly dots: readonly { readonly x: number; readonly y: number }[];
  readonly lowest: number;
}

const round = (value: number): string => value.toFixed(1);

/** The line of weekly shares in a box. The scale begins at a round value below the lowest share, and ends at one. */
export function sparkOf(weeks: readonly OnTimeWeek[], width: number, height: number): Spark {
  const shares = weeks.map(shareOf);
  const present = shares.filter((share) => share !== null);
  const lowest = present.length === 0 ? 0 : Math.max(0, Math.floor(Math.min(...present) * 10 - 0.5) / 10);
  const point = (share: number, at: number) => ({
    x: weeks.length <= 1 ? 0 : (at / (weeks.length - 1)) * width,
    y: height - ((share - lowest) / Math.max(0.05, 1 - lowest)) * height,
  });
  const runs: { x: number; y: number }[][] = [];
  shares.forEach((share, at) => {
    if (share === null) return;
    if (at === 0 || shares[at - 1] === null) runs.push([]);
    runs.at(-1)?.push(point(share, at));
  });
  const long = runs.filter((run) => run.length > 1);
  const lineOf = (run: readonly { x: number; y: number }[]) =>
    run.map(({ x, y }, at) => `${at === 0 ? 'M' : 'L'}${round(x)} ${round(y)}`).join('');
  return {
    lines: long.map(lineOf),
    fills: long.map((run) => `${lineOf(run)}V${height}H${round(run[0]?.x ?? 0)}Z`),
    dots: runs.flatMap((run) => (run.length === 1 ? run : [])),
    lowest,
  };
}
