import type { Role } from '@banfei/contracts';
import { useQuery } from '@tanstack/react-query';
import { Outlet } from '@tanstack/react-router';
import { useLive } from '../../api/live.ts';
import { sessionQuery } from '../../api/queries.ts';
import { NoPermission } from '../../parts/conditions.tsx';
import { Shell, type ShellLink } from '../../parts/Shell.tsx';
import { useText } from '../../text/useText.ts';
import { workText } from '../../text/work.ts';
import { Toasts } from './parts/Toasts.tsx';
import './work.css';

/** Officers work here; the zone's management and the auditor may look, and the server says what they may do. */
const WELCOME: readonly Role[] = ['officer', 'manager', 'auditor'];

function useLinks(): { nav: ShellLink[]; tabs: ShellLink[] } {
  const { t } = useText(workText);
  const inbox = { to: '/w', label: t('inbox'), exact: true, icon: 'list' } as const;
  const offers = { to: '/w/offers', label: t('offers'), icon: 'down' } as const;
  const counter = { to: '/w/counter', label: t('counter'), icon: 'plus' } as const;
  const firms = { to: '/w/firms', label: t('firms'), icon: 'home' } as const;
  return { nav: [inbox, offers, counter, firms], tabs: [inbox, offers, { ...counter, main: true }, firms] };
}

/** Shell of staff: a top bar at a desk, tabs at the bottom of a phone, and the replies that are on their way. */
export function WorkShell() {
  const { t } = useText(workText);
  const me = useQuery(sessionQuery()).data;
  const welcome = me !== undefined && WELCOME.includes(me.role);
  const live = useLive(welcome);
  const { nav, tabs } = useLinks();
  return (
    <Shell
      name={t('shell')}
      home="/w"
      nav={welcome ? nav : []}
      more={welcome ? [{ to: '/m', label: t('district') }] : []}
      {...(welcome ? { tabs } : {})}
      me={me}
      live={live}
      wide
    >
      {me !== undefined && !welcome ? (
        <NoPermission holder={workText.officerOnlyHolder} home={me.role === 'company' ? '/e' : '/'} />
      ) : (
        <Outlet />
      )}
      <Toasts />
    </Shell>
  );
}
