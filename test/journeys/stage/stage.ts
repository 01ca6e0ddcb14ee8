/** Accounts that take part. */
export const LOGINS = [
  'lanjian',
  'qiheng',
  'zhiwei',
  'lab',
  'team27',
  'team48',
  'team50',
  'counter1',
  'equipment',
  'land',
  'finance',
  'supervisor1',
  'manager',
  'deputy',
] as const;
export type Login = (typeof LOGINS)[number];

/** What the set-up hands to every test. */
export interface Stage {
  readonly url: string;
  readonly cookies: Readonly<Record<string, string>>;
  readonly numbers: Readonly<Record<'lift' | 'network' | 'patent' | 'received', string>>;
  /** Query code of the matter `received`. */
  readonly code: string;
  readonly firmId: string;
  /** Something that can be booked. */
  readonly resourceId: string;
  readonly organizationId: string;
  readonly facilityId: string;
  readonly partnershipId: string;
  readonly unitId: string;
  /** A securitization product that is being built. */
  readonly dealId: string;
  /** One that has been issued and pays. */
  readonly issuedDealId: string;
  /** A company in the cultivation pool, on its way. */
  readonly candidateId: string;
  /** A need for money of somebody, and one of the first company that nobody acts on. */
  readonly capitalNeedId: string;
  readonly ownNeedId: string;
  /** A plan that nobody decides on: only to look at. */
  readonly planId: string;
}

export const stage = (): Stage => JSON.parse(process.env.JOURNEYS_STAGE ?? '{}');
