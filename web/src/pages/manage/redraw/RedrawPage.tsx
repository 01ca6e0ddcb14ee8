import type { AreaPlanSettings } from '@banfei/contracts';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { type FormEvent, useId, useState } from 'react';
import { useIntent } from '../../../api/intent.ts';
import { sessionQuery } from '../../../api/queries.ts';
import { Ask, Empty, Trouble } from '../../../parts/conditions.tsx';
import { State } from '../../../parts/State.tsx';
import { Statement } from '../../../parts/Statement.tsx';
import { useTitle } from '../../../parts/useTitle.ts';
import { manageText } from '../../../text/manage.ts';
import { manageRedrawText } from '../../../text/manageRedraw.ts';
import { type TextKey, useText } from '../../../text/useText.ts';
import { plansQuery } from '../queries.ts';
import { STATES } from './stateWords.ts';
import './redraw.css';

const FIRST: AreaPlanSettings = { weights: { firm: 1, staff: 1, matter: 3 }, tolerance: 100, calm: 30 };

interface NumberFieldProps {
  readonly label: TextKey<typeof manageRedrawText>;
  readonly hint: TextKey<typeof manageRedrawText> | null;
  readonly value: number;
  readonly least: number;
  readonly most: number;
  readonly onValue: (value: number) => void;
}

function NumberField({ label, hint, value, least, most, onValue }: NumberFieldProps) {
  const { t } = useText(manageRedrawText);
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{t(label)}</label>
      <input
        id={id}
        className="input"
        type="number"
        inputMode="decimal"
        step="any"
        required
        min={least}
        max={most}
        value={Number.isNaN(value) ? '' : value}
        aria-describedby={hint === null ? undefined : `${id}-hint`}
        onChange={(event) => onValue(event.currentTarget.valueAsNumber)}
      />
      {hint !== null && (
        <p className="hint" id={`${id}-hint`}>
          {t(hint)}
        </p>
      )}
    </div>
  );
}

/** Weights, tolerance and calm of the next plan; the formula stands above with the numbers just typed. */
function Compute() {
  const { t, pick } = useText(manageRedrawText);
  const navigate = useNavigate();
  const [settings, setSettings] = useState(FIRST);
  const { run, busy, refusal } = useIntent('POST /api/area-plans');
  const { weights, tolerance, calm } = settings;
  const weight = (part: Partial<AreaPlanSettings['weights']>) =>
    setSettings({ ...settings, weights: { ...weights, ...part } });
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const result = await run({ body: { settings } });
    if (result.ok === true) void navigate({ to: '/m/areas/redraw/$id', params: { id: result.answer.id } });
  };
  return (
    <form className="card compute" onSubmit={(event) => void submit(event)}>
      <h2 className="sec-title">{t('newPlan')}</h2>
      <p className="formula" aria-live="polite">
        {t('formula', weights)}
      </p>
      <div className="compute-fields">
        <NumberField
          label="weightFirm"
          hint="weightHint"
          value={weights.firm}
          least={0}
          most={100}
          onValue={(firm) => weight({ firm })}
        />
        <NumberField
          label="weightStaff"
          hint="weightHint"
          value={weights.staff}
          least={0}
          most={100}
          onValue={(staff) => weight({ staff })}
        />
        <NumberField
          label="weightMatter"
          hint="weightHint"
          value={weights.matter}
          least={0}
          most={100}
          onValue={(matter) => weight({ matter })}
        />
        <NumberField
          label="tolerance"
          hint={null}
          value={tolerance / 10}
          least={0.5}
          most={50}
          onValue={(value) => setSettings({ ...settings, tolerance: Math.round(value * 10) })}
        />
        <NumberField
          label="calm"
          hint="calmHint"
          value={calm}
          least={0}
          most={100}
          onValue={(value) => setSettings({ ...settings, calm: value })}
        />
      </div>
      <Trouble text={refusal === null ? '' : pick(refusal.sentence)} />
      <button type="submit" className="btn pri" aria-disabled={busy}>
        {t(busy ? 'computing' : 'compute')}
      </button>
    </form>
  );
}

/** Redrawing the areas: what a plan is computed from, and the plans there are. */
export function RedrawPage() {
  const { t, pick, f } = useText(manageRedrawText);
  const manage = useText(manageText);
  const me = useQuery(sessionQuery()).data;
  const plans = useQuery(plansQuery());
  useTitle(t('redraw'));
  return (
    <div className="redraw-page">
      <nav className="crumb no-print" aria-label={manage.t('areas')}>
        <Link to="/m/areas">{manage.t('areas')}</Link>
      </nav>
      <Statement>{t('redrawSay')}</Statement>
      {me?.role === 'manager' ? <Compute /> : <p className="muted">{t('managersOnly')}</p>}
      <section>
        <h2 className="sec-title">{t('plans')}</h2>
        <Ask query={plans} what={t('whatPlans')} lines={4} phone={me?.district.phone ?? null}>
          {({ plans: lines }) =>
            lines.length === 0 ? (
              <Empty>{t('noPlans')}</Empty>
            ) : (
              <ul className="plan-list">
                {lines.map((line) => (
                  <li key={line.id}>
                    <Link to="/m/areas/redraw/$id" params={{ id: line.id }}>
                      <b>{t('planTitle', { number: line.number })}</b>
                      <State kind={STATES[line.state][1]}>{t(STATES[line.state][0])}</State>
                      <small>
                        {t('movedCells', { count: line.movedCells })} · {t('by', { author: pick(line.author) })}
                        {line.effectiveAt !== null && ` · ${t('effectiveAt', { time: f.instant(line.effectiveAt) })}`}
                      </small>
                    </Link>
                  </li>
                ))}
              </ul>
            )
          }
        </Ask>
      </section>
    </div>
  );
}
