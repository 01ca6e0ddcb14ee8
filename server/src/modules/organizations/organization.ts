import type { Bilingual } from '@banfei/contracts';

export type OrganizationKind = 'researchPlatform' | 'keyCompany';

/** A linked party organization, tied to the facility or the company that hosts it. */
export interface Organization {
  readonly id: string;
  readonly code: string;
  readonly name: Bilingual;
  readonly kind: OrganizationKind;
  readonly facilityId: string | null;
  readonly firmId: string | null;
}
