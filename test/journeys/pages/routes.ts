import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Login, Stage } from '../stage/stage.ts';

/** A page to look at: its pattern in the route tree, who reads it, and an address that shows it with something on it. */
export interface Shown {
  readonly route: string;
  readonly login: Login | null;
  readonly address: (stage: Stage) => string;
  /** What stands on the page once it has come up. */
  readonly ready?: string;
}

const plain = (route: string, login: Login | null, ready?: string): Shown => ({
  route,
  login,
  address: () => route,
  ...(ready === undefined ? {} : { ready }),
});
const at = (route: string, login: Login | null, address: Shown['address'], ready?: string): Shown => ({
  route,
  login,
  address,
  ...(ready === undefined ? {} : { ready }),
});

export const PAGES: readonly Shown[] = [
  plain('/', null),
  plain('/login', null, '.demo button'),
  at('/r/$number', null, ({ numbers }) => `/r/${numbers.received}`),
  at('/r/$number', null, ({ numbers, code }) => `/r/${numbers.received}?code=${code}`, '.log'),
  plain('/stations', null, 'main a[href^="tel:"]'),
  plain('/help', null),
  plain('/accessibility', null),
  plain('/privacy', null),
  plain('/e', 'lanjian', '.rows-list li'),
  plain('/e/new', 'lanjian', '#what'),
  plain('/e/requests', 'lanjian', '.rows-list li'),
  at('/e/requests/$number', 'lanjian', ({ numbers }) => `/e/requests/${numbers.lift}`, '.log'),
  at('/e/requests/$number/confirm', 'lanjian', ({ numbers }) => `/e/requests/${numbers.network}/confirm`, '.answers'),
  plain('/e/book', 'lanjian', '.rows-list li'),
  at('/e/book/$id', 'lanjian', ({ resourceId }) => `/e/book/${resourceId}`, '.slot-day'),
  plain('/e/partners', 'lanjian', '.rows-list li'),
  plain('/e/offer', 'lanjian', '#title'),
  plain('/e/platforms', 'lanjian', '.gathering'),
  plain('/e/dates', 'lanjian', 'section.rows td'),
  plain('/e/capital', 'lanjian', '.capital'),
  at('/e/capital/$id', 'lanjian', ({ ownNeedId }) => `/e/capital/${ownNeedId}`, '.capital-card'),
  plain('/e/reach', 'lanjian', '.reach-row'),
  at('/e/reach/$scheme', 'lanjian', () => '/e/reach/cn.sse.star', '.reach-row'),
  plain('/w', 'team27', 'main a[href*="QY-"], main [data-number]'),
  at('/w/req/$number', 'team27', ({ numbers }) => `/w/req/${numbers.lift}`, '.matter'),
  plain('/w/offers', 'team27'),
  plain('/w/counter', 'counter1', '#firm'),
  at('/w/firms', 'counter1', () => '/w/firms?q=%E5%85%89%E5%AD%A6', 'main a[href^="/w/firms/"]'),
  at('/w/firms/$id', 'counter1', ({ firmId }) => `/w/firms/${firmId}`, 'main a[href*="QY-"]'),
  plain('/w/firms/import', 'manager'),
  plain('/w/firms/unplaced', 'counter1'),
  at('/m', 'manager', () => '/m?figure=overdue', 'section.rows td'),
  at('/m/rows', 'manager', () => '/m/rows?metric=inHand', 'section.rows td'),
  plain('/m/areas', 'manager', 'main a[href*="/m/areas/"]'),
  plain('/m/areas/redraw', 'manager', '.compute input'),
  at('/m/areas/redraw/$id', 'manager', ({ planId }) => `/m/areas/redraw/${planId}`, '.plan-map .cell'),
  at('/m/areas/$number', 'manager', () => '/m/areas/27', 'main h1'),
  at('/m/network', 'manager', () => '/m/network', 'section.rows td'),
  at('/m/network', 'manager', () => '/m/network?view=map', 'svg.net'),
  at('/m/organizations/$id', 'manager', ({ organizationId }) => `/m/organizations/${organizationId}`, '.org-facts'),
  plain('/m/organizations/new', 'manager', '#org-code'),
  plain('/m/facilities', 'manager', 'section.rows td'),
  plain('/m/partnerships', 'manager', 'section.rows td'),
  at('/m/partnerships/$id', 'manager', ({ partnershipId }) => `/m/partnerships/${partnershipId}`, '.register-facts'),
  at('/m/facilities/$id', 'manager', ({ facilityId }) => `/m/facilities/${facilityId}`, '.register-facts'),
  at(
    '/m/endings/$subject/$id',
    'manager',
    ({ organizationId }) => `/m/endings/organizations/${organizationId}`,
    'section.rows td',
  ),
  plain('/m/platforms', 'manager', '.gathering'),
  plain('/m/exchange', 'manager', 'section.rows td'),
  at('/m/exchange/$id', 'manager', ({ unitId }) => `/m/exchange/${unitId}`, 'section.rows td'),
  plain('/m/moments', 'manager', 'section.rows td'),
  at('/m/coverage', 'manager', () => '/m/coverage?mode=none', '#units td'),
  plain('/m/schemes', 'manager', 'section.rows td'),
  at('/m/schemes/$scheme', 'manager', () => '/m/schemes/cn.hightech', 'section.rows td'),
  at('/m/reach/$firmId', 'team27', ({ firmId }) => `/m/reach/${firmId}`, '.reach-row'),
  at('/m/reach/$firmId/$scheme', 'team27', ({ firmId }) => `/m/reach/${firmId}/cn.hightech`, '.reach-row'),
  plain('/m/pool', 'manager', '.pool-card'),
  at('/m/pool/$id', 'manager', ({ candidateId }) => `/m/pool/${candidateId}`, '.pool-form'),
  plain('/m/capital', 'manager', 'section.rows td'),
  at('/m/capital', 'manager', () => '/m/capital?view=investors', '.capital-card'),
  at('/m/capital/$id', 'manager', ({ capitalNeedId }) => `/m/capital/${capitalNeedId}`, '.capital-card'),
  plain('/m/ip', 'manager', 'section.rows td'),
  at('/m/ip/$id', 'finance', ({ dealId }) => `/m/ip/${dealId}`, 'section.rows td'),
  at('/m/ip/$id/sheet', 'finance', ({ issuedDealId }) => `/m/ip/${issuedDealId}/sheet`, '.sheet-chart'),
];

/** Patterns of the route tree, read from its source, so that a page that nobody looks at is noticed. */
export function declaredRoutes(): readonly string[] {
  const web = join(import.meta.dirname, '../../../web/src');
  const source = ['routes.tsx', 'pages/work/routes.tsx', 'pages/manage/routes.tsx']
    .map((file) => readFileSync(join(web, file), 'utf8'))
    .join('\n');
  const routes = new Map<string, { readonly parent: string; readonly path: string }>();
  for (const [, name = '', body = ''] of source.matchAll(/const (\w+) = createRoute\(\{([\s\S]*?)\n\}\);/g)) {
    const parent = /getParentRoute: \(\) => (\w+)/.exec(body)?.[1] ?? '';
    const path = /\n {2}path: '([^']*)'/.exec(body)?.[1];
    routes.set(name, { parent, path: path ?? '' });
  }
  const full = (name: string): string => {
    const route = routes.get(name);
    return route === undefined ? '' : `${full(route.parent)}${route.path}`;
  };
  const parents = new Set([...routes.values()].map(({ parent }) => parent));
  return [...routes.keys()].filter((name) => !parents.has(name)).map((name) => full(name).replace(/(.)\/$/, '$1'));
}
