/**
 * Amounts and rates as people write them, and as the wire wants them: exactly, without a floating point between. `places` is how far
 * the point moves: 2 from per cent to a share, 6 from 万元 to fen.
 */
function parts(text: string): { readonly whole: string; readonly digits: string } | null {
  const found = /^(\d{1,12})(?:\.(\d{1,9}))?$/.exec(text.normalize('NFKC').replaceAll(',', '').trim());
  return found === null ? null : { whole: found[1] ?? '0', digits: found[2] ?? '' };
}

const plain = (whole: string, digits: string): string => {
  const head = whole.replace(/^0+(?=\d)/, '');
  const tail = digits.replace(/0+$/, '');
  return tail === '' ? head : `${head}.${tail}`;
};

/** 4.35 (per cent) as 0.0435; null for what is no number or has more than six decimals as a share. */
export function shareOf(percent: string): string | null {
  const read = parts(percent);
  if (read === null) return null;
  const moved = read.whole.padStart(3, '0');
  const share = plain(moved.slice(0, -2), moved.slice(-2) + read.digits);
  return (share.split('.')[1] ?? '').length > 6 || Number(share) > 1 ? null : share;
}

/** 0.0435 as 4.35. */
export function percentOf(share: string): string {
  const read = parts(share);
  if (read === null) return share;
  const digits = read.digits.padEnd(2, '0');
  return plain(read.whole + digits.slice(0, 2), digits.slice(2));
}

/** 800.5 (万元) as 800500000 fen; null for what is no amount above zero. */
export function fenOf(wan: string): number | null {
  const read = parts(wan);
  if (read === null || read.digits.replace(/0+$/, '').length > 6) return null;
  const fen = Number(`${read.whole}${read.digits.padEnd(6, '0').slice(0, 6)}`);
  return fen > 0 && Number.isSafeInteger(fen) ? fen : null;
}

/** Fen as 万元, with as many digits as it takes. */
export function wanOf(fen: number): string {
  const text = String(Math.abs(fen)).padStart(7, '0');
  return `${fen < 0 ? '-' : ''}${plain(text.slice(0, -6), text.slice(-6))}`;
}
