import type { Bilingual, OrganizationForm } from '@banfei/contracts';

export type OrganizationKind = 'researchPlatform' | 'keyCompany';

/** A linked party organization, tied to the facility or the company that hosts it. */
export interface Organization {
  readonly id: string;
  readonly code: string;
  readonly name: Bilingual;
  readonly kind: OrganizationKind;
  readonly facilityId: string | null;
  readonly firmId: string | null;
  readonly form: OrganizationForm;
  /** Members as a count; there is no list of them anywhere. */
  readonly memberCount: number | null;
  readonly parentId: string | null;
  readonly approvedOn: string | null;
  readonly approvalDocument: string;
  readonly termBeganOn: string | null;
  readonly reelectionDueOn: string | null;
  /** Acts that the record holds of it; 0 or absent for what was loaded without one. */
  readonly version?: number;
}

/** A company or facility that an organization covers from a day on. */
export interface Covered {
  readonly id: string;
  readonly organizationId: string;
  readonly firmId: string | null;
  readonly facilityId: string | null;
  readonly since: string;
}
