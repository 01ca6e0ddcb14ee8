import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { requireSession, root } from '../../root.tsx';

const manage = createRoute({
  getParentRoute: () => root,
  path: '/m',
  beforeLoad: ({ location }) => requireSession(location.href),
  component: lazyRouteComponent(() => import('./ManageShell.tsx'), 'ManageShell'),
});

/** Pages of the district management. */
export const manageRoutes = manage.addChildren([]);
