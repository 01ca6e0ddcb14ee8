import { wallInstant } from '../../platform/days.ts';
/** An event as a calendar shows it. Instants are epoch milliseconds. */
export interface CalendarEvent {
  readonly id: string;
  readonly title: string;
  readonly place: string;
  readonly detail: string;
  readonly startsAt: number;
  readonly endsAt: number;
  readonly sequence: number;
  readonly canceled: boolean;
  readonly changedAt: number;
}

const OCTETS_MOST = 75;

/** RFC 5545 §3.3.11: backslash, semicolon, comma and line feed are escaped; other controls have no place in a text. */
const escaped = (text: string): string =>
  text
    .replace(/\r\n?/g, '\n')
    .replace(/[\\;,]/g, (sign) => `\\${sign}`)
    .replace(/\n/g, '\\n')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
    .replace(/[\u0000-\u0008\u000a-\u001f\u007f]/g, '');

/** RFC 5545 §3.1: at most 75 octets in a line, a fold begins with a blank; a character of several octets stays whole. */
function folded(line: string): string {
  const lines: string[] = [];
  let part = '';
  let octets = 0;
  for (const character of line) {
    const size = Buffer.byteLength(character);
    if (octets + size > OCTETS_MOST) {
      lines.push(part);
      [part, octets] = [' ', 1];
    }
    part += character;
    octets += size;
  }
  return [...lines, part].join('\r\n');
}

const compact = (at: Date): string => at.toISOString().slice(0, 19).replace(/[-:]/g, '');
const utc = (at: number): string => `${compact(new Date(at))}Z`;
const local = (at: number): string => compact(wallInstant(at));

// China has kept one offset without summer time since 1991-09-15; every event here is later.
const ZONE = [
  'BEGIN:VTIMEZONE',
  'TZID:Asia/Shanghai',
  'BEGIN:STANDARD',
  'DTSTART:19910915T000000',
  'TZOFFSETFROM:+0800',
  'TZOFFSETTO:+0800',
  'TZNAME:CST',
  'END:STANDARD',
  'END:VTIMEZONE',
];

const eventLines = (event: CalendarEvent): readonly string[] => [
  'BEGIN:VEVENT',
  `UID:${event.id}@banfei`,
  `DTSTAMP:${utc(event.changedAt)}`,
  `LAST-MODIFIED:${utc(event.changedAt)}`,
  `SEQUENCE:${event.sequence}`,
  `STATUS:${event.canceled ? 'CANCELLED' : 'CONFIRMED'}`,
  `DTSTART;TZID=Asia/Shanghai:${local(event.startsAt)}`,
  `DTEND;TZID=Asia/Shanghai:${local(event.endsAt)}`,
  `SUMMARY:${escaped(event.title)}`,
  `LOCATION:${escaped(event.place)}`,
  `DESCRIPTION:${escaped(event.detail)}`,
  'END:VEVENT',
];

/** Events as an iCalendar stream; a canceled one stays in it with its status, so that calendars take it off. */
export const calendarOf = (events: readonly CalendarEvent[]): string =>
  [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Banfei//Platforms//ZH',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    ...ZONE,
    ...events.flatMap(eventLines),
    'END:VCALENDAR',
  ]
    .map((line) => `${folded(line)}\r\n`)
    .join('');
