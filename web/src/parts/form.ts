import type { Fault } from './conditions.tsx';

/** Today on the district's wall, for fields that begin with it. */
export const today = (): string => new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);

/** Fewer than two characters besides blanks: what the server refuses as no words. */
export const short = (text: string): boolean => [...text.trim()].length < 2;

/** Gathers what is wrong with a form, field by field. */
export function gatherFaults(lines: readonly (readonly [wrong: boolean, field: string, text: string])[]): Fault[] {
  return lines.filter(([wrong]) => wrong).map(([, field, text]) => ({ field, text }));
}
