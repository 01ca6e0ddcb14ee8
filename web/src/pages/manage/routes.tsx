import { createRoute, lazyRouteComponent, notFound } from '@tanstack/react-router';
import { type Sift, siftIn } from '../../parts/sift.ts';
import { requireSession, root, ShellPending } from '../../root.tsx';
import { capitalSearch } from '../capital/search.ts';
import { reachSearch, schemeFirmsSearch } from '../reach/search.ts';
import { coverageSearch } from './coverage/search.ts';
import { SUBJECTS } from './register/subjects.ts';
import { candidateSearch, cockpitSearch, rowsSearch } from './search.ts';

const manage = createRoute({
  getParentRoute: () => root,
  path: '/m',
  beforeLoad: ({ location }) => requireSession(location.href),
  pendingComponent: ShellPending,
  component: lazyRouteComponent(() => import('./ManageShell.tsx'), 'ManageShell'),
});
const cockpit = createRoute({
  getParentRoute: () => manage,
  path: '/',
  validateSearch: cockpitSearch,
  component: lazyRouteComponent(() => import('./cockpit/CockpitPage.tsx'), 'CockpitPage'),
});
const rows = createRoute({
  getParentRoute: () => manage,
  path: '/rows',
  validateSearch: rowsSearch,
  component: lazyRouteComponent(() => import('./RowsPage.tsx'), 'RowsPage'),
});
const areas = createRoute({
  getParentRoute: () => manage,
  path: '/areas',
  component: lazyRouteComponent(() => import('./AreasPage.tsx'), 'AreasPage'),
});
const redraw = createRoute({
  getParentRoute: () => manage,
  path: '/areas/redraw',
  component: lazyRouteComponent(() => import('./redraw/RedrawPage.tsx'), 'RedrawPage'),
});
const plan = createRoute({
  getParentRoute: () => manage,
  path: '/areas/redraw/$id',
  component: lazyRouteComponent(() => import('./redraw/PlanPage.tsx'), 'PlanPage'),
});
const area = createRoute({
  getParentRoute: () => manage,
  path: '/areas/$number',
  component: lazyRouteComponent(() => import('./AreaPage.tsx'), 'AreaPage'),
});

const network = createRoute({
  getParentRoute: () => manage,
  path: '/network',
  validateSearch: (search: Record<string, unknown>): Sift & { view?: 'map' | 'table' } => ({
    ...siftIn(search),
    ...(search.view === 'map' || search.view === 'table' ? { view: search.view } : {}),
  }),
  component: lazyRouteComponent(() => import('./network/NetworkPage.tsx'), 'NetworkPage'),
});
const organization = createRoute({
  getParentRoute: () => manage,
  path: '/organizations/$id',
  component: lazyRouteComponent(() => import('./network/OrganizationPage.tsx'), 'OrganizationPage'),
});
const register = createRoute({
  getParentRoute: () => manage,
  path: '/organizations/new',
  component: lazyRouteComponent(() => import('./register/RegisterPage.tsx'), 'RegisterPage'),
});
const facilities = createRoute({
  getParentRoute: () => manage,
  path: '/facilities',
  component: lazyRouteComponent(() => import('./register/FacilitiesPage.tsx'), 'FacilitiesPage'),
});
const facility = createRoute({
  getParentRoute: () => manage,
  path: '/facilities/$id',
  component: lazyRouteComponent(() => import('./register/FacilityPage.tsx'), 'FacilityPage'),
});
const ending = createRoute({
  getParentRoute: () => manage,
  path: '/endings/$subject/$id',
  params: {
    parse: ({ subject, id }) => {
      const known = SUBJECTS.find((each) => each === subject);
      if (known === undefined) throw notFound();
      return { subject: known, id };
    },
    stringify: ({ subject, id }) => ({ subject, id }),
  },
  component: lazyRouteComponent(() => import('./register/EndingPage.tsx'), 'EndingPage'),
});
const partnerships = createRoute({
  getParentRoute: () => manage,
  path: '/partnerships',
  validateSearch: siftIn,
  component: lazyRouteComponent(() => import('./partnerships/PartnershipsPage.tsx'), 'PartnershipsPage'),
});
const partnership = createRoute({
  getParentRoute: () => manage,
  path: '/partnerships/$id',
  component: lazyRouteComponent(() => import('./partnerships/PartnershipPage.tsx'), 'PartnershipPage'),
});
const balances = createRoute({
  getParentRoute: () => manage,
  path: '/exchange',
  validateSearch: siftIn,
  component: lazyRouteComponent(() => import('./network/BalancesPage.tsx'), 'BalancesPage'),
});
const usages = createRoute({
  getParentRoute: () => manage,
  path: '/exchange/$id',
  component: lazyRouteComponent(() => import('./network/UsagesPage.tsx'), 'UsagesPage'),
});

