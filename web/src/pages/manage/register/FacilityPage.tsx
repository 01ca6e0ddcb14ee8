import type { FacilityRow } from '@banfei/contracts';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useIntent } from '../../../api/intent.ts';
import { sessionQuery } from '../../../api/queries.ts';
import { Ask, Empty, ErrorSummary, type Fault, Trouble } from '../../../parts/conditions.tsx';
import { gatherFaults, short } from '../../../parts/form.ts';
import { InputField } from '../../../parts/InputField.tsx';
import { useTitle } from '../../../parts/useTitle.ts';
import { useText } from '../../../text/useText.ts';
import { today } from '../../../text/wall.ts';
import { facilitiesQuery, useRegisterChanged } from './queries.ts';
import { registerText } from './text.ts';
import './register.css';

const route = getRouteApi('/m/facilities/$id');

const within = (text: string, least: number, most: number): boolean =>
  text.trim() !== '' && Number(text) >= least && Number(text) <= most;

/** A facility that moves: the new point, the day, the document. */
function MoveForm({ facility }: { facility: FacilityRow }) {
  const { t, pick } = useText(registerText);
  const changed = useRegisterChanged();
  const [form, setForm] = useState({ lon: '', lat: '', movedOn: today(), document: '' });
  const [faults, setFaults] = useState<readonly Fault[]>([]);
  const [moved, setMoved] = useState<number | null>(null);
  const { run, busy, refusal } = useIntent('POST /api/facilities/:id/move');
  const send = async (event: FormEvent) => {
    event.preventDefault();
    const found = gatherFaults([
      [!within(form.lon, 73, 136), 'move-lon', t('pointFault')],
      [!within(form.lat, 3, 54), 'move-lat', t('pointFault')],
      [form.movedOn === '', 'move-movedOn', t('dayFault')],
      [short(form.document), 'move-document', t('documentFault')],
    ]);
    setFaults(found);
    if (found.length > 0) return;
    const point = { lon: Number(form.lon), lat: Number(form.lat) };
    const body = { ...point, movedOn: form.movedOn, document: form.document.trim() };
    const result = await run({ params: { id: facility.id }, body });
    if (result.ok !== true) return;
    setMoved(result.answer.sitesMoved);
    setForm({ ...form, lon: '', lat: '', document: '' });
    await changed();
  };
  const line = (name: keyof typeof form, label: string) => (
    <InputField
      id={`move-${name}`}
      label={label}
      type={name === 'movedOn' ? 'date' : 'text'}
      value={form[name]}
      onValue={(value) => setForm({ ...form, [name]: value })}
      invalid={faults.some(({ field }) => field === `move-${name}`)}
    />
  );
  return (
    <details>
      <summary className="btn">{t('move')}</summary>
      <form className="register-form" noValidate onSubmit={(event) => void send(event)}>
        <p className="hint">{t('moveHint')}</p>
        <ErrorSummary faults={faults} />
        <Trouble text={refusal === null ? '' : pick(refusal.sentence)} />
        {line('lon', t('lon'))}
        {line('lat', t('lat'))}
        {line('movedOn', t('movedOn'))}
        {line('document', t('document'))}
        <button type="submit" className="btn pri" aria-disabled={busy}>
          {t('moveDo')}
        </button>
        <p role="status">{moved === null ? '' : t('moved', { count: moved })}</p>
      </form>
    </details>
  );
}

function Facility({ facility }: { facility: FacilityRow }) {
  const { t, f, pick } = useText(registerText);
  const role = useQuery(sessionQuery()).data?.role;
  return (
    <>
      <h1 className="page-title" tabIndex={-1}>
        {pick(facility.name)}
      </h1>
      <p className="register-facts">
        <span>{t(`kind_${facility.kind}`)}</span>
        <span>
          {t('sites')} {f.number(facility.sites)}
        </span>
        <span>
          {t('hosted')} {facility.organizations}
        </span>
        <span>
          {t('coveredBy')} {facility.coveredBy}
        </span>
        <span>
          {t('place')} {facility.lon.toFixed(5)}, {facility.lat.toFixed(5)}
        </span>
        {facility.endedOn !== null && <span>{t('endedOn', { day: facility.endedOn })}</span>}
      </p>
      {role === 'manager' && facility.endedOn === null && (
        <div className="register-acts no-print">
          <Link className="btn" to="/m/endings/$subject/$id" params={{ subject: 'facilities', id: facility.id }}>
            {t('ending')}
          </Link>
          <MoveForm facility={facility} />
        </div>
      )}
    </>
  );
}

/** /m/facilities/$id: one facility, what hangs on it, and the forms of the district management. */
export function FacilityPage() {
  const { t } = useText(registerText);
  const { id } = route.useParams();
  useTitle(t('facility'));
  const query = useQuery(facilitiesQuery());
  return (
    <div className="register-page">
      <nav className="crumb">
        <Link to="/m/facilities">{t('facilities')}</Link>
      </nav>
      <Ask query={query} what={t('whatFacilities')} heading={t('facility')}>
        {({ facilities }) => {
          const facility = facilities.find((each) => each.id === id);
          return facility === undefined ? <Empty>{t('unknownFacility')}</Empty> : <Facility facility={facility} />;
        }}
      </Ask>
    </div>
  );
}
