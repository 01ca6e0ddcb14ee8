import type { FundingForm, FundingStage, InvestorKind, InvestorList, ReviseInvestor } from '@banfei/contracts';
import { useState } from 'react';
import { useIntent } from '../../api/intent.ts';
import { Act } from '../../parts/Act.tsx';
import type { Fault } from '../../parts/conditions.tsx';
import { gatherFaults, short } from '../../parts/form.ts';
import { InputField } from '../../parts/InputField.tsx';
import { SelectField } from '../../parts/SelectField.tsx';
import { useText } from '../../text/useText.ts';
import { fenOf } from '../reach/amounts.ts';
import { useInvestorsChanged } from './queries.ts';
import { capitalText } from './text.ts';
import { FORMS, KINDS, STAGES } from './words.ts';

type Row = InvestorList['investors'][number];

interface ChoicesProps<Value extends string> {
  readonly id: string;
  readonly label: string;
  readonly options: readonly { readonly value: Value; readonly label: string }[];
  readonly chosen: readonly Value[];
  readonly onChosen: (chosen: readonly Value[]) => void;
}

/** Some out of a few. */
function Choices<Value extends string>({ id, label, options, chosen, onChosen }: ChoicesProps<Value>) {
  return (
    <fieldset id={id} className="capital-choices" tabIndex={-1}>
      <legend>{label}</legend>
      {options.map(({ value, label: word }) => (
        <label key={value}>
          <input
            type="checkbox"
            checked={chosen.includes(value)}
            onChange={(event) =>
              onChosen(event.currentTarget.checked ? [...chosen, value] : chosen.filter((each) => each !== value))
            }
          />{' '}
          {word}
        </label>
      ))}
    </fieldset>
  );
}

/** Codes as they were typed; null when one has not two digits. */
function sectorsOf(text: string): readonly string[] | null {
  const codes = text.split(/[,，、\s]+/).filter((code) => code !== '');
  return codes.every((code) => /^\d{2}$/.test(code)) ? [...new Set(codes)] : null;
}

const yuan = (fen: number): string => (fen / 100).toLocaleString('en-US');

const filledFrom = (row: Row | null) => ({
  name: row?.investor.name ?? '',
  sectors: row?.investor.sectors.map(({ code }) => code).join(', ') ?? '',
  least: row === null ? '' : yuan(row.investor.leastFen),
  most: row === null ? '' : yuan(row.investor.mostFen),
  desk: row?.investor.desk ?? '',
  deskPhone: row?.investor.deskPhone ?? '',
  reference: row?.reference ?? '',
});

interface Filled {
  readonly kind: InvestorKind;
  readonly forms: readonly FundingForm[];
  readonly stages: readonly FundingStage[];
  readonly text: ReturnType<typeof filledFrom>;
}

const beginWith = (row: Row | null): Filled => ({
  kind: row?.investor.kind ?? 'fund',
  forms: row?.investor.forms ?? ['equity'],
  stages: row?.investor.stages ?? ['growth'],
  text: filledFrom(row),
});

const idIn = (row: Row | null, name: string): string => `investor-${row?.investor.id ?? 'new'}-${name}`;

interface FieldsProps {
  readonly row: Row | null;
  readonly filled: Filled;
  readonly faults: readonly Fault[];
  readonly onFill: (filled: Filled) => void;
}

function Fields({ row, filled, faults, onFill }: FieldsProps) {
  const { t } = useText(capitalText);
  const of = (name: string): string => idIn(row, name);
  const line = (name: keyof Filled['text'], hint?: string) => (
    <InputField
      id={of(name)}
      label={t(name)}
      value={filled.text[name]}
      onValue={(value) => onFill({ ...filled, text: { ...filled.text, [name]: value } })}
      invalid={faults.some(({ field }) => field === of(name))}
      {...(hint === undefined ? {} : { hint })}
    />
  );
  return (
    <>
      {row === null && line('name')}
      {row === null && (
        <SelectField
          id={of('kind')}
          label={t('kind')}
          value={filled.kind}
          options={KINDS.map((value) => ({ value, label: t(`kind_${value}`) }))}
          onValue={(kind) => onFill({ ...filled, kind })}
        />
      )}
      <Choices
        id={of('forms')}
        label={t('forms')}
        options={FORMS.map((value) => ({ value, label: t(`form_${value}`) }))}
        chosen={filled.forms}
        onChosen={(forms) => onFill({ ...filled, forms })}
      />
      <Choices
        id={of('stages')}
        label={t('stages')}
        options={STAGES.map((value) => ({ value, label: t(`stage_${value}`) }))}
        chosen={filled.stages}
        onChosen={(stages) => onFill({ ...filled, stages })}
      />
      {line('sectors', t('sectorsHint'))}
      <div className="capital-pair">
        {line('least', t('amountHint'))}
        {line('most')}
      </div>
      <div className="capital-pair">
        {line('desk', t('deskHint'))}
        {line('deskPhone')}
      </div>
      {line('reference', t('referenceHint'))}
    </>
  );
}

