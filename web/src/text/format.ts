import type { Language } from './language.ts';
import { DAY, OFFSET, wallDay } from './wall.ts';

/** The district's wall clock. China has one zone and no summer time. */
const ZONE = 'Asia/Shanghai';

const WEEKDAYS = {
  zh: ['周日', '周一', '周二', '周三', '周四', '周五', '周六'],
  en: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'],
} as const;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;

interface Wall {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly weekday: number;
  readonly clock: string;
  readonly dayIndex: number;
}

const two = (value: number): string => String(value).padStart(2, '0');

/** Calendar and clock of an instant in the district. */
function wall(instant: string | number): Wall {
  const shifted = new Date((typeof instant === 'number' ? instant : Date.parse(instant)) + OFFSET);
  return {
    year: shifted.getUTCFullYear(),
    month: shifted.getUTCMonth() + 1,
    day: shifted.getUTCDate(),
    weekday: shifted.getUTCDay(),
    clock: `${two(shifted.getUTCHours())}:${two(shifted.getUTCMinutes())}`,
    dayIndex: Math.floor(shifted.getTime() / DAY),
  };
}

export interface Format {
  /** 11 月 25 日（周三）17:30 · Wed 25 Nov, 17:30 */
  instant(value: string | number): string;
  /** 今天 17:30 / 周四 14:05 / 11 月 18 日 09:12, as near as it can be said from `now`. */
  near(value: string | number, now: string | number): string;
  /** 11 月 25 日（周三）; also for a calendar day such as 2026-11-25. */
  day(value: string | number): string;
  /** 2026-11-25: the district's calendar day of an instant, for fields of forms and for comparing days. */
  isoDay(value: string | number): string;
  /** 周三 25 · Wed 25, for the columns of a track. */
  column(value: string | number): string;
  clock(value: string | number): string;
  /** 3 天 5 小时, 18 分: working time, at most two units, never zero. `dayMillis` is the length of a working day. */
  duration(millis: number, dayMillis: number): string;
  /** 1,643 · 1.4 亿 / 140 million from ten thousand up. */
  number(value: number): string;
  /** Fen as money: 12.29 亿元 · CNY 1.23 billion. */
  money(fen: number): string;
  /** Fen as yuan with every digit: 1,234,567.89. */
  yuan(fen: number): string;
  bytes(value: number): string;
  list(values: readonly string[]): string;
  readonly zone: string;
}

const dayText = (at: Wall, lang: Language): string =>
  lang === 'zh'
    ? `${at.month} 月 ${at.day} 日（${WEEKDAYS.zh[at.weekday]}）`
    : `${WEEKDAYS.en[at.weekday]} ${at.day} ${MONTHS[at.month - 1]}`;

const dayStart = (value: string | number): string | number =>
  typeof value === 'string' && value.length === 10 ? `${value}T00:00:00+08:00` : value;

function nearText(value: string | number, now: string | number, lang: Language): string {
  const at = wall(value);
  const present = wall(now);
  const days = at.dayIndex - present.dayIndex;
  const gap = lang === 'zh' ? ' ' : ', ';
  const named = { '-1': ['昨天', 'yesterday'], '0': ['今天', 'today'], '1': ['明天', 'tomorrow'] } as const;
  if (days === -1 || days === 0 || days === 1) {
    return `${named[`${days}`][lang === 'zh' ? 0 : 1]} ${at.clock}`;
  }
  const date = lang === 'zh' ? `${at.month} 月 ${at.day} 日` : `${at.day} ${MONTHS[at.month - 1]}`;
  if (Math.abs(days) < 7) {
    return lang === 'zh' ? `${WEEKDAYS.zh[at.weekday]} ${at.clock}` : `${WEEKDAYS.en[at.weekday]} ${at.clock}`;
  }
  const year = at.year === present.year ? '' : lang === 'zh' ? `${at.year} 年 ` : ` ${at.year}`;
  return lang === 'zh' ? `${year}${date}${gap}${at.clock}` : `${date}${year}${gap}${at.clock}`;
}

/** Two neighboring units are enough to act on; a rest below the smaller one is dropped. */
function durationText(millis: number, dayMillis: number, lang: Language): string {
  const minutes = Math.max(1, Math.floor(Math.abs(millis) / 60_000));
  const dayMinutes = Math.max(60, Math.round(dayMillis / 60_000));
  const days = Math.floor(minutes / dayMinutes);
  const hours = Math.floor((minutes % dayMinutes) / 60);
  const rest = (minutes % dayMinutes) % 60;
  const word = (count: number, zh: string, one: string) =>
    lang === 'zh' ? `${count} ${zh}` : `${count} ${one}${count === 1 ? '' : 's'}`;
  const units: string[] = [];
  if (days > 0) units.push(word(days, '天', 'day'));
  if (hours > 0) units.push(word(hours, '小时', 'hour'));
  if (days === 0 && rest > 0) units.push(word(rest, '分', 'min').replace('mins', 'min'));
  return units.join(' ');
}

function numberText(value: number, lang: Language): string {
  const short = (unit: number, word: string) =>
    `${(value / unit).toLocaleString('en-US', { maximumFractionDigits: 2 })} ${word}`;
  const size = Math.abs(value);
  if (lang === 'zh') {
    if (size >= 100_000_000) return short(100_000_000, '亿');
    if (size >= 100_000) return short(10_000, '万');
  } else if (size >= 1_000_000_000) return short(1_000_000_000, 'billion');
  else if (size >= 1_000_000) return short(1_000_000, 'million');
  return value.toLocaleString('en-US');
}

function moneyText(fen: number, lang: Language): string {
  const text = numberText(fen / 100, lang);
  if (lang === 'en') return `CNY ${text}`;
  return /\d$/.test(text) ? `${text} 元` : `${text}元`;
}

const bytesText = (value: number): string =>
  value < 1024 * 1024 ? `${Math.max(1, Math.round(value / 1024))} KB` : `${(value / 1024 / 1024).toFixed(1)} MB`;

const make = (lang: Language): Format => ({
  instant: (value) => {
    const at = wall(value);
    return `${dayText(at, lang)}${lang === 'zh' ? '' : ', '}${at.clock}`;
  },
  near: (value, now) => nearText(value, now, lang),
  day: (value) => dayText(wall(dayStart(value)), lang),
  isoDay: (value) => wallDay(typeof value === 'number' ? value : Date.parse(value)),
  column: (value) => {
    const at = wall(value);
    return `${WEEKDAYS[lang][at.weekday]} ${at.day}`;
  },
  clock: (value) => wall(value).clock,
  duration: (millis, dayMillis) => durationText(millis, dayMillis, lang),
  number: (value) => numberText(value, lang),
  money: (fen) => moneyText(fen, lang),
  yuan: (fen) => (fen / 100).toLocaleString('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 }),
  bytes: bytesText,
  list: (values) => values.join(lang === 'zh' ? '、' : ', '),
  zone: ZONE,
});

const FORMATS: Readonly<Record<Language, Format>> = { zh: make('zh'), en: make('en') };

export const formatFor = (lang: Language): Format => FORMATS[lang];
