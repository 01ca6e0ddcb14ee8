import { useQuery } from '@tanstack/react-query';
import { Outlet } from '@tanstack/react-router';
import { useLive } from '../../api/live.ts';
import { sessionQuery } from '../../api/queries.ts';
import { Shell } from '../../parts/Shell.tsx';
import { useText } from '../../text/useText.ts';
import { workText } from './text.ts';

export function WorkShell() {
  const { t } = useText(workText);
  const me = useQuery(sessionQuery()).data;
  const live = useLive(me !== undefined);
  return (
    <Shell name={t('shell')} home="/w" nav={[{ to: '/w', label: t('inbox'), exact: true }]} me={me} live={live} wide>
      <Outlet />
    </Shell>
  );
}
