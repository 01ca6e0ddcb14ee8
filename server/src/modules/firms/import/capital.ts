import type { Capital } from '../firm.ts';

/** Words for currencies as registers write them → ISO 4217. The longest word wins: 港元 before 元. */
const CURRENCIES: readonly (readonly [word: string, code: string])[] = [
  ['人民币', 'CNY'],
  ['RMB', 'CNY'],
  ['CNY', 'CNY'],
  ['￥', 'CNY'],
  ['¥', 'CNY'],
  ['美元', 'USD'],
  ['美金', 'USD'],
  ['USD', 'USD'],
  ['US$', 'USD'],
  ['港币', 'HKD'],
  ['港元', 'HKD'],
  ['HKD', 'HKD'],
  ['欧元', 'EUR'],
  ['EUR', 'EUR'],
  ['€', 'EUR'],
  ['日元', 'JPY'],
  ['日圆', 'JPY'],
  ['JPY', 'JPY'],
  ['英镑', 'GBP'],
  ['GBP', 'GBP'],
  ['新加坡元', 'SGD'],
  ['新元', 'SGD'],
  ['SGD', 'SGD'],
  ['加拿大元', 'CAD'],
  ['加元', 'CAD'],
  ['CAD', 'CAD'],
  ['澳大利亚元', 'AUD'],
  ['澳元', 'AUD'],
  ['AUD', 'AUD'],
  ['新台币', 'TWD'],
  ['台币', 'TWD'],
  ['TWD', 'TWD'],
  ['澳门元', 'MOP'],
  ['澳门币', 'MOP'],
  ['MOP', 'MOP'],
  ['瑞士法郎', 'CHF'],
  ['CHF', 'CHF'],
  ['韩元', 'KRW'],
  ['韩圆', 'KRW'],
  ['KRW', 'KRW'],
];

/** Currencies without a smaller coin in ISO 4217; all others here have hundredths. */
const WHOLE_ONLY = new Set(['JPY', 'KRW']);

const SCALES: Readonly<Record<string, bigint>> = {
  亿: 100_000_000n,
  千万: 10_000_000n,
  百万: 1_000_000n,
  十万: 100_000n,
  万: 10_000n,
  千: 1000n,
  百: 100n,
};

const PLAIN = /^(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d+))?(千万|百万|十万|亿|万|千|百)?(?:元|圆|块)?整?$/u;

const BY_LENGTH = [...CURRENCIES].sort((a, b) => b[0].length - a[0].length);

/** Takes the words of the currency out of a text; two different currencies in one text are none. */
function withoutCurrency(text: string): { rest: string; currency: string | null } {
  let rest = text;
  const found = new Set<string>();
  for (const [word, code] of BY_LENGTH)
    if (rest.includes(word)) {
      found.add(code);
      // 美元 leaves 元 behind only where the word was 美; whole words are taken out whole.
      rest = rest.replaceAll(word, '');
    }
  const [currency = 'CNY', ...others] = found;
  return { rest, currency: others.length > 0 ? null : currency };
}

const UNREAD = (text: string): Capital => ({ text, minor: null, currency: null });

/**
 * Registered capital as registers write it: 500万元人民币, 1000.5万美元, （人民币）壹佰万元整, 50万, 100000 USD. The text is
 * kept as it is; an amount is given only when the whole text was understood and is exact in minor units.
 *
 * @param text the cell as written
 * @param unit what a bare number counts, in whole currency units: 10000 in a column named 注册资本（万元）
 */
export function readCapital(text: string, unit: 1 | 10_000): Capital {
  const clean = text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s()[\]:]/gu, '');
  if (!/[\d壹贰叁肆伍陆柒捌玖拾佰仟一二三四五六七八九十百千]/u.test(clean)) return UNREAD(text);
  const { rest, currency } = withoutCurrency(clean);
  if (currency === null) return UNREAD(text);
  const digits = WHOLE_ONLY.has(currency) ? 0 : 2;
  const minor = plainMinor(rest, unit, digits) ?? writtenMinor(rest, digits);
  return minor === null ? UNREAD(text) : { text, minor, currency };
}

// 18 digits of minor units fit the database column; nothing real comes near.
const MINOR_MAX = 10n ** 18n;

function plainMinor(text: string, unit: 1 | 10_000, digits: number): bigint | null {
  const found = PLAIN.exec(text);
  if (found === null) return null;
  const [, whole = '', fraction = '', scale] = found;
  const bare = scale === undefined && !/[元圆块]/u.test(text);
  const factor =
    (scale === undefined ? 1n : (SCALES[scale] ?? 1n)) * (bare ? BigInt(unit) : 1n) * 10n ** BigInt(digits);
  const scaled = BigInt(whole.replaceAll(',', '') + fraction) * factor;
  const divisor = 10n ** BigInt(fraction.length);
  const minor = scaled / divisor;
  return scaled % divisor === 0n && minor < MINOR_MAX ? minor : null;
}

const NUMERALS: ReadonlyMap<string, bigint> = new Map(
  ['零〇', '壹一', '贰二两', '叁三', '肆四', '伍五', '陆六', '柒七', '捌八', '玖九'].flatMap((characters, value) =>
    [...characters].map((character) => [character, BigInt(value)] as const),
  ),
);
const PLACES: ReadonlyMap<string, bigint> = new Map([
  ['拾', 10n],
  ['十', 10n],
  ['佰', 100n],
  ['百', 100n],
  ['仟', 1000n],
  ['千', 1000n],
]);
const GROUPS: ReadonlyMap<string, bigint> = new Map([
  ['万', 10_000n],
  ['亿', 100_000_000n],
]);

/** 壹佰万元整, 叁仟伍佰万圆: Chinese numerals in whole currency units. */
function writtenMinor(text: string, digits: number): bigint | null {
  const found = /^(.+?)(?:元|圆)?[整正]?$/u.exec(text);
  const numeral = found?.[1] ?? '';
  let [total, section, digit] = [0n, 0n, 0n];
  for (const character of numeral) {
    const value = NUMERALS.get(character);
    const place = PLACES.get(character);
    const group = GROUPS.get(character);
    if (value !== undefined) digit = value;
    else if (place !== undefined) {
      section += (digit === 0n ? 1n : digit) * place;
      digit = 0n;
    } else if (group !== undefined) {
      // 亿 multiplies everything before it, 万 only its own section: 一万亿 is 10^12.
      total = group === 100_000_000n ? (total + section + digit) * group : total + (section + digit) * group;
      [section, digit] = [0n, 0n];
    } else return null;
  }
  const amount = total + section + digit;
  return amount === 0n || amount >= MINOR_MAX / 100n ? null : amount * 10n ** BigInt(digits);
}
