import type { FactDefinitionView, FactValue } from '@banfei/contracts';

type Kind = FactDefinitionView['kind'];

const UNITS: Readonly<Record<string, number>> = { '': 0, 万: 4, 亿: 8, million: 6, billion: 9 };

/** Moves the point of a decimal text to the right, exactly; null when more decimals are left than are kept. */
function shifted(text: string, places: number, kept: number): string | null {
  const found = /^(-?)(\d{1,15})(?:\.(\d{1,12}))?$/.exec(text);
  if (found === null) return null;
  const [sign = '', whole = '0', digits = ''] = found.slice(1);
  const [left, right] =
    places >= 0
      ? [whole + digits.padEnd(places, '0').slice(0, places), digits.slice(places)]
      : [whole.padStart(1 - places, '0').slice(0, places), whole.padStart(1 - places, '0').slice(places) + digits];
  const rest = right.replace(/0+$/, '');
  if (rest.length > kept) return null;
  const head = left.replace(/^0+(?=\d)/, '');
  const value = rest === '' ? head : `${head}.${rest}`;
  return value === '0' ? '0' : sign + value;
}

/** 2.1亿, 21,000 万, 210 million or 210000000 as decimal text of whole yuan. */
function yuanOf(text: string): string | null {
  const found = /^(-?[\d.]+)(万|亿|million|billion)?元?$/.exec(text.replace(/[,，\s]/g, ''));
  return found === null ? null : shifted(found[1] ?? '', UNITS[found[2] ?? ''] ?? 0, 2);
}

/** The same as whole fen; null for what cannot be read or is not more than nothing. */
export function fenOf(written: string): number | null {
  const yuan = yuanOf(written.normalize('NFKC').trim());
  const fen = yuan === null ? 0 : Math.round(Number(yuan) * 100);
  return Number.isSafeInteger(fen) && fen > 0 ? fen : null;
}

const numberOf = (text: string): number | null => {
  const plain = text.replace(/[,，\s]/g, '');
  return /^-?\d{1,15}(\.\d{1,8})?$/.test(plain) ? Number(plain) : null;
};

/** What somebody wrote, as the wire wants it; null for what cannot be read. A share is written in per cent. */
export function factValueOf(kind: Kind, written: string): FactValue | null {
  const text = written.normalize('NFKC').trim();
  switch (kind) {
    case 'money':
      return yuanOf(text);
    case 'share':
      return shifted(text.replace(/[%\s]/g, ''), -2, 12);
    case 'flag':
      return text === 'true' ? true : text === 'false' ? false : null;
    case 'date':
      return /^\d{4}-\d{2}-\d{2}$/.test(text) ? text : null;
    default:
      return numberOf(text);
  }
}

interface Words {
  readonly money: (fen: number) => string;
  readonly number: (value: number) => string;
  readonly yes: string;
  readonly no: string;
}

/** A fact as people read it: 2.1 亿元, 14.07 %, 是. */
export function sayFactValue(kind: Kind, value: FactValue, { money, number, yes, no }: Words): string {
  if (typeof value === 'boolean') return value ? yes : no;
  if (kind === 'money') return money(Number(value) * 100);
  if (kind === 'share') return `${number(Math.round(Number(value) * 1_000_000) / 10_000)} %`;
  return kind === 'date' || typeof value === 'string' ? String(value) : number(value);
}
