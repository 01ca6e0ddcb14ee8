import type { MatterList, Me, PostCard as PostView } from '@banfei/contracts';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useDrafts } from '../../api/drafts.ts';
import { mattersQuery, sessionQuery } from '../../api/queries.ts';
import { Ask, Empty } from '../../parts/conditions.tsx';
import { Icon } from '../../parts/icons.tsx';
import { PostCard } from '../../parts/PostCard.tsx';
import { Statement } from '../../parts/Statement.tsx';
import { useKeys } from '../../parts/useKeys.ts';
import { useTitle } from '../../parts/useTitle.ts';
import { useText } from '../../text/useText.ts';
import { NearReach } from '../reach/NearReach.tsx';
import { DraftList } from './DraftList.tsx';
import { MatterRow } from './MatterRow.tsx';
import { companyText } from './text.ts';

type Rows = MatterList['rows'];

function greetingKey(now: string): 'morning' | 'noon' | 'afternoon' | 'evening' {
  const hour = (new Date(now).getUTCHours() + 8) % 24;
  if (hour < 5 || hour >= 18) return 'evening';
  if (hour < 11) return 'morning';
  return hour < 13 ? 'noon' : 'afternoon';
}

/** "早上好。有 1 件等您确认，1 件在办，都没有超时。" Each figure is a link to its rows. */
function HomeSentence({ list, rows }: { list: Pick<MatterList, 'asOf' | 'counts'>; rows: Rows }) {
  const { t, rich } = useText(companyText);
  const count = (view: string) => list.counts[view] ?? 0;
  const proposed = count('proposed');
  const waiting = count('waiting');
  const open = Math.max(0, count('mine') - proposed - waiting);
  const late = rows.filter((row) => row.resolve.status === 'red' && row.resolve.metAt === null).length;
  const figure = (value: number, view: 'confirm' | 'open', tone = '') => (
    <Link className={tone} to="/e/requests" search={{ view }}>
      {t('items', { count: value })}
    </Link>
  );
  const parts: ReactNode[] = [];
  if (proposed > 0) parts.push(rich('sayConfirm', { count: figure(proposed, 'confirm') }));
  if (waiting > 0) parts.push(rich('saySupply', { count: figure(waiting, 'open') }));
  if (open > 0) parts.push(rich('sayOpen', { count: figure(open, 'open') }));
  if (parts.length > 0)
    parts.push(late > 0 ? rich('sayLate', { count: figure(late, 'open', 'late') }) : t('sayOnTime'));
  return (
    <Statement>
      {t(greetingKey(list.asOf))}
      {parts.length === 0
        ? t('sayNone')
        : parts.map((part, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the clauses of one sentence, in a fixed order.
            <span key={at}>
              {at > 0 && t('comma')}
              {part}
            </span>
          ))}
      {parts.length > 0 && t('stop')}
    </Statement>
  );
}

function AskBar() {
  const { t } = useText(companyText);
  const speaks = 'SpeechRecognition' in window || 'webkitSpeechRecognition' in window;
  return (
    <div className="ask-bar">
      <Link to="/e/new">
        <Icon name="plus" size={24} />
        <b>{t('have')}</b>
        <span>{t('haveHint')}</span>
      </Link>
      {speaks && (
        <Link className="mic" to="/e/new" search={{ speak: true }}>
          <Icon name="mic" size={24} />
          {t('speak')}
        </Link>
      )}
    </div>
  );
}

interface SectionProps {
  readonly title: string;
  readonly rows: Rows;
  readonly asOf: string;
  readonly more?: ReactNode;
  readonly asks?: boolean;
}

function RowSection({ title, rows, asOf, more, asks = false }: SectionProps) {
  if (rows.length === 0) return null;
  return (
    <section>
      <div className="sec-head">
        <h2 className="sec-title">{title}</h2>
        {more}
      </div>
      <ul className="rows-list">
        {rows.map((row) => (
          <li key={row.number}>
            <MatterRow matter={row} asOf={asOf} asks={asks} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Shared() {
  const { t } = useText(companyText);
  return (
    <section>
      <h2 className="rail-title">{t('shared')}</h2>
      <p className="rule">{t('sharedSay')}</p>
      <p className="acts-row">
        <Link className="btn" to="/e/book">
          {t('book')}
        </Link>
        <Link className="btn" to="/e/partners">
          {t('partners')}
        </Link>
      </p>
    </section>
  );
}

function Duty({ duty }: { duty: PostView | null }) {
  const { t } = useText(companyText);
  if (duty === null) return null;
  return (
    <section>
      <h2 className="rail-title">{t(duty.kind === 'team' ? 'yourTeam' : 'emptyTeam')}</h2>
      <PostCard post={duty}>
        <p className="rule">{t('teamNote')}</p>
      </PostCard>
    </section>
  );
}

const Side = ({ me }: { me: Me }) => (
  <aside className="home-side">
    <Duty duty={me.firm?.duty ?? null} />
    <Shared />
  </aside>
);

function Lists({ data }: { data: MatterList }) {
  const { t } = useText(companyText);
  const waits = data.rows.filter((row) => row.state === 'proposed' || row.state === 'waiting');
  const open = data.rows.filter((row) => row.state === 'registered' || row.state === 'inHand');
  const all = (
    <Link className="link" to="/e/requests">
      {t('allRequests')}
    </Link>
  );
  return (
    <>
      <RowSection title={t('waitsForYou')} rows={waits} asOf={data.asOf} asks />
      <RowSection title={t('inHand')} rows={open} asOf={data.asOf} more={all} />
      {data.rows.length === 0 && (
        <Empty action={(data.counts.all ?? 0) > 0 ? all : undefined}>
          {(data.counts.all ?? 0) > 0 ? t('noneHere') : t('empty')}
        </Empty>
      )}
    </>
  );
}

/** Home: what waits for you, what is in hand, whom you can ring. */
export function HomePage() {
  const { t } = useText(companyText);
  useTitle(t('home'));
  const navigate = useNavigate();
  const me = useQuery(sessionQuery()).data;
  const drafts = useDrafts(me?.accountId).all;
  const list = useInfiniteQuery({ ...mattersQuery({ view: 'mine', limit: 50 }), select: (data) => data.pages[0] });
  useKeys({
    n: () => void navigate({ to: '/e/new' }),
    '/': () => void navigate({ to: '/e/requests', hash: 'find' }),
  });
  return (
    <div className="home">
      <div className="home-main">
        {list.data !== undefined && <HomeSentence list={list.data} rows={list.data.rows} />}
        <AskBar />
        <DraftList drafts={drafts} />
        <Ask query={list} what={t('whatList')} heading={t('home')} phone={me?.district.phone ?? null}>
          {(data) => data !== undefined && <Lists data={data} />}
        </Ask>
        <NearReach />
      </div>
      {me !== undefined && <Side me={me} />}
    </div>
  );
}
