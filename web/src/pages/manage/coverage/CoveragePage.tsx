import type { CoverageBriefing } from '@banfei/contracts';
import { useQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { useIntent } from '../../../api/intent.ts';
import { sessionQuery } from '../../../api/queries.ts';
import { Ask, Trouble } from '../../../parts/conditions.tsx';
import { Statement } from '../../../parts/Statement.tsx';
import { useTitle } from '../../../parts/useTitle.ts';
import { useText } from '../../../text/useText.ts';
import { Briefing } from './Briefing.tsx';
import { CountForm } from './CountForm.tsx';
import { briefingQuery, useCoverageChanged } from './queries.ts';
import { Steps } from './Steps.tsx';
import { type CoverageSearch, GROUPINGS } from './search.ts';
import { coverageText } from './text.ts';
import { Units } from './Units.tsx';
import './coverage.css';

const percent = (share: number): string => (Math.floor(share * 1000) / 10).toFixed(1);

function Again() {
  const { t, pick } = useText(coverageText);
  const changed = useCoverageChanged();
  const { run, busy, refusal } = useIntent('POST /api/coverage/suggestions');
  const press = async () => {
    const result = await run({ body: {} });
    if (result.ok === true) await changed();
  };
  return (
    <>
      <Trouble text={refusal === null ? '' : pick(refusal.sentence)} />
      <button type="button" className="btn" aria-disabled={busy} onClick={() => void press()}>
        {t(busy ? 'againBusy' : 'again')}
      </button>
    </>
  );
}

interface CoverageProps {
  readonly briefing: CoverageBriefing;
  readonly search: CoverageSearch;
  readonly mayPlan: boolean;
}

function Coverage({ briefing, search, mayPlan }: CoverageProps) {
  const { t, f, pick } = useText(coverageText);
  const { by, rows, totals, steps, rules, plannedOn } = briefing;
  const { organizationCoverage, workCoverage, lost } = totals;
  const said = t('say', { ...totals, organization: percent(organizationCoverage), work: percent(workCoverage) });
  const sub = t('sub', { version: rules.version, checked: rules.checkedOn, planned: plannedOn ?? t('notPlanned') });
  const today = f.isoDay(briefing.now);
  const opened = search.key !== undefined || search.mode !== undefined || search.suggested === true;
  const row = rows.find(({ key }) => key === search.key);
  return (
    <div className="cover">
      <Statement sub={sub}>
        {said}
        {lost > 0 && t('sayLost', { lost })}
      </Statement>
      {rules.stale && <p className="bar-note">{t('stale', { day: rules.checkedOn })}</p>}
      <nav className="tabs-row" aria-label={t('views')}>
        {GROUPINGS.map((each) => (
          <Link key={each} to="/m/coverage" search={{ by: each }} aria-current={by === each ? 'page' : undefined}>
            {t(`by_${each}`)}
          </Link>
        ))}
      </nav>
      <div className="cover-acts no-print">
        <Link className="btn" to="/m/coverage" search={{ by, suggested: true }} hash="units">
          {t('allSuggested')}
        </Link>
        <Link className="btn" to="/m/coverage" search={{ by, mode: 'none' }} hash="units">
          {t('allUncovered')}
        </Link>
        {mayPlan && <Again />}
      </div>
      {mayPlan && <CountForm today={today} />}
      {opened ? (
        <Units asked={search} name={row === undefined ? t('everywhere') : pick(row.name)} mayPlan={mayPlan} />
      ) : (
        <p className="muted">{t('pick')}</p>
      )}
      <Briefing briefing={briefing} />
      <Steps steps={steps} today={today} mayPlan={mayPlan} />
    </div>
  );
}

/** Coverage plan: a briefing that opens to units, suggestions with their rule, and steps with an owner and a day. */
export function CoveragePage() {
  const { t } = useText(coverageText);
  useTitle(t('coverage'));
  const search = useSearch({ from: '/m/coverage' });
  const role = useQuery(sessionQuery()).data?.role;
  const query = useQuery(briefingQuery(search.by ?? 'area'));
  return (
    <Ask query={query} what={t('what')} heading={t('coverage')} lines={14}>
      {(briefing) => (
        <Coverage briefing={briefing} search={search} mayPlan={role === 'manager' || role === 'officer'} />
      )}
    </Ask>
  );
}
