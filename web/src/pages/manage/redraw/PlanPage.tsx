import type { AreaMap as AreaMapData, AreaPlanDetail } from '@banfei/contracts';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { sessionQuery } from '../../../api/queries.ts';
import { Ask } from '../../../parts/conditions.tsx';
import { State } from '../../../parts/State.tsx';
import { Statement } from '../../../parts/Statement.tsx';
import { useTitle } from '../../../parts/useTitle.ts';
import { manageText } from '../../../text/manage.ts';
import { manageRedrawText } from '../../../text/manageRedraw.ts';
import { type TextKey, useText } from '../../../text/useText.ts';
import { areasQuery, planQuery } from '../queries.ts';
import { PlanEditor } from './PlanEditor.tsx';
import { PlanSteps } from './PlanSteps.tsx';
import { percent } from './percent.ts';
import { STATES } from './stateWords.ts';
import { Changes, Curve, Firms, Matters, Measures } from './tables.tsx';
import './redraw.css';

/** The sentence of the plan and its promises as ticks: whole, balanced, nobody's open request changes hands. */
function Head({ plan }: { plan: AreaPlanDetail }) {
  const { t, pick, f } = useText(manageRedrawText);
  const { before, after, settings, verdict, moves, stale } = plan;
  const [word, kind] = STATES[plan.state];
  const balanced = after.above <= settings.tolerance;
  const values = { above: percent(after.above), tolerance: percent(settings.tolerance) };
  return (
    <>
      <Statement
        sub={
          <>
            <State kind={kind}>{t(word)}</State> {t('by', { author: pick(plan.author) })}
            {plan.effectiveAt !== null && ` · ${t('effectiveAt', { time: f.instant(plan.effectiveAt) })}`}
          </>
        }
      >
        {t('planTitle', { number: plan.number })}：
        {moves.length === 0
          ? t('noChange')
          : t('planSay', {
              cells: f.number(moves.length),
              firms: f.number(plan.movedFirms),
              before: percent(before.above),
              after: percent(after.above),
            })}
      </Statement>
      {plan.returnReason !== '' && <p className="bar-note">{t('returned', { reason: plan.returnReason })}</p>}
      {stale.areas && <p className="bar-note">{t('staleAreas')}</p>}
      {!stale.areas && stale.firms > 0 && <p className="bar-note">{t('staleFirms', { count: stale.firms })}</p>}
      <ul className="ticks">
        <li>
          <State kind={after.whole === after.areas ? 'done' : 'late'}>
            {t('whole', { whole: after.whole, areas: after.areas })}
          </State>
        </li>
        <li>
          <State kind={balanced ? 'done' : 'soon'}>{t(balanced ? 'within' : 'outside', values)}</State>
          {verdict.bound !== null && <small> {t('bound', { bound: percent(verdict.bound) })}</small>}
        </li>
        <li>
          <State kind="done">{t('stays', { count: plan.mattersTotal })}</State>
        </li>
        {plan.staffUnknown > 0 && (
          <li>
            <State kind="plain">{t('staffUnknown', { count: f.number(plan.staffUnknown) })}</State>
          </li>
        )}
      </ul>
      <p className="muted formula">{t('formula', settings.weights)}</p>
    </>
  );
}

const EVENTS: Readonly<Record<string, TextKey<typeof manageRedrawText>>> = {
  drafted: 'eventDrafted',
  edited: 'eventEdited',
  proposed: 'eventProposed',
  returned: 'eventReturned',
  approved: 'eventApproved',
  withdrawn: 'eventWithdrawn',
  tookEffect: 'eventTookEffect',
  foundOutdated: 'eventFoundOutdated',
};

function History({ plan }: { plan: AreaPlanDetail }) {
  const { t, pick, f } = useText(manageRedrawText);
  return (
    <section>
      <h2 className="sec-title">{t('history')}</h2>
      <ol className="plan-history">
        {plan.history.map(({ at, type, actor, text }) => (
          <li key={`${at} ${type}`}>
            <time dateTime={at}>{f.column(at)}</time> {t(EVENTS[type] ?? 'eventEdited')} ·{' '}
            {actor === null ? t('systemActor') : pick(actor)}
            {text !== '' && <q>{text}</q>}
          </li>
        ))}
      </ol>
    </section>
  );
}

function Plan({ plan, map }: { plan: AreaPlanDetail; map: AreaMapData | undefined }) {
  const manage = useText(manageText);
  const { t } = useText(manageRedrawText);
  const [dirty, setDirty] = useState(false);
  return (
    <div className="plan-page">
      <nav className="crumb no-print" aria-label={t('plans')}>
        <Link to="/m/areas">{manage.t('areas')}</Link>
        <span aria-hidden="true">›</span>
        <Link to="/m/areas/redraw">{t('redraw')}</Link>
      </nav>
      <Head plan={plan} />
      {/* A saved plan has another version: the editor begins anew on it. */}
      {map !== undefined && <PlanEditor key={plan.version} plan={plan} rings={map.rings} onDirty={setDirty} />}
      <PlanSteps plan={plan} dirty={dirty} />
      <div className="plan-pair">
        <Measures plan={plan} />
        <Curve plan={plan} />
      </div>
      <Changes plan={plan} />
      <Firms plan={plan} />
      <Matters plan={plan} />
      <History plan={plan} />
    </div>
  );
}

/** One plan beside today, with everything that a second person needs to decide. */
export function PlanPage() {
  const { t } = useText(manageRedrawText);
  const { id } = useParams({ from: '/m/areas/redraw/$id' });
  const me = useQuery(sessionQuery()).data;
  const plan = useQuery(planQuery(id));
  const map = useQuery(areasQuery()).data;
  useTitle(t('redraw'));
  return (
    <Ask query={plan} what={t('whatPlan')} heading={t('redraw')} lines={16} phone={me?.district.phone ?? null}>
      {(data) => <Plan plan={data} map={map} />}
    </Ask>
  );
}
