import type { Fault } from './conditions.tsx';

/** Fewer than two characters besides blanks: what the server refuses as no words. */
export const short = (text: string): boolean => [...text.trim()].length < 2;

/** Gathers what is wrong with a form, field by field. */
export function gatherFaults(lines: readonly (readonly [wrong: boolean, field: string, text: string])[]): Fault[] {
  return lines.filter(([wrong]) => wrong).map(([, field, text]) => ({ field, text }));
}
