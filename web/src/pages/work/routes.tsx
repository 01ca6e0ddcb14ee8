import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { requireSession, root } from '../../root.tsx';

const work = createRoute({
  getParentRoute: () => root,
  path: '/w',
  beforeLoad: ({ location }) => requireSession(location.href),
  component: lazyRouteComponent(() => import('./WorkShell.tsx'), 'WorkShell'),
});

/** Pages of staff: service teams, counters, departments, supervising posts. */
export const workRoutes = work.addChildren([]);
