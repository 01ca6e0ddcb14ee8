/** How amounts are told: exact, in the units people use (亿, 万; percent), and as plain decimals for machines. */
import type { Fraction } from './exact.ts';
import { floorDivide, formatParts } from './exact.ts';
import type { Unit } from './pack.ts';
import type { Words } from './refusals.ts';

/** A value on its grid as a plain decimal. */
export const decimalOf = (steps: bigint, grid: bigint): string => formatParts(steps, grid);

/** A threshold as a plain decimal; thresholds are decimals of at most six places. */
export const thresholdText = ({ num, den }: Fraction): string =>
  formatParts(floorDivide(num * 1_000_000n, den), 1_000_000n);

/** Steps of a grid as millionths of one. */
const millionths = (steps: bigint, grid: bigint): bigint => (steps * 1_000_000n) / grid;

const NAMES: Readonly<Record<Exclude<Unit, 'CNY' | 'HKD' | 'share'>, Words>> = {
  count: { zh: '', en: '' },
  days: { zh: ' 天', en: ' days' },
  months: { zh: ' 个月', en: ' months' },
  years: { zh: ' 年', en: ' years' },
  points: { zh: ' 分', en: ' points' },
};

/** An amount of money in 亿 or 万, without rounding. */
function chineseMoney(amount: bigint, unit: 'CNY' | 'HKD'): string {
  const size = amount < 0n ? -amount : amount;
  // 亿 from one 亿 on, 万 from one 万 on, yuan below; always exact.
  const [scale, word] = size >= 100_000_000_000_000n ? [8, '亿'] : size >= 10_000_000_000n ? [4, '万'] : [0, ''];
  return `${formatParts(amount, 10n ** BigInt(6 + scale))} ${word}${unit === 'CNY' ? '元' : '港元'}`;
}

/** Digits in groups of three. */
const grouped = (text: string): string =>
  text.replace(/^(-?)(\d+)/, (_all, sign: string, whole: string) => {
    return sign + whole.replace(/\B(?=(\d{3})+$)/g, ',');
  });

/** An amount in its unit, as people say it. `difference` tells shares in percentage points. */
export function spoken(steps: bigint, grid: bigint, unit: Unit, difference = false): Words {
  const amount = millionths(steps, grid);
  if (unit === 'CNY' || unit === 'HKD') {
    return { zh: chineseMoney(amount, unit), en: `${unit} ${grouped(formatParts(amount, 1_000_000n))}` };
  }
  if (unit === 'share') {
    const percent = formatParts(amount * 100n, 1_000_000n);
    return difference
      ? { zh: `${percent} 个百分点`, en: `${percent} percentage points` }
      : { zh: `${percent}%`, en: `${percent}%` };
  }
  const text = formatParts(amount, 1_000_000n);
  return { zh: `${text}${NAMES[unit].zh}`, en: `${text}${NAMES[unit].en}` };
}
