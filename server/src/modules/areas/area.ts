import type { AreaView, Bilingual } from '@banfei/contracts';

/** Edge of about 200 m: small enough to follow a park's fence, large enough that 62 areas are a thousand cells. */
export const CELL_RESOLUTION = 9;

/** A service area 包干片区: the cells that one team is in sole charge of. */
export interface ServiceArea {
  readonly number: number;
  readonly name: Bilingual;
  readonly tint: number;
  readonly teamNumber: number;
  /** H3 indexes of resolution 9. */
  readonly cells: readonly string[];
}

/** What is counted for an area; figures of the district, so the application supplies them. */
export type AreaCounts = Pick<AreaView, 'firms' | 'open' | 'overdue' | 'dueToday' | 'onTime'>;
