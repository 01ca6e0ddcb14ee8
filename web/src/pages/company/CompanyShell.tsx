import type { Me } from '@banfei/contracts';
import { useQuery } from '@tanstack/react-query';
import { Outlet } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useLive } from '../../api/live.ts';
import { useOnline } from '../../api/online.ts';
import { sendDraft, useOutbox } from '../../api/outbox.ts';
import { sessionQuery } from '../../api/queries.ts';
import { NoPermission } from '../../parts/conditions.tsx';
import { Shell } from '../../parts/Shell.tsx';
import { sharedText } from '../../text/shared.ts';
import { useText } from '../../text/useText.ts';
import { companyText } from './text.ts';
import './company.css';

/** What waits on this device, said on every page until it has gone. */
function KeptNotice({ me }: { me: Me }) {
  const { t } = useText(sharedText);
  const online = useOnline();
  const queued = useOutbox(me.accountId);
  if (queued.length === 0) return null;
  return (
    <p className="bar-note">
      {t(online ? 'queued' : 'offlineKept', { count: queued.length })}
      {online && (
        <button type="button" onClick={() => queued.forEach((draft) => void sendDraft(draft.id))}>
          {t('sendNow')}
        </button>
      )}
    </p>
  );
}

/** Shell of the companies: phone first, the rest behind “more”. */
export function CompanyShell() {
  const { t } = useText(companyText);
  const me = useQuery(sessionQuery()).data;
  const live = useLive(me?.role === 'company');
  // The writing page is fetched ahead, so that it opens without a network too.
  useEffect(() => {
    const timer = setTimeout(() => void import('./raise/RaisePage.tsx'), 2_000);
    return () => clearTimeout(timer);
  }, []);
  const nav = [
    { to: '/e', label: t('home'), exact: true },
    { to: '/e/requests', label: t('requests') },
    { to: '/e/book', label: t('book') },
    { to: '/e/partners', label: t('partners') },
    { to: '/e/reach', label: t('reach') },
  ];
  const more = [
    { to: '/e/capital', label: t('capital') },
    { to: '/e/platforms', label: t('platforms') },
    { to: '/e/dates', label: t('dates') },
    { to: '/stations', label: t('stations') },
    { to: '/help', label: t('help') },
  ];
  const tabs = [
    { to: '/e', label: t('home'), icon: 'home', exact: true },
    { to: '/e/requests', label: t('requestsTab'), icon: 'list' },
    { to: '/e/new', label: t('have'), icon: 'plus', main: true },
    { to: '/stations', label: t('stations'), icon: 'place' },
    { to: '/help', label: t('help'), icon: 'help' },
  ] as const;
  const notice = me?.role === 'company' ? <KeptNotice me={me} /> : undefined;
  return (
    <Shell name={t('shell')} home="/e" nav={nav} more={more} tabs={tabs} me={me} live={live} notice={notice}>
      {me !== undefined && me.role !== 'company' ? (
        <NoPermission holder={{ zh: companyText.company.zh, en: companyText.company.en }} />
      ) : (
        <Outlet />
      )}
    </Shell>
  );
}
