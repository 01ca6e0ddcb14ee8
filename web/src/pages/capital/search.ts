import { type Sift, siftIn } from '../../parts/sift.ts';

export const CAPITAL_VIEWS = ['needs', 'investors'] as const;
export type CapitalSearch = Sift & { readonly view?: (typeof CAPITAL_VIEWS)[number] };

/** What of capital is shown and how, in the address. */
export function capitalSearch(raw: Readonly<Record<string, unknown>>): CapitalSearch {
  const view = CAPITAL_VIEWS.find((each) => each === raw.view);
  return { ...siftIn(raw), ...(view === undefined ? {} : { view }) };
}
