import type { SchemeFilter } from '@banfei/contracts';

export const SCHEME_FILTERS: readonly SchemeFilter[] = ['all', 'met', 'near', 'ending'];

/** Which companies of a scheme are shown, in the address. */
export function schemeFirmsSearch(raw: Readonly<Record<string, unknown>>): { readonly show?: SchemeFilter } {
  const show = SCHEME_FILTERS.find((each) => each === raw.show);
  return show === undefined ? {} : { show };
}

export const REACH_FILTERS = ['all', 'met', 'near', 'unknown'] as const;
export type ReachFilter = (typeof REACH_FILTERS)[number];

/** Which schemes of a company are shown, in the address. */
export function reachSearch(raw: Readonly<Record<string, unknown>>): { readonly show?: ReachFilter } {
  const show = REACH_FILTERS.find((each) => each === raw.show);
  return show === undefined ? {} : { show };
}
