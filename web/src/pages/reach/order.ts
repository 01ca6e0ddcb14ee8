import type { SchemeLine } from '@banfei/contracts';

/** One limb is left. */
export const isNear = ({ outcome, open }: SchemeLine): boolean => outcome !== 'met' && open === 1;

/** Met first, then by what is left; schemes are never blended into one score. */
export const byDistance = (a: SchemeLine, b: SchemeLine): number =>
  Number(b.outcome === 'met') - Number(a.outcome === 'met') || a.open - b.open || a.unknown - b.unknown;
