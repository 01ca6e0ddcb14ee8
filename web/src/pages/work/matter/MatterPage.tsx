import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { matterQuery } from '../../../api/queries.ts';
import { Ask } from '../../../parts/conditions.tsx';
import { useTitle } from '../../../parts/useTitle.ts';
import { useText } from '../../../text/useText.ts';
import { workText } from '../../../text/work.ts';
import { useNextMatter } from '../inbox/useInbox.ts';
import { MatterView } from './MatterView.tsx';

const route = getRouteApi('/w/req/$number');

/** /w/req/$number: one matter on a page of its own, as the phone opens it and as it is sent to a colleague. */
export function MatterPage() {
  const { t } = useText(workText);
  const { number } = route.useParams();
  const { view } = route.useSearch();
  const query = useQuery(matterQuery(number));
  useTitle(query.data === undefined ? number : `${query.data.title} · ${number}`);
  const next = useNextMatter(view ?? 'mine');
  const navigate = route.useNavigate();
  const onFinished = (done: string) => {
    const following = next(done);
    if (view === undefined) return;
    if (following === null) void navigate({ to: '/w', search: { view } });
    else void navigate({ to: '/w/req/$number', params: { number: following }, search: { view } });
  };
  return (
    <div className="matter-page">
      <nav className="crumb no-print" aria-label={t('toList')}>
        <Link to="/w" search={view === undefined ? {} : { view }}>
          {t('inbox')}
        </Link>
        <span aria-hidden="true">/</span>
        <span className="mono">{number}</span>
      </nav>
      {query.data === undefined && <h1 className="vh">{number}</h1>}
      <Ask query={query} what={t('theMatter')} lines={9}>
        {(matter) => <MatterView key={number} matter={matter} onFinished={onFinished} />}
      </Ask>
    </div>
  );
}
