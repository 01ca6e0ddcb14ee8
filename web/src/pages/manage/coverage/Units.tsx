import type { CoverageUnit } from '@banfei/contracts';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Ask, Empty } from '../../../parts/conditions.tsx';
import { State, type StateKind } from '../../../parts/State.tsx';
import { Table } from '../../../parts/Table.tsx';
import { useText } from '../../../text/useText.ts';
import { PlanForm } from './PlanForm.tsx';
import { unitsQuery } from './queries.ts';
import type { CoverageSearch } from './search.ts';
import { coverageText } from './text.ts';

const STATES: Readonly<Record<CoverageUnit['mode'], StateKind>> = {
  standalone: 'done',
  joint: 'done',
  incubation: 'inHand',
  nursery: 'inHand',
  none: 'wait',
};

/** How a unit stands: its mode, with whom, why, and what is due. */
function Stands({ unit }: { unit: CoverageUnit }) {
  const { t, pick } = useText(coverageText);
  const { mode, since, members, reason, rule, lost, reviewDue, alarms } = unit;
  return (
    <div className="cover-unit">
      <State kind={lost ? 'late' : STATES[mode]}>
        {t(`mode_${mode}`)}
        {unit.with !== null && ` · ${pick(unit.with)}`}
        {lost && ` · ${t('lost')}`}
      </State>
      <span>{pick(reason)}</span>
      <small className="muted">
        {[
          t('since', { day: since }),
          t('members', { count: members }),
          t('rule', { rule }),
          ...(reviewDue === null ? [] : [t('review', { day: reviewDue })]),
        ].join(' · ')}
      </small>
      {alarms.map(({ code, matter }) => (
        <Link key={code} className="link" to="/w/req/$number" params={{ number: matter }}>
          {t('alarmLink', { number: matter })}
        </Link>
      ))}
    </div>
  );
}

function Suggested({ unit, mayPlan }: { unit: CoverageUnit; mayPlan: boolean }) {
  const { t, pick } = useText(coverageText);
  const { suggestion, step } = unit;
  if (suggestion === null) return '—';
  return (
    <div className="cover-unit">
      <State kind="soon">
        {t('suggested', { mode: t(`mode_${suggestion.mode}`) })}
        {suggestion.with !== null && ` · ${pick(suggestion.with)}`}
        {suggestion.units > 1 && t('together', { count: suggestion.units })}
      </State>
      <span>{pick(suggestion.reason)}</span>
      <small className="muted">{t('rule', { rule: suggestion.rule })}</small>
      {step === null ? mayPlan && <PlanForm unit={unit} /> : <State kind="inHand">{t('planned')}</State>}
    </div>
  );
}

/** The units behind a figure of the briefing. */
export function Units({ asked, name, mayPlan }: { asked: CoverageSearch; name: string; mayPlan: boolean }) {
  const { t } = useText(coverageText);
  const query = useQuery(unitsQuery(asked));
  return (
    <section id="units">
      <Ask query={query} what={t('whatUnits')} heading={t('units')} lines={8}>
        {({ rows, total }) => (
          <>
            <h2 className="sec-title">{t('unitsOf', { name, total })}</h2>
            {rows.length === 0 ? (
              <Empty>{t('none')}</Empty>
            ) : (
              <Table
                label={t('units')}
                rows={rows}
                keyOf={({ standingId }) => standingId}
                columns={[
                  {
                    id: 'firm',
                    name: t('firm'),
                    kind: 'name',
                    cell: ({ firm }) => (
                      <Link className="link" to="/w/firms/$id" params={{ id: firm.id }}>
                        {firm.name}
                      </Link>
                    ),
                  },
                  { id: 'stands', name: t('stands'), cell: (unit) => <Stands unit={unit} /> },
                  {
                    id: 'suggested',
                    name: t('suggestions'),
                    cell: (unit) => <Suggested unit={unit} mayPlan={mayPlan} />,
                  },
                ]}
                {...(total > rows.length ? { foot: t('firstOf', { shown: rows.length, total }) } : {})}
              />
            )}
          </>
        )}
      </Ask>
    </section>
  );
}
