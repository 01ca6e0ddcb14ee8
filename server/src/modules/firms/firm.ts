import type { PlacedBy } from '@banfei/contracts';
import type { Static } from '@sinclair/typebox';

/** How a site came to its cell. */
export type Placing = Static<typeof PlacedBy>;

/** Registered capital: the text as given, and its amount when the text could be read without doubt. */
export interface Capital {
  readonly text: string;
  /** Minor units of `currency` (fen for CNY); null when unread. */
  readonly minor: bigint | null;
  /** ISO 4217; null exactly when `minor` is null. */
  readonly currency: string | null;
}

export interface NewSite {
  readonly id: string;
  readonly kind: 'head' | 'branch';
  readonly name: string;
  readonly address: string;
  /** WGS 84 degrees. */
  readonly lon: number | null;
  readonly lat: number | null;
  /** H3 cell of resolution 9; null while nobody knows where the site is. */
  readonly cell: string | null;
  readonly placedBy: Placing | null;
  readonly facilityId: string | null;
}

/** What a register says of a company, whoever brought it. */
export interface FirmFacts {
  /** Unified social credit code, normalized; null while a company is provisional. */
  readonly code: string | null;
  readonly name: string;
  readonly formerNames: readonly string[];
  readonly status: string;
  /** YYYY-MM-DD. */
  readonly establishedOn: string | null;
  readonly capital: Capital;
  readonly industryCode: string | null;
  readonly regionCode: string | null;
}

export interface NewFirm extends FirmFacts {
  readonly id: string;
  readonly provisional: boolean;
  readonly demo: boolean;
  /** Only to call back a provisional company; empty otherwise. */
  readonly contactPhone: string;
  /** Where the facts came from, as people read it. */
  readonly source: string;
  readonly importId: string | null;
  /** At most one of kind `head`. */
  readonly sites: readonly NewSite[];
}

/** A company whose capital nobody has written down. */
export const NO_CAPITAL: Capital = { text: '', minor: null, currency: null };
