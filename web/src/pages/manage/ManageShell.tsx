import { useQuery } from '@tanstack/react-query';
import { Outlet } from '@tanstack/react-router';
import { useLive } from '../../api/live.ts';
import { useOnline } from '../../api/online.ts';
import { sessionQuery } from '../../api/queries.ts';
import { NoPermission } from '../../parts/conditions.tsx';
import { Shell } from '../../parts/Shell.tsx';
import { manageText } from '../../text/manage.ts';
import { sharedText } from '../../text/shared.ts';
import { useText } from '../../text/useText.ts';
import { cockpitQuery } from './queries.ts';
import './manage.css';

const READERS: ReadonlySet<string> = new Set(['manager', 'auditor', 'officer']);

/** Figures never go stale in silence: from when they are, and that they may be out of date. */
function Stale({ connected }: { connected: boolean }) {
  const { t, f } = useText(sharedText);
  const online = useOnline();
  const cockpit = useQuery({ ...cockpitQuery(), enabled: false });
  const stale = !online || !connected || cockpit.error !== null;
  if (!stale || cockpit.data === undefined) return null;
  return <p className="bar-note">{t('staleSince', { time: f.clock(cockpit.data.asOf) })}</p>;
}

/** Shell of the district management: wide, figures first. */
export function ManageShell() {
  const { t } = useText(manageText);
  const me = useQuery(sessionQuery()).data;
  const allowed = me !== undefined && READERS.has(me.role);
  const live = useLive(allowed);
  const nav = [
    { to: '/m', label: t('overview'), exact: true },
    { to: '/m/areas', label: t('areas') },
    { to: '/m/rows', label: t('figures') },
    { to: '/m/network', label: t('linked') },
    { to: '/m/pool', label: t('pool') },
    { to: '/m/ip', label: t('desk') },
  ];
  const more = [
    { to: '/m/exchange', label: t('exchange') },
    { to: '/m/platforms', label: t('platforms') },
    { to: '/m/facilities', label: t('facilities') },
    { to: '/m/coverage', label: t('coverage') },
    { to: '/m/schemes', label: t('schemes') },
    { to: '/m/capital', label: t('capitalNav') },
    { to: '/m/moments', label: t('moments') },
    ...(me?.role === 'auditor' ? [] : [{ to: '/w', label: t('work') }]),
  ];
  const tabs = [
    { to: '/m', label: t('overview'), icon: 'home', exact: true },
    { to: '/m/areas', label: t('areas'), icon: 'place' },
    { to: '/m/rows', label: t('figures'), icon: 'list' },
    { to: '/m/network', label: t('linked'), icon: 'copy' },
  ] as const;
  return (
    <Shell
      name={t('shell')}
      home="/m"
      nav={nav}
      more={allowed ? more : []}
      tabs={tabs}
      me={me}
      wide
      {...(allowed ? { notice: <Stale connected={live === 'open'} /> } : {})}
    >
      {me !== undefined && !allowed ? (
        <NoPermission holder={{ zh: manageText.holder.zh, en: manageText.holder.en }} />
      ) : (
        <Outlet />
      )}
    </Shell>
  );
}
