import type { OrganizationForm } from '@banfei/contracts';
import type { Fault } from '../../../parts/conditions.tsx';

export const FORMS = [
  'branch',
  'jointBranch',
  'generalBranch',
  'committee',
  'workingCommittee',
] as const satisfies readonly OrganizationForm[];

/** Today on the district's wall, for fields that begin with it. */
export const today = (): string => new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);

export const short = (text: string): boolean => [...text.trim()].length < 2;

/** A count as it was typed: null when nothing was, undefined when it is no count. */
export function countOf(text: string): number | null | undefined {
  if (text.trim() === '') return null;
  return /^\d{1,6}$/.test(text.trim()) ? Number(text.trim()) : undefined;
}

/** Gathers what is wrong with a form, field by field. */
export function gatherFaults(lines: readonly (readonly [wrong: boolean, field: string, text: string])[]): Fault[] {
  return lines.filter(([wrong]) => wrong).map(([, field, text]) => ({ field, text }));
}

/** Only the members that say something: a blank field changes nothing. */
export const filled = <Body extends Readonly<Record<string, string>>>(body: Body): Partial<Body> =>
  Object.fromEntries(Object.entries(body).filter(([, value]) => value !== '')) as Partial<Body>; // exactly the filled members
