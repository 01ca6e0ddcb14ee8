/** How hard a matter is; the category says it. */
export type Level = 'simple' | 'ordinary' | 'complex';

/** The district's promises, as dated data. A matter keeps the version under which it was raised. */
export interface Policy {
  readonly version: string;
  /** First answer, in working minutes. */
  readonly respondMinutes: number;
  /** First contact, in working days. */
  readonly contactDays: number;
  /** Result, in working days, by level. */
  readonly resolveDays: Readonly<Record<Level, number>>;
  /** Time to take or refuse an offer, in working minutes. */
  readonly offerMinutes: number;
}

/**
 * Defaults of this version: simple 3 and ordinary 5 working days (潍坊市 and 济南市 12345 热线条例: five working days),
 * complex 15 (docs/regulations.md); an offer is answered within two working hours (the custody table).
 */
const POLICIES: readonly Policy[] = [
  {
    version: '2026-1',
    respondMinutes: 120,
    contactDays: 1,
    resolveDays: { simple: 3, ordinary: 5, complex: 15 },
    offerMinutes: 120,
  },
];

/** The policy that new matters run by. */
export const currentPolicy = (): Policy => policyOf('2026-1');

export function policyOf(version: string): Policy {
  const policy = POLICIES.find((each) => each.version === version);
  if (policy === undefined) throw new Error(`policy version ${version} is not known to this program`);
  return policy;
}