/** Registers an investor, or says what a known one looks for from now on. */
export function InvestorForm({ row, sectors: known }: { row: Row | null; sectors: InvestorList['sectors'] }) {
  const { t } = useText(capitalText);
  const changed = useInvestorsChanged();
  const [filled, setFilled] = useState(() => beginWith(row));
  const [faults, setFaults] = useState<readonly Fault[]>([]);
  const register = useIntent('POST /api/investors');
  const revise = useIntent('POST /api/investors/:id/criteria');
  const of = (name: string): string => idIn(row, name);
  const criteria = (): Omit<ReviseInvestor, 'version'> | null => {
    const { forms, stages, text } = filled;
    const [leastFen, mostFen, sectors] = [fenOf(text.least), fenOf(text.most), sectorsOf(text.sectors)];
    const strange = sectors?.some((code) => !known.some((each) => each.code === code)) ?? true;
    const found = gatherFaults([
      [row === null && short(text.name), of('name'), t('nameFault')],
      [forms.length === 0, of('forms'), t('chooseFault')],
      [stages.length === 0, of('stages'), t('chooseFault')],
      [strange, of('sectors'), t('sectorsFault')],
      [leastFen === null, of('least'), t('amountFault')],
      [mostFen === null, of('most'), t('amountFault')],
      [short(text.desk), of('desk'), t('deskFault')],
      [text.deskPhone.trim().length < 5, of('deskPhone'), t('phoneFault')],
      [short(text.reference), of('reference'), t('referenceFault')],
    ]);
    setFaults(found);
    if (found.length > 0 || leastFen === null || mostFen === null || sectors === null) return null;
    const words = { desk: text.desk.trim(), deskPhone: text.deskPhone.trim(), reference: text.reference.trim() };
    return { forms: [...forms], stages: [...stages], sectors: [...sectors], leastFen, mostFen, ...words };
  };
  const send = async () => {
    const body = criteria();
    if (body === null) return;
    const result =
      row === null
        ? await register.run({ body: { name: filled.text.name.trim(), kind: filled.kind, ...body } })
        : await revise.run({ params: { id: row.investor.id }, body: { version: row.version, ...body } });
    if (result.ok !== true) return;
    if (row === null) setFilled(beginWith(null));
    await changed();
  };
  const title = t(row === null ? 'register' : 'revise');
  const intent = row === null ? register : revise;
  return (
    <Act title={title} label={t('save')} faults={faults} intent={intent} onSend={send}>
      <Fields row={row} filled={filled} faults={faults} onFill={setFilled} />
    </Act>
  );
}

/** An investor is no longer available. */
export function ShutForm({ row }: { row: Row }) {
  const { t } = useText(capitalText);
  const changed = useInvestorsChanged();
  const [reason, setReason] = useState('');
  const [faults, setFaults] = useState<readonly Fault[]>([]);
  const intent = useIntent('POST /api/investors/:id/closing');
  const id = `shut-${row.investor.id}`;
  const send = async () => {
    const found = gatherFaults([[short(reason), id, t('reasonFault')]]);
    setFaults(found);
    if (found.length > 0) return;
    const result = await intent.run({
      params: { id: row.investor.id },
      body: { version: row.version, reason: reason.trim() },
    });
    if (result.ok === true) await changed();
  };
  return (
    <Act title={t('shut')} label={t('closeDo')} hint={t('closeHint')} faults={faults} intent={intent} onSend={send}>
      <InputField id={id} label={t('reason')} value={reason} onValue={setReason} invalid={faults.length > 0} />
    </Act>
  );
}
