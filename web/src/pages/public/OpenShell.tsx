import { useQuery } from '@tanstack/react-query';
import { Outlet } from '@tanstack/react-router';
import { sessionQuery } from '../../api/queries.ts';
import { Shell } from '../../parts/Shell.tsx';
import { useText } from '../../text/useText.ts';
import { publicText } from './text.ts';

/** Where a signed-in reader works; the brand leads there. */
const HOMES: Readonly<Record<string, string>> = { company: '/e', officer: '/w', manager: '/m' };

export const homeOf = (role: string): string => HOMES[role] ?? '/';

export function OpenShell() {
  const { t } = useText(publicText);
  const me = useQuery({ ...sessionQuery(), retry: false }).data;
  const home = me === undefined ? '/' : homeOf(me.role);
  const nav = [
    { to: home, label: t('start'), exact: true },
    { to: '/stations', label: t('stations') },
    { to: '/help', label: t('help') },
  ];
  const tabs = [
    { to: home, label: t('start'), icon: 'home', exact: true },
    { to: '/e/new', label: t('have'), icon: 'plus', main: true },
    { to: '/stations', label: t('stations'), icon: 'place' },
    { to: '/help', label: t('help'), icon: 'help' },
  ] as const;
  return (
    <Shell name={t('shell')} home={home} nav={nav} tabs={tabs} me={me}>
      <Outlet />
    </Shell>
  );
}
