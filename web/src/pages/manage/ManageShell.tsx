import { useQuery } from '@tanstack/react-query';
import { Outlet } from '@tanstack/react-router';
import { useLive } from '../../api/live.ts';
import { sessionQuery } from '../../api/queries.ts';
import { Shell } from '../../parts/Shell.tsx';
import { useText } from '../../text/useText.ts';
import { manageText } from './text.ts';

export function ManageShell() {
  const { t } = useText(manageText);
  const me = useQuery(sessionQuery()).data;
  const live = useLive(me !== undefined);
  return (
    <Shell name={t('shell')} home="/m" nav={[{ to: '/m', label: t('overview'), exact: true }]} me={me} live={live} wide>
      <Outlet />
    </Shell>
  );
}
