import type { AreaPlanDetail } from '@banfei/contracts';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { sessionQuery } from '../../../api/queries.ts';
import { State } from '../../../parts/State.tsx';
import { manageRedrawText } from '../../../text/manageRedraw.ts';
import { useText } from '../../../text/useText.ts';
import { planFirmsQuery } from '../queries.ts';
import { percent } from './percent.ts';
import { Scroll } from './Scroll.tsx';

/** The plan beside today in five lines. */
export function Measures({ plan }: { plan: AreaPlanDetail }) {
  const { t } = useText(manageRedrawText);
  const { before, after } = plan;
  const kilometers = (meters: number) => t('kilometers', { value: (meters / 1000).toFixed(1) });
  const rows = [
    [t('above'), percent(before.above), percent(after.above)],
    [t('below'), percent(before.below), percent(after.below)],
    [t('boundary'), kilometers(before.boundaryMeters), kilometers(after.boundaryMeters)],
    [t('pieces'), `${before.whole} / ${before.areas}`, `${after.whole} / ${after.areas}`],
  ] as const;
  return (
    <section>
      <h2 className="sec-title">{t('measures')}</h2>
      <table className="plain-table measures">
        <thead>
          <tr>
            <th scope="col">{t('measure')}</th>
            <th scope="col" className="n">
              {t('today')}
            </th>
            <th scope="col" className="n">
              {t('planned')}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(([name, today, planned]) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td className="n">{today}</td>
              <td className="n">{planned}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** What other prices of moves would bring, so that a manager can choose. */
export function Curve({ plan }: { plan: AreaPlanDetail }) {
  const { t, f } = useText(manageRedrawText);
  if (plan.curve.length === 0) return null;
  return (
    <section>
      <h2 className="sec-title">{t('curve')}</h2>
      <Scroll label={t('curve')}>
        <table className="plain-table">
          <thead>
            <tr>
              {[t('calm'), t('curveMoved'), t('above'), t('boundary')].map((name) => (
                <th key={name} scope="col" className="n">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {plan.curve.map(({ calm, movedFirms, above, boundaryMeters }) => (
              <tr key={calm} aria-current={calm === plan.settings.calm ? 'true' : undefined}>
                <th scope="row" className="n">
                  {calm}
                </th>
                <td className="n">{f.number(movedFirms)}</td>
                <td className="n">{percent(above)}</td>
                <td className="n">{t('kilometers', { value: (boundaryMeters / 1000).toFixed(1) })}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </section>
  );
}

/** Area by area: companies, load per member, who comes and who goes. */
export function Changes({ plan }: { plan: AreaPlanDetail }) {
  const { t, pick, f } = useText(manageRedrawText);
  const load = (points: number) => f.number(Math.round(points / 100));
  const heads = [t('area'), t('strength'), t('firms'), t('load'), t('arriving'), t('leaving')];
  return (
    <section>
      <h2 className="sec-title">{t('changes')}</h2>
      <Scroll label={t('changes')}>
        <table className="plain-table">
          <thead>
            <tr>
              {heads.map((name, at) => (
                <th key={name} scope="col" className={at === 0 ? undefined : 'n'}>
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {plan.areas.map((area) => (
              <tr key={area.number} data-area={area.number}>
                <th scope="row">
                  {area.number} <small>{pick(area.name)}</small>
                  {!area.after.whole && <State kind="late">{t('wouldTear', { area: area.number })}</State>}
                </th>
                <td className="n">{area.strength}</td>
                <td className="n">
                  {f.number(area.before.firms)} → {f.number(area.after.firms)}
                </td>
                <td className="n">
                  {load(area.before.load)} → {load(area.after.load)}
                </td>
                <td className="n">{f.number(area.arriving)}</td>
                <td className="n">{f.number(area.leaving)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </section>
  );
}

interface AreaFilterProps {
  readonly plan: AreaPlanDetail;
  readonly area: number | undefined;
  readonly onArea: (area: number | undefined) => void;
}

function AreaFilter({ plan, area, onArea }: AreaFilterProps) {
  const { t } = useText(manageRedrawText);
  const touched = plan.areas.filter(({ arriving, leaving }) => arriving + leaving > 0);
  return (
    <label className="area-filter no-print">
      <span>{t('area')}</span>
      <select
        className="input"
        value={area ?? ''}
        onChange={({ currentTarget: { value } }) => onArea(value === '' ? undefined : Number(value))}
      >
        <option value="">{t('allAreas')}</option>
        {touched.map(({ number }) => (
          <option key={number} value={number}>
            {number}
          </option>
        ))}
      </select>
    </label>
  );
}

/** Companies that change their team, of all areas or of one. */
export function Firms({ plan }: { plan: AreaPlanDetail }) {
  const { t, f, lang } = useText(manageRedrawText);
  const role = useQuery(sessionQuery()).data?.role;
  const [area, setArea] = useState<number | undefined>(undefined);
  const firms = useInfiniteQuery(planFirmsQuery(plan.id, area, plan.version));
  if (plan.movedFirms === 0)
    return (
      <section>
        <h2 className="sec-title">{t('firmsTitle')}</h2>
        <p className="muted">{t('noFirms')}</p>
      </section>
    );
  return (
    <section>
      <h2 className="sec-title">
        {t('firmsTitle')} <small data-firms-total>{f.number(firms.data?.pages[0]?.total ?? plan.movedFirms)}</small>
      </h2>
      <AreaFilter plan={plan} area={area} onArea={setArea} />
      <Scroll label={t('firmsTitle')}>
        <table className="plain-table">
          <thead>
            <tr>
              <th scope="col">{t('company')}</th>
              <th scope="col">{t('fromTo')}</th>
              <th scope="col" className="n">
                {t('openMatters')}
              </th>
            </tr>
          </thead>
          <tbody>
            {firms.data?.pages.flatMap(({ rows }) =>
              rows.map((row) => (
                <tr key={row.id}>
                  <th scope="row">
                    {row.name} <small>{row.address}</small>
                  </th>
                  <td>
                    {row.from} → {row.to}
                  </td>
                  <td className="n">{row.open}</td>
                </tr>
              )),
            )}
          </tbody>
        </table>
      </Scroll>
      {(role === 'manager' || role === 'auditor') && (
        <a className="btn quiet no-print" href={`/api/area-plans/${plan.id}/firms.xlsx?lang=${lang}`} download>
          {t('firmsXlsx')}
        </a>
      )}
      {firms.hasNextPage && (
        <button type="button" className="btn no-print" onClick={() => void firms.fetchNextPage()}>
          {t('more')}
        </button>
      )}
    </section>
  );
}

/** Open matters of those companies: none of them changes hands by the plan. */
export function Matters({ plan }: { plan: AreaPlanDetail }) {
  const { t, pick } = useText(manageRedrawText);
  const { matters, mattersTotal } = plan;
  return (
    <section>
      <h2 className="sec-title">{t('mattersTitle')}</h2>
      <p className="muted">{mattersTotal === 0 ? t('noMatters') : t('mattersSay')}</p>
      {mattersTotal > matters.length && <p>{t('mattersMore', { total: mattersTotal, shown: matters.length })}</p>}
      {mattersTotal > 0 && (
        <Scroll label={t('mattersTitle')}>
          <table className="plain-table">
            <thead>
              <tr>
                {[t('request'), t('company'), t('fromTo'), t('staysWith')].map((name) => (
                  <th key={name} scope="col">
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {matters.map((matter) => (
                <tr key={matter.number} data-matter={matter.number}>
                  <th scope="row">
                    <Link className="link" to="/w/req/$number" params={{ number: matter.number }}>
                      {matter.number}
                    </Link>{' '}
                    {matter.title}
                  </th>
                  <td>{matter.firm}</td>
                  <td>
                    {matter.from} → {matter.to}
                  </td>
                  <td>{pick(matter.owner.name)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Scroll>
      )}
    </section>
  );
}
