/** What may end: a company, a facility, an organization. */
export const SUBJECTS = ['firms', 'facilities', 'organizations'] as const;
export type Subject = (typeof SUBJECTS)[number];
