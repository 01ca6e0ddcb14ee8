import type { ReachView, SchemeLine } from '@banfei/contracts';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams, useSearch } from '@tanstack/react-router';
import { sessionQuery } from '../../api/queries.ts';
import { Ask, Empty } from '../../parts/conditions.tsx';
import { Statement } from '../../parts/Statement.tsx';
import { useTitle } from '../../parts/useTitle.ts';
import { useText } from '../../text/useText.ts';
import { AnyFact } from './AnyFact.tsx';
import { FactForm } from './FactForm.tsx';
import { FactsTable } from './FactsTable.tsx';
import { byDistance, isNear } from './order.ts';
import { reachQuery, type Whose } from './queries.ts';
import { SchemeRow } from './SchemeRow.tsx';
import { REACH_FILTERS, type ReachFilter } from './search.ts';
import { reachText } from './text.ts';
import './reach.css';

const SHOWN: Readonly<Record<ReachFilter, (line: SchemeLine) => boolean>> = {
  all: () => true,
  met: ({ outcome }) => outcome === 'met',
  near: isNear,
  unknown: ({ outcome }) => outcome === 'unknown',
};

/** The four numbers with which most schemes can say something. */
const FIRST_FACTS = ['revenue', 'netProfit', 'rdExpense', 'staff'];

function Schemes({ schemes, firmId }: { schemes: readonly SchemeLine[]; firmId: Whose }) {
  const { t } = useText(reachText);
  const { show } = useSearch({ strict: false });
  const filter = REACH_FILTERS.find((each) => each === show) ?? 'all';
  const shown = schemes.filter(SHOWN[filter]).sort(byDistance);
  return (
    <section>
      <nav className="tabs-row" aria-label={t('filters')}>
        {REACH_FILTERS.map((each) => (
          <Link key={each} to="." search={{ show: each }} aria-current={filter === each ? 'page' : undefined}>
            {t(each, { count: schemes.filter(SHOWN[each]).length })}
          </Link>
        ))}
      </nav>
      {shown.length === 0 ? (
        <Empty>{t('none')}</Empty>
      ) : (
        <ul className="reach-list">
          {shown.map((line) => (
            <SchemeRow key={line.id} line={line} firmId={firmId} />
          ))}
        </ul>
      )}
    </section>
  );
}

function Reach({ view, firmId, mayState }: { view: ReachView; firmId: Whose; mayState: boolean }) {
  const { t } = useText(reachText);
  const { schemes, facts, names, fiscalYear, asOf, firm } = view;
  const counts = {
    met: schemes.filter(SHOWN.met).length,
    near: schemes.filter(isNear).length,
    firm: firm.name,
    facts: facts.length,
  };
  const empty = facts.length === 0;
  const said = firmId !== null ? t('sayFirm', counts) : empty ? t('sayNone') : t('say', counts);
  return (
    <div className="reach">
      <Statement sub={t('sub', { day: asOf, year: fiscalYear })}>{said}</Statement>
      {empty && mayState && (
        <section>
          <h2 className="sec-title">{t('enterFour')}</h2>
          <FactForm
            id="first"
            firmId={firmId}
            asked={FIRST_FACTS.map((name) => ({ name, year: fiscalYear }))}
            names={names}
          />
        </section>
      )}
      <Schemes schemes={schemes} firmId={firmId} />
      <FactsTable facts={facts} names={names} />
      {mayState && <AnyFact firmId={firmId} names={names} fiscalYear={fiscalYear} />}
    </div>
  );
}

function ReachOf({ firmId }: { firmId: Whose }) {
  const { t } = useText(reachText);
  useTitle(t('reach'));
  const me = useQuery(sessionQuery()).data;
  const query = useQuery(reachQuery(firmId));
  const mayState = me?.role === 'company' || me?.role === 'officer';
  return (
    <Ask query={query} what={t('what')} heading={t('reach')} lines={12} phone={me?.district.phone ?? null}>
      {(view) => <Reach view={view} firmId={firmId} mayState={mayState} />}
    </Ask>
  );
}

/** What the company that is signed in is within reach of. */
export const ReachPage = () => <ReachOf firmId={null} />;

/** The same for a company that staff look at. */
export function FirmReachPage() {
  const { firmId } = useParams({ from: '/m/reach/$firmId' });
  return <ReachOf firmId={firmId} />;
}
