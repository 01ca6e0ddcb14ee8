import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  CLOCK_SENTENCES,
  type ClockRefusal,
  due,
  formatInstant,
  type Limit,
  parseCalendar,
  parseHours,
  parseInstant,
} from '@banfei/clock';
import { parseArguments } from './arguments.ts';
import type { CommandIo } from './io.ts';

const CALENDAR = join(import.meta.dirname, '../../../data/calendars/cn.json');

function sentence(refusal: ClockRefusal, io: CommandIo): number {
  const facts: Readonly<Record<string, unknown>> = { ...refusal.facts };
  const fill = (text: string) =>
    text.replace(/\{(\w+)\}/g, (whole, name: string) => (name in facts ? String(facts[name]) : whole));
  io.err(`${fill(CLOCK_SENTENCES[refusal.code].zh)} / ${fill(CLOCK_SENTENCES[refusal.code].en)}`);
  return 2;
}

function limitOf(values: ReadonlyMap<string, string>): Limit | string {
  const [days, minutes] = [values.get('working-days'), values.get('working-minutes')];
  if ((days === undefined) === (minutes === undefined))
    return '写明 --working-days 或 --working-minutes 其中一个。/ Give either --working-days or --working-minutes.';
  return days === undefined ? { workingMinutes: Number(minutes) } : { workingDays: Number(days) };
}

/** `banfei clock due`: when a promise is due under a calendar, with its segments. */
export async function clockCommand(args: readonly string[], io: CommandIo): Promise<number> {
  const read = parseArguments(args, ['start', 'working-days', 'working-minutes', 'hours', 'calendar'], ['json']);
  if (!read.ok) {
    io.err(read.sentence);
    return 2;
  }
  const { values } = read.parsed;
  let data: Record<string, unknown>;
  try {
    data = JSON.parse(await readFile(values.get('calendar') ?? CALENDAR, 'utf8'));
  } catch (error) {
    io.err(`读不了日历文件：${error instanceof Error ? error.message : ''} / The calendar file cannot be read.`);
    return 2;
  }
  const hours = values.get('hours');
  if (hours !== undefined) {
    const parsed = parseHours(hours);
    if (!parsed.ok) return sentence(parsed, io);
    data = { ...data, hours: parsed.hours };
  }
  const calendar = parseCalendar(data);
  if (!calendar.ok) return sentence(calendar, io);
  const start = parseInstant(values.get('start') ?? '', calendar.calendar.utcOffsetMinutes);
  if (!start.ok) return sentence(start, io);
  const limit = limitOf(values);
  if (typeof limit === 'string') {
    io.err(limit);
    return 2;
  }
  const clock = due({ startedAt: start.at, limit, pauses: [], calendar: calendar.calendar });
  if (!clock.ok) return sentence(clock, io);
  const spoken = (at: number) => formatInstant(at, calendar.calendar.utcOffsetMinutes);
  const segments = clock
    .segments()
    .map(({ kind, from, until }) => ({ kind, from: spoken(from), until: spoken(until) }));
  io.out(
    JSON.stringify({
      due: clock.dueAt === null ? null : spoken(clock.dueAt),
      segments,
      calendarIncomplete: clock.calendarIncomplete,
    }),
  );
  return 0;
}
