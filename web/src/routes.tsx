import type { ResourceKind } from '@banfei/contracts';
import { createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import { KINDS } from './pages/company/exchange/kinds.ts';
import { manageRoutes } from './pages/manage/routes.tsx';
import { reachSearch } from './pages/reach/search.ts';
import { workRoutes } from './pages/work/routes.tsx';
import { PagePending, requireSession, root, ShellPending } from './root.tsx';

/** The list of pages. Each shell is a chunk of its own; the two staff shells list their pages in their own folder. */
const open = createRoute({
  getParentRoute: () => root,
  id: 'open',
  pendingComponent: ShellPending,
  component: lazyRouteComponent(() => import('./pages/public/OpenShell.tsx'), 'OpenShell'),
});
const start = createRoute({
  getParentRoute: () => open,
  path: '/',
  component: lazyRouteComponent(() => import('./pages/public/StartPage.tsx'), 'StartPage'),
});
const login = createRoute({
  getParentRoute: () => open,
  path: '/login',
  validateSearch: (search: Record<string, unknown>): { to?: string } =>
    typeof search.to === 'string' ? { to: search.to } : {},
  component: lazyRouteComponent(() => import('./pages/public/LoginPage.tsx'), 'LoginPage'),
});
const receipt = createRoute({
  getParentRoute: () => open,
  path: '/r/$number',
  validateSearch: (search: Record<string, unknown>): { code?: string } =>
    search.code === undefined ? {} : { code: String(search.code).padStart(6, '0') },
  component: lazyRouteComponent(() => import('./pages/public/ReceiptPage.tsx'), 'ReceiptPage'),
});
const stations = createRoute({
  getParentRoute: () => open,
  path: '/stations',
  component: lazyRouteComponent(() => import('./pages/public/StationsPage.tsx'), 'StationsPage'),
});
const help = createRoute({
  getParentRoute: () => open,
  path: '/help',
  component: lazyRouteComponent(() => import('./pages/public/WordsPage.tsx'), 'HelpPage'),
});
const accessibility = createRoute({
  getParentRoute: () => open,
  path: '/accessibility',
  component: lazyRouteComponent(() => import('./pages/public/WordsPage.tsx'), 'AccessibilityPage'),
});
const privacy = createRoute({
  getParentRoute: () => open,
  path: '/privacy',
  component: lazyRouteComponent(() => import('./pages/public/WordsPage.tsx'), 'PrivacyPage'),
});

const company = createRoute({
  getParentRoute: () => root,
  path: '/e',
  beforeLoad: ({ location }) => requireSession(location.href),
  pendingComponent: ShellPending,
  component: lazyRouteComponent(() => import('./pages/company/CompanyShell.tsx'), 'CompanyShell'),
});
const home = createRoute({
  getParentRoute: () => company,
  path: '/',
  component: lazyRouteComponent(() => import('./pages/company/HomePage.tsx'), 'HomePage'),
});
const raise = createRoute({
  getParentRoute: () => company,
  path: '/new',
  validateSearch: (search: Record<string, unknown>): { draft?: string; step?: 'check' | 'receipt'; speak?: true } => ({
    ...(typeof search.draft === 'string' ? { draft: search.draft } : {}),
    ...(search.step === 'check' || search.step === 'receipt' ? { step: search.step } : {}),
    ...(search.speak === true ? { speak: true } : {}),
  }),
  component: lazyRouteComponent(() => import('./pages/company/raise/RaisePage.tsx'), 'RaisePage'),
});
const requests = createRoute({
  getParentRoute: () => company,
  path: '/requests',
  validateSearch: (search: Record<string, unknown>): { view?: 'open' | 'confirm' | 'settled'; q?: string } => ({
    ...(search.view === 'open' || search.view === 'confirm' || search.view === 'settled' ? { view: search.view } : {}),
    ...(typeof search.q === 'string' && search.q !== '' ? { q: search.q } : {}),
  }),
  component: lazyRouteComponent(() => import('./pages/company/RequestsPage.tsx'), 'RequestsPage'),
});
const request = createRoute({
  getParentRoute: () => company,
  path: '/requests/$number',
  component: lazyRouteComponent(() => import('./pages/company/request/RequestPage.tsx'), 'RequestPage'),
});
const confirm = createRoute({
  getParentRoute: () => company,
  path: '/requests/$number/confirm',
  component: lazyRouteComponent(() => import('./pages/company/ConfirmPage.tsx'), 'ConfirmPage'),
});

const book = createRoute({
  getParentRoute: () => company,
  path: '/book',
  validateSearch: (search: Record<string, unknown>): { kind?: ResourceKind } => {
    const kind = KINDS.find((one) => one === search.kind);
    return kind === undefined ? {} : { kind };
  },
  component: lazyRouteComponent(() => import('./pages/company/exchange/BookPage.tsx'), 'BookPage'),
});
const slot = createRoute({
  getParentRoute: () => company,
  path: '/book/$id',
  validateSearch: (search: Record<string, unknown>): { from?: string; until?: string } =>
    typeof search.from === 'string' && typeof search.until === 'string'
      ? { from: search.from, until: search.until }
      : {},
  component: lazyRouteComponent(() => import('./pages/company/exchange/SlotPage.tsx'), 'SlotPage'),
});
const partners = createRoute({
  getParentRoute: () => company,
  path: '/partners',
  component: lazyRouteComponent(() => import('./pages/company/exchange/PartnersPage.tsx'), 'PartnersPage'),
});
const offer = createRoute({
  getParentRoute: () => company,
  path: '/offer',
  component: lazyRouteComponent(() => import('./pages/company/exchange/OfferPage.tsx'), 'OfferPage'),
});

const platforms = createRoute({
  getParentRoute: () => company,
  path: '/platforms',
  component: lazyRouteComponent(() => import('./pages/platforms/PlatformsPage.tsx'), 'PlatformsPage'),
});

const dates = createRoute({
  getParentRoute: () => company,
  path: '/dates',
  component: lazyRouteComponent(() => import('./pages/moments/MomentsPage.tsx'), 'MomentsPage'),
});

const reach = createRoute({
  getParentRoute: () => company,
  path: '/reach',
  validateSearch: reachSearch,
  component: lazyRouteComponent(() => import('./pages/reach/ReachPage.tsx'), 'ReachPage'),
});
const scheme = createRoute({
  getParentRoute: () => company,
  path: '/reach/$scheme',
  component: lazyRouteComponent(() => import('./pages/reach/SchemePage.tsx'), 'SchemePage'),
});

const capital = createRoute({
  getParentRoute: () => company,
  path: '/capital',
  component: lazyRouteComponent(() => import('./pages/capital/OwnCapitalPage.tsx'), 'OwnCapitalPage'),
});
const capitalNeed = createRoute({
  getParentRoute: () => company,
  path: '/capital/$id',
  component: lazyRouteComponent(() => import('./pages/capital/NeedPage.tsx'), 'OwnNeedPage'),
});

const tree = root.addChildren([
  open.addChildren([start, login, receipt, stations, help, accessibility, privacy]),
  company.addChildren([
    home,
    raise,
    requests,
    request,
    confirm,
    book,
    slot,
    partners,
    offer,
    platforms,
    dates,
    reach,
    scheme,
    capital,
    capitalNeed,
  ]),
  workRoutes,
  manageRoutes,
]);

export const router = createRouter({
  routeTree: tree,
  context: {},
  defaultPreload: 'intent',
  defaultPreloadStaleTime: 0,
  scrollRestoration: true,
  // `Loading` itself stays empty for the first 200 ms.
  defaultPendingMs: 0,
  defaultPendingMinMs: 0,
  defaultPendingComponent: PagePending,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
