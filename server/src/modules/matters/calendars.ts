import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Calendar, parseCalendar } from '@banfei/clock';

const FILE = join(import.meta.dirname, '../../../../data/calendars/cn.json');

function readCalendar(): Calendar {
  const parsed = parseCalendar(JSON.parse(readFileSync(FILE, 'utf8')));
  if (!parsed.ok) throw new Error(`data/calendars/cn.json: ${parsed.code} ${JSON.stringify(parsed.facts)}`);
  return parsed.calendar;
}

/** The calendar that new matters run by. Versions are immutable; a matter keeps the one it was raised under. */
export const currentCalendar: Calendar = readCalendar();

/** The calendar of a stored version; versions are never dropped from the program. */
export function calendarOf(version: string): Calendar {
  if (version !== currentCalendar.version) throw new Error(`calendar version ${version} is not known to this program`);
  return currentCalendar;
}

/** The calendar's wall clock: minutes ahead of UTC. */
export const wallClockMinutes = currentCalendar.utcOffsetMinutes;
