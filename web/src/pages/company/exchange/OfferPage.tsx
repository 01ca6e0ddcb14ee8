import type { OfferResource, ResourceKind } from '@banfei/contracts';
import { Link, useNavigate } from '@tanstack/react-router';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useIntent } from '../../../api/intent.ts';
import { ErrorSummary, type Fault, Trouble } from '../../../parts/conditions.tsx';
import { useTitle } from '../../../parts/useTitle.ts';
import { useText } from '../../../text/useText.ts';
import { KINDS } from './kinds.ts';
import { exchangeChanged } from './queries.ts';
import { exchangeText } from './text.ts';
import './exchange.css';
import { short } from '../../../parts/form.ts';

const SLOTS = [30, 60, 90, 120, 240] as const;
const WEEK = [1, 2, 3, 4, 5, 6, 7] as const;

interface Form {
  readonly kind: ResourceKind;
  readonly title: string;
  readonly detail: string;
  readonly place: string;
  readonly desk: string;
  readonly deskPhone: string;
  readonly yuan: string;
  readonly slotMinutes: number;
  readonly days: readonly number[];
  readonly opens: string;
  readonly closes: string;
  readonly onHolidays: boolean;
}

const EMPTY: Form = {
  kind: 'instrument',
  title: '',
  detail: '',
  place: '',
  desk: '',
  deskPhone: '',
  yuan: '0',
  slotMinutes: 60,
  days: [1, 2, 3, 4, 5],
  opens: '09:00',
  closes: '17:00',
  onHolidays: false,
};

type Words = ReturnType<typeof useText<typeof exchangeText>>;

const minutesOf = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5));
// A day ends at 24:00, which a clock field writes as 00:00 or 23:59.
const closing = (clock: string): number => (clock === '00:00' || clock === '23:59' ? 1440 : minutesOf(clock));
function faultsOf(form: Form, { t }: Pick<Words, 't'>): readonly Fault[] {
  const faults: Fault[] = [];
  const say = (wrong: boolean, field: string, text: string): void => {
    if (wrong) faults.push({ field, text });
  };
  say(short(form.title), 'title', t('titleFault'));
  say(short(form.place), 'place', t('placeFault'));
  say(short(form.desk), 'desk', t('deskFault'));
  say(!/^[0-9+\- ]{5,20}$/.test(form.deskPhone.trim()), 'deskPhone', t('deskPhoneFault'));
  say(!(Number(form.yuan) >= 0 && form.yuan.trim() !== ''), 'yuan', t('priceFault'));
  say(form.days.length === 0, 'day1', t('daysFault'));
  say(!(closing(form.closes) - minutesOf(form.opens) >= form.slotMinutes), 'closes', t('hoursFault'));
  return faults;
}

const bodyOf = (form: Form): OfferResource => ({
  kind: form.kind,
  title: form.title.trim(),
  place: form.place.trim(),
  desk: form.desk.trim(),
  deskPhone: form.deskPhone.trim(),
  priceFen: Math.round(Number(form.yuan) * 100),
  slotMinutes: form.slotMinutes,
  hours: form.days.map((weekday) => ({ weekday, from: minutesOf(form.opens), until: closing(form.closes) })),
  onHolidays: form.onHolidays,
  ...(form.detail.trim() === '' ? {} : { detail: form.detail.trim() }),
});

interface PartProps {
  readonly form: Form;
  readonly change: (part: Partial<Form>) => void;
}

const Field = ({ id, label, children }: { id: string; label: string; children: ReactNode }) => (
  <div className="field">
    <label htmlFor={id}>{label}</label>
    {children}
  </div>
);

type TextName = 'title' | 'detail' | 'place' | 'desk' | 'deskPhone' | 'yuan' | 'opens' | 'closes';

function TextField({
  form,
  change,
  name,
  label,
  type = 'text',
}: PartProps & { name: TextName; label: string; type?: string }) {
  return (
    <Field id={name} label={label}>
      <input
        id={name}
        className="input"
        type={type}
        maxLength={type === 'time' ? undefined : 120}
        value={form[name]}
        onChange={(event) => change({ [name]: event.currentTarget.value })}
      />
    </Field>
  );
}

