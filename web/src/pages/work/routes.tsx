import type { InboxView } from '@banfei/contracts';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { requireSession, root, ShellPending } from '../../root.tsx';
import { asView } from './inbox/views.ts';

const work = createRoute({
  getParentRoute: () => root,
  path: '/w',
  beforeLoad: ({ location }) => requireSession(location.href),
  pendingComponent: ShellPending,
  component: lazyRouteComponent(() => import('./WorkShell.tsx'), 'WorkShell'),
});

const words = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

/** The views, the search and the open matter stand in the address, so that any of them can be sent to a colleague. */
const inbox = createRoute({
  getParentRoute: () => work,
  path: '/',
  validateSearch: (search: Record<string, unknown>): { view?: InboxView; q?: string; open?: string | undefined } => {
    const view = asView(search.view);
    const q = words(search.q);
    const open = words(search.open);
    return {
      ...(view === undefined ? {} : { view }),
      ...(q === undefined ? {} : { q }),
      ...(open === undefined ? {} : { open }),
    };
  },
  component: lazyRouteComponent(() => import('./inbox/InboxPage.tsx'), 'InboxPage'),
});
const request = createRoute({
  getParentRoute: () => work,
  path: '/req/$number',
  validateSearch: (search: Record<string, unknown>): { view?: InboxView } => {
    const view = asView(search.view);
    return view === undefined ? {} : { view };
  },
  component: lazyRouteComponent(() => import('./matter/MatterPage.tsx'), 'MatterPage'),
});
const offers = createRoute({
  getParentRoute: () => work,
  path: '/offers',
  validateSearch: (search: Record<string, unknown>): { open?: string } => {
    const open = words(search.open);
    return open === undefined ? {} : { open };
  },
  component: lazyRouteComponent(() => import('./offers/OffersPage.tsx'), 'OffersPage'),
});
const counter = createRoute({
  getParentRoute: () => work,
  path: '/counter',
  validateSearch: (search: Record<string, unknown>): { channel?: 'phone'; firm?: string } => {
    const firm = words(search.firm);
    return {
      ...(search.channel === 'phone' ? { channel: 'phone' as const } : {}),
      ...(firm === undefined ? {} : { firm }),
    };
  },
  component: lazyRouteComponent(() => import('./counter/CounterPage.tsx'), 'CounterPage'),
});
const firms = createRoute({
  getParentRoute: () => work,
  path: '/firms',
  validateSearch: (search: Record<string, unknown>): { q?: string } => {
    const q = search.q === undefined ? undefined : words(String(search.q));
    return q === undefined ? {} : { q };
  },
  component: lazyRouteComponent(() => import('./firms/FirmsPage.tsx'), 'FirmsPage'),
});
const firm = createRoute({
  getParentRoute: () => work,
  path: '/firms/$id',
  component: lazyRouteComponent(() => import('./firms/FirmPage.tsx'), 'FirmPage'),
});
const firmImport = createRoute({
  getParentRoute: () => work,
  path: '/firms/import',
  validateSearch: (search: Record<string, unknown>): { id?: string } => {
    const id = words(search.id);
    return id === undefined ? {} : { id };
  },
  component: lazyRouteComponent(() => import('./firms/ImportPage.tsx'), 'ImportPage'),
});
const unplaced = createRoute({
  getParentRoute: () => work,
  path: '/firms/unplaced',
  component: lazyRouteComponent(() => import('./firms/UnplacedPage.tsx'), 'UnplacedPage'),
});

/** Pages of staff: service teams, counters, departments, supervising posts. */
export const workRoutes = work.addChildren([inbox, request, offers, counter, firms, firmImport, unplaced, firm]);
