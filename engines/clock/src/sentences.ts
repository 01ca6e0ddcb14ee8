import type { ClockRefusalCode } from './refusals.ts';

/** The sentence of every refusal in both languages: what happened, with which values, what to do. Braces name facts. */
export const CLOCK_SENTENCES: Readonly<Record<ClockRefusalCode, { readonly zh: string; readonly en: string }>> = {
  CALENDAR_NOT_OBJECT: {
    zh: '日历应是一个 JSON 对象，现在是 {found}。对照 data/calendars/cn.json 的写法修改',
    en: 'A calendar is a JSON object and this is {found}. Follow the form of data/calendars/cn.json',
  },
  CALENDAR_ATTRIBUTE_UNKNOWN: {
    zh: '日历里有不认识的属性“{attribute}”。可用的是 {known}；改名或删掉它',
    en: 'The calendar has an unknown attribute “{attribute}”. Known are {known}; rename or remove it',
  },
  CALENDAR_ATTRIBUTE_MISSING: {
    zh: '日历缺少“{attribute}”。补上后再用',
    en: 'The calendar lacks “{attribute}”. Add it',
  },
  CALENDAR_VALUE: {
    zh: '日历的“{attribute}”写成了 {found}，应是 {expected}。改正这一处',
    en: 'The calendar has {found} as “{attribute}”; expected {expected}. Correct this place',
  },
  CALENDAR_DATE_TWICE: {
    zh: '{date} 在 {first} 和 {second} 各写了一次。保留其中一处',
    en: '{date} is listed at {first} and again at {second}. Keep one of them',
  },
  CALENDAR_DATE_NOT_COVERED: {
    zh: '{attribute} 里的 {date} 不在已覆盖的年份（{coveredYears}）内。改日期，或把这一年加进 coveredYears',
    en: '{date} in {attribute} lies outside the covered years ({coveredYears}). Correct it, or add its year to coveredYears',
  },
  CALENDAR_HOURS_ORDER: {
    zh: '工作时段 {second} 与前一段 {first} 重叠或颠倒。按先后排列，互不重叠',
    en: 'Working hours {second} overlap or precede {first}. List them in order, without overlap',
  },
  CLOCK_INSTANT: {
    zh: '“{name}”应是 1900 年到 2200 年之间的整数毫秒（{min} 到 {max}），现在是 {found}。换成有效的时间',
    en: '“{name}” must be whole milliseconds between the years 1900 and 2200 ({min} to {max}) and is {found}. Give a valid instant',
  },
  CLOCK_INSTANT_TEXT: {
    zh: '看不懂时间 {found}。写成 2026-02-12T10:00+08:00 这样',
    en: 'The time {found} cannot be read. Write it like 2026-02-12T10:00+08:00',
  },
  CLOCK_AMOUNT: {
    zh: '“{name}”应是 {min} 到 {max} 的整数，现在是 {found}。换成整数',
    en: '“{name}” must be a whole number from {min} to {max} and is {found}. Give a whole number',
  },
  CLOCK_LIMIT: {
    zh: '时限应只写 workingDays、workingMinutes、elapsedMinutes 中的一个，现在是 {found}。留下其中一个',
    en: 'A limit names exactly one of workingDays, workingMinutes, elapsedMinutes and this is {found}. Keep one',
  },
  CLOCK_PAUSE_REVERSED: {
    zh: '第 {index} 次暂停（从 0 数起）的结束 {until} 早于开始 {from}。调换或更正',
    en: 'Pause {index} (from 0) ends at {until}, before it begins at {from}. Correct one of them',
  },
  CLOCK_PAUSE_OVERLAP: {
    zh: '第 {index} 次暂停（从 0 数起）从 {from} 开始时，上一次还没有结束（{previousUntil}）。先恢复，再暂停',
    en: 'Pause {index} (from 0) begins at {from} while the one before has not ended ({previousUntil}). Resume before pausing again',
  },
};
