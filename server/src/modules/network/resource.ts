import type { OpenHours, ResourceKind } from '@banfei/contracts';

/** A resource 可约资源: an instrument, room, expert hour, course, venue or computing time that a unit lends by slots. */
export interface Resource {
  readonly id: string;
  readonly unitId: string;
  readonly kind: ResourceKind;
  readonly title: string;
  readonly detail: string;
  readonly place: string;
  readonly lon: number | null;
  readonly lat: number | null;
  readonly desk: string;
  readonly deskPhone: string;
  readonly priceFen: number;
  readonly slotMinutes: number;
  readonly hours: readonly OpenHours[];
  readonly onHolidays: boolean;
  readonly open: boolean;
  readonly version: number;
}

/** A need 需求 of a unit; matched with what others offer, shown to its own unit and to staff alone. */
export interface Need {
  readonly id: string;
  readonly unitId: string;
  readonly kind: ResourceKind;
  readonly title: string;
  readonly detail: string;
  /** Calendar day until which it is needed. */
  readonly until: string;
  readonly open: boolean;
  /** Others may read it, without the name of the unit. */
  readonly shared: boolean;
  readonly version: number;
}
