import type { OrganizationForm } from '@banfei/contracts';

export const FORMS = [
  'branch',
  'jointBranch',
  'generalBranch',
  'committee',
  'workingCommittee',
] as const satisfies readonly OrganizationForm[];

/** A count as it was typed: null when nothing was, undefined when it is no count. */
export function countOf(text: string): number | null | undefined {
  if (text.trim() === '') return null;
  return /^\d{1,6}$/.test(text.trim()) ? Number(text.trim()) : undefined;
}

/** Only the members that say something: a blank field changes nothing. */
export const filled = <Body extends Readonly<Record<string, string>>>(body: Body): Partial<Body> =>
  Object.fromEntries(Object.entries(body).filter(([, value]) => value !== '')) as Partial<Body>; // exactly the filled members
