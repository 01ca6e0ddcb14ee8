import type { FirmPage as Firm } from '@banfei/contracts';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { sessionQuery } from '../../../api/queries.ts';
import { Ask } from '../../../parts/conditions.tsx';
import { PostCard } from '../../../parts/PostCard.tsx';
import { State } from '../../../parts/State.tsx';
import { useTitle } from '../../../parts/useTitle.ts';
import { useText } from '../../../text/useText.ts';
import { workFirmsText } from '../../../text/workFirms.ts';
import { MatterRow } from '../inbox/MatterRow.tsx';
import { useInbox } from '../inbox/useInbox.ts';
import { firmQuery } from '../queries.ts';
import { Sites } from './Sites.tsx';
import { TimelineList } from './TimelineList.tsx';
import './firms.css';

const route = getRouteApi('/w/firms/$id');

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </>
  );
}

/** What the register says, with a plain word where it does not know. */
function Facts({ firm }: { firm: Firm }) {
  const { t, f } = useText(workFirmsText);
  const unknown = <span className="muted">{t('unknown')}</span>;
  return (
    <section>
      <h2 className="rail-title">{t('facts')}</h2>
      <dl className="facts">
        <Fact label={t('code')}>
          {firm.code === null ? (
            <span className="muted">{t('noCode')}</span>
          ) : (
            <span className="mono">{firm.code}</span>
          )}
        </Fact>
        {firm.formerNames.length > 0 && <Fact label={t('formerNames')}>{f.list(firm.formerNames)}</Fact>}
        <Fact label={t('status')}>{firm.status === '' ? unknown : firm.status}</Fact>
        <Fact label={t('establishedOn')}>
          {firm.establishedOn === null ? unknown : <span className="nowrap">{firm.establishedOn}</span>}
        </Fact>
        <Fact label={t('capital')}>{firm.capital.text === '' ? unknown : firm.capital.text}</Fact>
        <Fact label={t('industry')}>
          {firm.industry === null ? unknown : `${firm.industry.code} ${firm.industry.name}`}
        </Fact>
        <Fact label={t('region')}>{firm.region === null ? unknown : firm.region.name}</Fact>
        <Fact label={t('source')}>
          {firm.source}
          <small className="muted">
            {' '}
            {t('updatedAt')} {f.instant(firm.updatedAt)}
          </small>
        </Fact>
      </dl>
    </section>
  );
}

/** The part of a name before any brackets: how the brackets are written differs from list to list. */
const stem = (name: string): string => name.split(/[（(]/, 1)[0] ?? name;

/** Open matters of this company. The list is asked by its name and kept to this company's own. */
function OpenMatters({ firm }: { firm: Firm }) {
  const { t } = useText(workFirmsText);
  const { query, rows, asOf } = useInbox('all', stem(firm.name));
  const open = rows.filter((row) => row.firm.id === firm.id && row.state !== 'closed');
  return (
    <section className="sec">
      <h2>{t('openMatters')}</h2>
      {query.data !== undefined && open.length === 0 && <p className="muted">{t('noOpen')}</p>}
      <ul className="row-list">
        {open.map((row) => (
          <MatterRow key={row.number} row={row} view="all" asOf={asOf} current={false} />
        ))}
      </ul>
    </section>
  );
}

function Body({ firm }: { firm: Firm }) {
  const { t, pick } = useText(workFirmsText);
  const role = useQuery(sessionQuery()).data?.role;
  const open = t('openCount', { count: firm.openMatters });
  return (
    <>
      <header className="firm-head">
        <h1 className="page-title" tabIndex={-1}>
          {firm.name}
        </h1>
        <p className="matter-meta">
          {firm.provisional && <State kind="soon">{t('provisional')}</State>}
          {firm.demo && <State kind="plain">{t('demo')}</State>}
        </p>
        <p className="say">
          {firm.duty === null ? t('sayFirmNoPost', { open }) : t('sayFirm', { open, post: pick(firm.duty.name) })}
        </p>
        <p className="work-acts">
          <Link className="btn pri" to="/w/counter" search={{ firm: firm.id }}>
            {t('raise')}
          </Link>
          <Link className="btn" to="/m/reach/$firmId" params={{ firmId: firm.id }}>
            {t('reach')}
          </Link>
          {role === 'manager' && (
            <Link className="btn" to="/m/endings/$subject/$id" params={{ subject: 'firms', id: firm.id }}>
              {t('ending')}
            </Link>
          )}
        </p>
      </header>
      <div className="firm-cols">
        <div>
          <OpenMatters firm={firm} />
          <section className="sec">
            <h2>{t('timeline')}</h2>
            <TimelineList firmId={firm.id} />
          </section>
        </div>
        <div className="matter-rail">
          {firm.duty !== null && (
            <section>
              <h2 className="rail-title">{t('duty')}</h2>
              <PostCard post={firm.duty} />
            </section>
          )}
          <Sites firmId={firm.id} sites={firm.sites} />
          <Facts firm={firm} />
        </div>
      </div>
    </>
  );
}

/** /w/firms/$id: one company, one timeline, everything that hangs on it. */
export function FirmPage() {
  const { t } = useText(workFirmsText);
  const { id } = route.useParams();
  const query = useQuery(firmQuery(id));
  useTitle(query.data?.name ?? t('title'));
  return (
    <div className="work-page">
      <nav className="crumb no-print" aria-label={t('title')}>
        <Link to="/w/firms">{t('title')}</Link>
      </nav>
      {query.data === undefined && <h1 className="vh">{t('title')}</h1>}
      <Ask query={query} what={t('theFirm')} lines={8}>
        {(firm) => <Body firm={firm} />}
      </Ask>
    </div>
  );
}
