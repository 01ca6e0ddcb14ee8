import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatFor } from './format.ts';

const zh = formatFor('zh');
const en = formatFor('en');
const HOUR = 3_600_000;
const instants = fc.integer({ min: Date.UTC(2024, 0, 1), max: Date.UTC(2030, 0, 1) });

/** The platform's own calendar, as an oracle for the hand-written one. */
const intl = (value: number, options: Intl.DateTimeFormatOptions, locale = 'en-GB'): string =>
  new Intl.DateTimeFormat(locale, { timeZone: 'Asia/Shanghai', ...options }).format(value);

describe('dates on the wall of the district', () => {
  it('say weekday and clock as the design does', () => {
    expect(zh.instant('2026-11-25T09:30:00.000Z')).toBe('11 月 25 日（周三）17:30');
    expect(en.instant('2026-11-25T09:30:00.000Z')).toBe('Wed 25 Nov, 17:30');
    expect(zh.day('2026-11-25')).toBe('11 月 25 日（周三）');
  });

  it('agree with the platform at every instant', () => {
    fc.assert(
      fc.property(instants, (value) => {
        const clock = intl(value, { hour: '2-digit', minute: '2-digit', hour12: false });
        expect(zh.clock(value)).toBe(clock);
        const day = `${intl(value, { weekday: 'short' })} ${intl(value, { day: 'numeric' })} ${intl(value, { month: 'short' }).slice(0, 3)}`;
        expect(en.instant(value)).toBe(`${day}, ${clock}`);
      }),
    );
  });

  it('call a neighboring day by its name and never another', () => {
    fc.assert(
      fc.property(instants, fc.integer({ min: -10 * 24, max: 10 * 24 }), (now, hours) => {
        const at = now + hours * HOUR;
        const days = (value: number) => Math.floor((value + 8 * HOUR) / (24 * HOUR));
        const name = { '-1': '昨天', '0': '今天', '1': '明天' }[String(days(at) - days(now))];
        const said = zh.near(at, now);
        if (name === undefined) expect(said).not.toMatch(/昨天|今天|明天/);
        else expect(said).toBe(`${name} ${zh.clock(at)}`);
      }),
    );
  });
});

describe('money', () => {
  it('is said short in figures and with every fen in tables', () => {
    expect(zh.money(122_900_000_000)).toBe('12.29 亿元');
    expect(zh.money(960_050)).toBe('9,600.5 元');
    expect(en.money(122_900_000_000)).toBe('CNY 1.23 billion');
    expect(zh.yuan(123_456_789)).toBe('1,234,567.89');
  });
});

describe('working time', () => {
  const DAY = 7.5 * HOUR;

  it('is said in two units at most', () => {
    expect(zh.duration(3 * DAY + 5 * HOUR, DAY)).toBe('3 天 5 小时');
    expect(en.duration(DAY + HOUR, DAY)).toBe('1 day 1 hour');
    expect(zh.duration(18 * 60_000, DAY)).toBe('18 分');
    expect(en.duration(-2 * HOUR, DAY)).toBe('2 hours');
    expect(zh.duration(0, DAY)).toBe('1 分');
  });

  it('never says more than there is, and less by under an hour', () => {
    fc.assert(
      fc.property(fc.integer({ min: 60_000, max: 40 * DAY }), (millis) => {
        const said = zh.duration(millis, DAY);
        const unit = (name: string) => Number(new RegExp(`(\\d+) ${name}`).exec(said)?.[1] ?? 0);
        const back = unit('天') * DAY + unit('小时') * HOUR + unit('分') * 60_000;
        expect(back).toBeLessThanOrEqual(millis);
        expect(millis - back).toBeLessThan(HOUR);
      }),
    );
  });
});

describe('numbers', () => {
  it('use 万 and 亿, million and billion', () => {
    expect(zh.number(1643)).toBe('1,643');
    expect(zh.number(140_000_000)).toBe('1.4 亿');
    expect(zh.number(284_000)).toBe('28.4 万');
    expect(en.number(140_000_000)).toBe('140 million');
    expect(en.number(2_500_000_000)).toBe('2.5 billion');
  });

  it('tells the district’s calendar day of an instant', () => {
    expect([
      formatFor('zh').isoDay('2026-11-25T15:59:59.000Z'),
      formatFor('en').isoDay('2026-11-25T16:00:00.000Z'),
    ]).toEqual(['2026-11-25', '2026-11-26']);
  });
});
