import type { PoolChoice as Choice, ChoosePool, DealDetail } from '@banfei/contracts';
import { type FormEvent, useState } from 'react';
import { useIntent } from '../../../api/intent.ts';
import { ErrorSummary, type Fault } from '../../../parts/conditions.tsx';
import { InputField } from '../../../parts/InputField.tsx';
import { State } from '../../../parts/State.tsx';
import { Table, type TableColumn } from '../../../parts/Table.tsx';
import { type Text, useText } from '../../../text/useText.ts';
import { fenOf, percentOf, shareOf } from './amounts.ts';
import { Refused } from './Refused.tsx';
import { securitizationText } from './text.ts';

const SHARES = ['firmShare', 'topFiveShare', 'industryShare', 'loanToValue'] as const;

const EMPTY = {
  least: '',
  most: '',
  firmShare: '20',
  topFiveShare: '70',
  industryShare: '',
  loanToValue: '',
  firms: '10',
  expiresAfter: '',
  undisputed: true,
  unpledged: true,
};
type Form = typeof EMPTY;

function readForm(
  form: Form,
  { t }: Pick<Text<typeof securitizationText>, 't'>,
): { readonly body: ChoosePool } | { readonly faults: readonly Fault[] } {
  const [leastFen, mostFen] = [fenOf(form.least), fenOf(form.most)];
  const faults: Fault[] = [];
  if (leastFen === null || mostFen === null || mostFen < leastFen)
    faults.push({ field: 'pool-least', text: t('sizeFault') });
  const share = (name: (typeof SHARES)[number]): string | null => {
    if (form[name].trim() === '') return null;
    const value = shareOf(form[name]);
    if (value === null) faults.push({ field: `pool-${name}`, text: t('limitFault', { name: t(`limit_${name}`) }) });
    return value;
  };
  const [firmShare, topFiveShare] = [share('firmShare'), share('topFiveShare')];
  const [industryShare, loanToValue] = [share('industryShare'), share('loanToValue')];
  const count = form.firms.trim();
  const firms = count === '' ? null : Number(count);
  if (firms !== null && !(Number.isInteger(firms) && firms >= 1 && firms <= 200))
    faults.push({ field: 'pool-firms', text: t('firmsFault') });
  if (faults.length > 0 || leastFen === null || mostFen === null) return { faults };
  const expiresAfter = form.expiresAfter === '' ? null : form.expiresAfter;
  const { undisputed, unpledged } = form;
  const shares = { firmShare, topFiveShare, industryShare, loanToValue };
  return { body: { leastFen, mostFen, limits: { ...shares, firms, undisputed, unpledged, expiresAfter } } };
}

type Limit = Choice['limits'][number];

/** Levels of shares are spoken as per cent; counts, days and plain facts as they are. */
const spoken = (id: string, value: string | null): string => {
  if (value === null) return '—';
  if (id === 'firms') return String(Number(value));
  return /^(firmShare|topFive|industry|value)$/.test(id) ? `${percentOf(value)}%` : value === '0' ? '✓' : value;
};

function Limits({ choice }: { choice: Choice }) {
  const { t, f, pick } = useText(securitizationText);
  const effect = ({ binding, expectedLossWithoutFen }: Limit) =>
    binding ? (
      <>
        <State kind="soon">{t('binding')}</State>{' '}
        {expectedLossWithoutFen === null ? t('withoutAny') : t('without', { loss: f.money(expectedLossWithoutFen) })}
      </>
    ) : (
      t('slack')
    );
  const columns: readonly TableColumn<Limit>[] = [
    {
      id: 'limit',
      name: t('limit'),
      kind: 'name',
      cell: ({ name, citation }) => (
        <>
          {pick(name)}
          {citation !== null && <small className="hint"> {pick(citation)}</small>}
        </>
      ),
    },
    { id: 'level', name: t('level'), kind: 'number', cell: ({ id, level }) => spoken(id, level) },
    { id: 'value', name: t('value'), kind: 'number', cell: ({ id, value }) => spoken(id, value) },
    { id: 'effect', name: t('effect'), cell: effect },
  ];
  return <Table label={t('limit')} columns={columns} rows={choice.limits} keyOf={({ id }) => id} />;
}

function Result({ choice, onTake }: { choice: Choice; onTake: () => void }) {
  const { t, f } = useText(securitizationText);
  const { found, candidateIds, principalFen, expectedLossFen, limits, excluded } = choice;
  return (
    <div className="desk-part">
      <p role="status">
        {found
          ? t('found', {
              count: candidateIds.length,
              money: f.money(principalFen),
              loss: f.money(expectedLossFen),
            })
          : t('notFound')}
        {excluded.length > 0 && ` ${t('excluded', { count: excluded.length })}`}
      </p>
      {limits.length > 0 && <Limits choice={choice} />}
      {found && (
        <div className="desk-acts">
          <button type="button" className="btn" onClick={onTake}>
            {t('take')}
          </button>
        </div>
      )}
    </div>
  );
}

/** A pool of least expected loss under limits, and which of the limits bind. It stores nothing until it is proposed. */
export function PoolChoice({ deal, onTake }: { deal: DealDetail; onTake: (ids: readonly string[]) => void }) {
  const text = useText(securitizationText);
  const { t } = text;
  const { run, busy, refusal } = useIntent('POST /api/deals/:id/pool-choice');
  const [form, setForm] = useState(EMPTY);
  const [faults, setFaults] = useState<readonly Fault[]>([]);
  const [choice, setChoice] = useState<Choice | null>(null);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const read = readForm(form, text);
    setFaults('faults' in read ? read.faults : []);
    if ('faults' in read) return;
    const result = await run({ params: { id: deal.id }, body: read.body });
    setChoice(result.ok === true ? result.answer : null);
  };
  const line = (name: (typeof SHARES)[number] | 'least' | 'most' | 'firms' | 'expiresAfter', label: string) => (
    <InputField
      key={name}
      id={`pool-${name}`}
      label={label}
      type={name === 'expiresAfter' ? 'date' : 'text'}
      value={form[name]}
      onValue={(value) => setForm({ ...form, [name]: value })}
    />
  );
  return (
    <section className="desk-part no-print">
      <h2 className="sec-title">{t('choice')}</h2>
      <p className="hint">{t('choiceSay')}</p>
      <form className="desk-part" noValidate onSubmit={(event) => void submit(event)}>
        <ErrorSummary faults={faults} />
        <Refused refusal={refusal} />
        <div className="desk-fields">
          {line('least', t('least'))}
          {line('most', t('most'))}
          {SHARES.map((name) => line(name, t(`limit_${name}`)))}
          {line('firms', t('limit_firms'))}
          {line('expiresAfter', t('limit_expiresAfter'))}
        </div>
        <div className="desk-checks">
          {(['undisputed', 'unpledged'] as const).map((each) => (
            <label key={each}>
              <input
                type="checkbox"
                checked={form[each]}
                onChange={(event) => setForm({ ...form, [each]: event.currentTarget.checked })}
              />{' '}
              {t(`limit_${each}`)}
            </label>
          ))}
        </div>
        <p className="hint">{t('limitsHint')}</p>
        <div className="desk-acts">
          <button type="submit" className="btn pri" aria-disabled={busy}>
            {t(busy ? 'choosing' : 'choose')}
          </button>
        </div>
      </form>
      {choice !== null && <Result choice={choice} onTake={() => onTake(choice.candidateIds)} />}
    </section>
  );
}