function Hours({ form, change }: PartProps) {
  const { t } = useText(exchangeText);
  const toggle = (day: number) =>
    change({ days: form.days.includes(day) ? form.days.filter((each) => each !== day) : [...form.days, day] });
  return (
    <>
      <fieldset className="field">
        <legend className="label">{t('days')}</legend>
        <div className="chips">
          {WEEK.map((day) => (
            <label key={day} className="chip">
              <input id={`day${day}`} type="checkbox" checked={form.days.includes(day)} onChange={() => toggle(day)} />
              <span>{t(`day${day}`)}</span>
            </label>
          ))}
        </div>
      </fieldset>
      <div className="pairs">
        <TextField form={form} change={change} name="opens" label={t('opens')} type="time" />
        <TextField form={form} change={change} name="closes" label={t('closes')} type="time" />
      </div>
      <div className="chips">
        <label className="chip">
          <input
            type="checkbox"
            checked={form.onHolidays}
            onChange={(event) => change({ onHolidays: event.currentTarget.checked })}
          />
          <span>{t('onHolidays')}</span>
        </label>
      </div>
    </>
  );
}

function What({ form, change }: PartProps) {
  const { t } = useText(exchangeText);
  return (
    <>
      <Field id="kind" label={t('kind')}>
        <select
          id="kind"
          className="input"
          value={form.kind}
          onChange={(event) => change({ kind: KINDS.find((one) => one === event.currentTarget.value) ?? 'instrument' })}
        >
          {KINDS.map((one) => (
            <option key={one} value={one}>
              {t(one)}
            </option>
          ))}
        </select>
      </Field>
      <TextField form={form} change={change} name="title" label={t('title')} />
      <TextField form={form} change={change} name="place" label={t('place')} />
      <TextField form={form} change={change} name="detail" label={t('detail')} />
      <div className="pairs">
        <TextField form={form} change={change} name="desk" label={t('deskName')} />
        <TextField form={form} change={change} name="deskPhone" label={t('deskPhone')} type="tel" />
      </div>
      <div className="pairs">
        <TextField form={form} change={change} name="yuan" label={t('price')} />
        <Field id="slot" label={t('slot')}>
          <select
            id="slot"
            className="input"
            value={form.slotMinutes}
            onChange={(event) => change({ slotMinutes: Number(event.currentTarget.value) })}
          >
            {SLOTS.map((count) => (
              <option key={count} value={count}>
                {t('slotMinutes', { count })}
              </option>
            ))}
          </select>
        </Field>
      </div>
    </>
  );
}

/** A unit shares something: what, where, whom to ask, and when. */
export function OfferPage() {
  const { t, pick } = useText(exchangeText);
  useTitle(t('offerTitle'));
  const navigate = useNavigate();
  const [form, setForm] = useState(EMPTY);
  const [faults, setFaults] = useState<readonly Fault[]>([]);
  const words = { t };
  const intent = useIntent('POST /api/resources');
  const change = (part: Partial<Form>) => setForm((before) => ({ ...before, ...part }));
  const send = async (event: FormEvent) => {
    event.preventDefault();
    const found = faultsOf(form, words);
    setFaults(found);
    if (found.length > 0) return;
    const result = await intent.run({ body: bodyOf(form) });
    if (result.ok !== true) return;
    await exchangeChanged();
    await navigate({ to: '/e/partners' });
  };
  return (
    <div className="slot-page">
      <nav className="crumb">
        <Link to="/e/partners">{t('partners')}</Link>
      </nav>
      <h1 className="page-title" tabIndex={-1}>
        {t('offerTitle')}
      </h1>
      <form noValidate className="booking-form" onSubmit={(event) => void send(event)}>
        <ErrorSummary faults={faults} />
        <Trouble text={intent.refusal === null ? '' : pick(intent.refusal.sentence)} />
        <What form={form} change={change} />
        <Hours form={form} change={change} />
        <button type="submit" className="btn pri big" aria-disabled={intent.busy}>
          {t(intent.busy ? 'sending' : 'doOffer')}
        </button>
      </form>
    </div>
  );
}
