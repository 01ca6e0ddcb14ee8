import type { Bilingual } from '@banfei/contracts';

export type FacilityKind = 'park' | 'incubator' | 'lab' | 'institute' | 'center';

/** A place that carries companies or research. Longitude and latitude in WGS 84 degrees. */
export interface Facility {
  readonly id: string;
  readonly code: string;
  readonly kind: FacilityKind;
  readonly name: Bilingual;
  /** Other spellings under which addresses mention it. */
  readonly aliases: readonly string[];
  readonly lon: number;
  readonly lat: number;
  readonly note: Bilingual;
}

/** A street or town 街道 of GB/T 2260 with one point that stands for it. */
export interface Street {
  readonly code: string;
  readonly name: string;
  readonly lon: number;
  readonly lat: number;
}
