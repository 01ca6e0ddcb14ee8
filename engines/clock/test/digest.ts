/** Prints one digest over many answers of the engine; run under several time zones by `time-zone.test.ts`. */
import { createHash } from 'node:crypto';
import { addWorkingDays, addWorkingMinutes, formatInstant, isWorkingDay } from '../src/index.ts';
import { at, CHINA, clock, granted } from './material.ts';

const hash = createHash('sha256');
// Every 7 h 13 min of more than two years meets each hour of each kind of day, summer and winter alike.
for (let start = at('2024-12-20T00:00'); start < at('2027-02-01T00:00'); start += 433 * 60_000) {
  const days = granted(addWorkingDays(start, 3, CHINA));
  const minutes = granted(addWorkingMinutes(start, 500, CHINA));
  const promise = clock(start, { workingDays: 5 }, [{ from: start + 3_600_000, until: start + 90_000_000 }]);
  const answers = [days, minutes, isWorkingDay(start, CHINA), promise, promise.segments(), promise.read(start + 1e8)];
  hash.update(`${JSON.stringify(answers)}${formatInstant(start, 480)}\n`);
}
// The platform's own local time is printed as well, to show that the zone was really different.
console.log(
  JSON.stringify({ digest: hash.digest('hex'), offset: new Date(at('2026-07-01T00:00')).getTimezoneOffset() }),
);