const platforms = createRoute({
  getParentRoute: () => manage,
  path: '/platforms',
  component: lazyRouteComponent(() => import('../platforms/PlatformsPage.tsx'), 'PlatformsPage'),
});

const moments = createRoute({
  getParentRoute: () => manage,
  path: '/moments',
  component: lazyRouteComponent(() => import('../moments/MomentsPage.tsx'), 'MomentsPage'),
});
const coverage = createRoute({
  getParentRoute: () => manage,
  path: '/coverage',
  validateSearch: coverageSearch,
  component: lazyRouteComponent(() => import('./coverage/CoveragePage.tsx'), 'CoveragePage'),
});
const schemes = createRoute({
  getParentRoute: () => manage,
  path: '/schemes',
  component: lazyRouteComponent(() => import('../reach/SchemesPage.tsx'), 'SchemesPage'),
});
const schemeFirms = createRoute({
  getParentRoute: () => manage,
  path: '/schemes/$scheme',
  validateSearch: schemeFirmsSearch,
  component: lazyRouteComponent(() => import('../reach/SchemesPage.tsx'), 'SchemeFirmsPage'),
});
const firmReach = createRoute({
  getParentRoute: () => manage,
  path: '/reach/$firmId',
  validateSearch: reachSearch,
  component: lazyRouteComponent(() => import('../reach/ReachPage.tsx'), 'FirmReachPage'),
});
const firmScheme = createRoute({
  getParentRoute: () => manage,
  path: '/reach/$firmId/$scheme',
  component: lazyRouteComponent(() => import('../reach/SchemePage.tsx'), 'FirmSchemePage'),
});
const pool = createRoute({
  getParentRoute: () => manage,
  path: '/pool',
  component: lazyRouteComponent(() => import('./pool/BoardPage.tsx'), 'BoardPage'),
});
const candidate = createRoute({
  getParentRoute: () => manage,
  path: '/pool/$id',
  validateSearch: candidateSearch,
  component: lazyRouteComponent(() => import('./pool/CandidatePage.tsx'), 'CandidatePage'),
});
const capital = createRoute({
  getParentRoute: () => manage,
  path: '/capital',
  validateSearch: capitalSearch,
  component: lazyRouteComponent(() => import('../capital/CapitalPage.tsx'), 'CapitalPage'),
});
const capitalNeed = createRoute({
  getParentRoute: () => manage,
  path: '/capital/$id',
  component: lazyRouteComponent(() => import('../capital/NeedPage.tsx'), 'NeedPage'),
});
const deals = createRoute({
  getParentRoute: () => manage,
  path: '/ip',
  component: lazyRouteComponent(() => import('./securitization/DealsPage.tsx'), 'DealsPage'),
});
const deal = createRoute({
  getParentRoute: () => manage,
  path: '/ip/$id',
  component: lazyRouteComponent(() => import('./securitization/DealPage.tsx'), 'DealPage'),
});
const termSheet = createRoute({
  getParentRoute: () => manage,
  path: '/ip/$id/sheet',
  component: lazyRouteComponent(() => import('./securitization/TermSheetPage.tsx'), 'TermSheetPage'),
});

/** Pages of the district management. */
export const manageRoutes = manage.addChildren([
  cockpit,
  rows,
  areas,
  redraw,
  plan,
  area,
  network,
  register,
  organization,
  facilities,
  facility,
  ending,
  partnerships,
  partnership,
  balances,
  usages,
  platforms,
  moments,
  coverage,
  schemes,
  schemeFirms,
  firmReach,
  firmScheme,
  pool,
  candidate,
  capital,
  capitalNeed,
  deals,
  deal,
  termSheet,
]);
