import { expect, it } from 'vitest';
import { instantOf, tomorrowAtEight, wallDay, wallMinute } from './wall.ts';

it('reads a field by the clock of Beijing, whatever zone the browser is in', () => {
  expect(instantOf('2026-12-01T08:00')).toBe('2026-12-01T00:00:00.000Z');
  expect(instantOf('2026-12-01T08:00:30')).toBe('2026-12-01T00:00:30.000Z');
  expect(instantOf('')).toBe('');
});

it('proposes the next morning, also late in the evening', () => {
  expect(tomorrowAtEight(Date.parse('2026-11-30T23:30:00+08:00'))).toBe('2026-12-01T08:00');
  expect(tomorrowAtEight(Date.parse('2026-12-01T00:30:00+08:00'))).toBe('2026-12-02T08:00');
});

it('turns the day at midnight in Beijing, and writes an instant as it reads it', () => {
  expect(wallDay(Date.parse('2026-11-30T15:59:59Z'))).toBe('2026-11-30');
  expect(wallDay(Date.parse('2026-11-30T16:00:00Z'))).toBe('2026-12-01');
  expect(wallDay(Date.parse('2026-11-30T16:00:00Z'), 30)).toBe('2026-12-31');
  expect(wallMinute(instantOf('2026-12-01T08:00'))).toBe('2026-12-01T08:00');
});
