/** Speed of the clock on a seeded list of matters. Run with `npx tsx engines/clock/bench/bench.ts [matters]`. */
import { readFileSync } from 'node:fs';
import { arch, cpus } from 'node:os';
import { addWorkingDays, due, type Pause, parseCalendar, workingMillisBetween } from '../src/index.ts';

const parsed = parseCalendar(
  JSON.parse(readFileSync(new URL('../../../data/calendars/cn.json', import.meta.url), 'utf8')),
);
if (!parsed.ok) throw new Error(JSON.stringify(parsed));
const { calendar } = parsed;

/** Numerical Recipes' linear congruence: enough for a list that is the same on every machine. */
let seed = 20_260_101;
const below = (limit: number): number => {
  seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
  return Math.floor((seed / 2 ** 32) * limit);
};

const count = Number(process.argv[2] ?? 100_000);
const opening = Date.UTC(2025, 0, 1);
const matters = Array.from({ length: count }, () => {
  const startedAt = opening + below(700 * 86_400_000);
  let cursor = startedAt;
  const pauses = Array.from({ length: below(4) }, (): Pause => {
    const from = cursor + below(2 * 86_400_000);
    cursor = from + below(2 * 86_400_000);
    return { from, until: cursor };
  });
  return { startedAt, pauses, limit: { workingDays: 1 + below(20) }, calendar };
});

function measure(name: string, work: () => number): void {
  work();
  const began = process.hrtime.bigint();
  const sum = work();
  const seconds = Number(process.hrtime.bigint() - began) / 1e9;
  const perSecond = Math.round(count / seconds).toLocaleString('en-US');
  console.log(`${name.padEnd(44)} ${perSecond.padStart(12)} /s   (checksum ${sum % 1_000_003})`);
}

console.log(
  `${count.toLocaleString('en-US')} matters, Node ${process.version}, ${arch()}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}`,
);
measure('addWorkingDays', () =>
  matters.reduce((sum, { startedAt, limit }) => {
    const answer = addWorkingDays(startedAt, limit.workingDays, calendar);
    return sum + (answer.ok ? answer.at % 1_000_003 : 0);
  }, 0),
);
measure('workingMillisBetween', () =>
  matters.reduce((sum, { startedAt }) => {
    const answer = workingMillisBetween(opening, startedAt, calendar);
    return sum + (answer.ok ? answer.count % 1_000_003 : 0);
  }, 0),
);
measure('due with 0 to 3 pauses, and one reading', () =>
  matters.reduce((sum, matter) => {
    const answer = due(matter);
    return sum + (answer.ok ? answer.read(matter.startedAt + 864_000_000).usedMillis % 1_000_003 : 0);
  }, 0),
);
measure('the same with segments to the due time', () =>
  matters.reduce((sum, matter) => {
    const answer = due(matter);
    return sum + (answer.ok ? answer.segments().length : 0);
  }, 0),
);
