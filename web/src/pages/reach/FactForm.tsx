import type { FactDefinitionView, FactStatement, FactsAnswer } from '@banfei/contracts';
import { type FormEvent, useState } from 'react';
import { useIntent } from '../../api/intent.ts';
import { ErrorSummary, type Fault, Trouble } from '../../parts/conditions.tsx';
import { InputField } from '../../parts/InputField.tsx';
import { SelectField } from '../../parts/SelectField.tsx';
import { useText } from '../../text/useText.ts';
import { factValueOf } from './amounts.ts';
import { useReachChanged, type Whose } from './queries.ts';
import { reachText } from './text.ts';
import { useFactWords } from './words.ts';

/** A fact that the form asks for: its name, and its fiscal year when it is a yearly one. */
export interface AskedFact {
  readonly name: string;
  readonly year: number | null;
}

/** `revenue@2025` as a name and a year. */
export function askedFact(key: string): AskedFact {
  const [name = key, year] = key.split('@');
  return { name, year: year === undefined ? null : Number(year) };
}

interface ValueFieldProps {
  readonly id: string;
  readonly label: string;
  readonly kind: FactDefinitionView['kind'];
  readonly value: string;
  readonly invalid: boolean;
  readonly onValue: (value: string) => void;
}

/** One value in the way its kind is written. */
export function ValueField({ kind, ...field }: ValueFieldProps) {
  const { t } = useText(reachText);
  if (kind === 'flag') {
    const options = [
      { value: '', label: t('choose') },
      { value: 'true', label: t('yes') },
      { value: 'false', label: t('no') },
    ];
    return <SelectField {...field} options={options} />;
  }
  const hint = kind === 'money' ? t('moneyHint') : kind === 'share' ? t('shareHint') : undefined;
  return <InputField {...field} type={kind === 'date' ? 'date' : 'text'} {...(hint === undefined ? {} : { hint })} />;
}

const EMPTY_PAPER = { source: '', issuer: '', issuedOn: '', validUntil: '' };
export type Paper = typeof EMPTY_PAPER;

interface PaperFieldsProps {
  readonly id: string;
  readonly paper: Paper;
  readonly onPaper: (paper: Paper) => void;
  readonly faults: readonly Fault[];
}

/** The paper that says so: what it is, who issued it, when, and how long it holds. */
function PaperFields({ id, paper, onPaper, faults }: PaperFieldsProps) {
  const { t } = useText(reachText);
  const field = (name: keyof Paper, label: string, hint?: string) => (
    <InputField
      id={`${id}-${name}`}
      label={label}
      type={name === 'issuedOn' || name === 'validUntil' ? 'date' : 'text'}
      value={paper[name]}
      onValue={(value) => onPaper({ ...paper, [name]: value })}
      invalid={faults.some((fault) => fault.field === `${id}-${name}`)}
      {...(hint === undefined ? {} : { hint })}
    />
  );
  return (
    <>
      <div className="reach-pair">
        {field('source', t('source'), t('sourceHint'))}
        {field('issuer', t('issuer'))}
      </div>
      <div className="reach-pair">
        {field('issuedOn', t('issuedOn'))}
        {field('validUntil', t('validUntil'))}
      </div>
    </>
  );
}

const tooShort = (text: string): boolean => [...text.trim()].length < 2;

/** What the server says of each fact; when one is wrong nothing is stored. */
function Told({ answer }: { answer: FactsAnswer | null }) {
  const { pick } = useText(reachText);
  if (answer === null || answer.faults.length === 0) return null;
  return (
    <ul className="reach-faults" role="alert">
      {answer.faults.map(({ place, sentence }) => (
        <li key={`${place} ${sentence.en}`}>{pick(sentence)}</li>
      ))}
    </ul>
  );
}

interface FactFormProps {
  readonly id: string;
  readonly firmId: Whose;
  readonly asked: readonly AskedFact[];
  readonly names: readonly FactDefinitionView[];
}

/** Some facts with one paper behind them. Nothing typed is lost on a fault, and all of it is stored or none. */
export function FactForm({ id, firmId, asked, names }: FactFormProps) {
  const { t, pick } = useText(reachText);
  const words = useFactWords(names);
  const changed = useReachChanged();
  const { run, busy, refusal } = useIntent('POST /api/facts');
  const [values, setValues] = useState<Readonly<Record<string, string>>>({});
  const [paper, setPaper] = useState(EMPTY_PAPER);
  const [faults, setFaults] = useState<readonly Fault[]>([]);
  const [told, setTold] = useState<FactsAnswer | null>(null);
  const keyOf = ({ name, year }: AskedFact): string => `${id}-${name}-${year ?? 'now'}`.replaceAll('.', '-');
  const statementsOf = (say: (wrong: boolean, field: string, text: string) => void): FactStatement[] =>
    asked.flatMap((each): FactStatement[] => {
      const key = keyOf(each);
      const written = values[key] ?? '';
      if (written.trim() === '') return [];
      const value = factValueOf(words.known.get(each.name)?.kind ?? 'count', written);
      say(value === null, key, t('valueFault', { name: words.title(each.name, each.year) }));
      if (value === null) return [];
      const [source, issuer] = [paper.source.trim(), paper.issuer.trim()];
      const validUntil = paper.validUntil === '' ? null : paper.validUntil;
      return [{ ...each, value, source, issuer, issuedOn: paper.issuedOn, validUntil }];
    });
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const found: Fault[] = [];
    const say = (wrong: boolean, field: string, text: string): void => {
      if (wrong) found.push({ field, text });
    };
    const first = asked[0];
    const facts = statementsOf(say);
    say(facts.length === 0 && found.length === 0, first === undefined ? id : keyOf(first), t('noneFault'));
    say(tooShort(paper.source), `${id}-source`, t('sourceFault'));
    say(tooShort(paper.issuer), `${id}-issuer`, t('issuerFault'));
    say(paper.issuedOn === '', `${id}-issuedOn`, t('issuedFault'));
    setFaults(found);
    setTold(null);
    if (found.length > 0) return;
    const result = await run({ body: firmId === null ? { facts } : { firmId, facts } });
    if (result.ok !== true) return;
    setTold(result.answer);
    if (result.answer.stored === 0) return;
    setValues({});
    await changed();
  };
  return (
    <form className="reach-form" noValidate onSubmit={(event) => void submit(event)}>
      <ErrorSummary faults={faults} />
      <Trouble text={refusal === null ? '' : pick(refusal.sentence)} />
      <Told answer={told} />
      {asked.map((each) => (
        <ValueField
          key={keyOf(each)}
          id={keyOf(each)}
          label={words.title(each.name, each.year)}
          kind={words.known.get(each.name)?.kind ?? 'count'}
          value={values[keyOf(each)] ?? ''}
          onValue={(value) => setValues({ ...values, [keyOf(each)]: value })}
          invalid={faults.some(({ field }) => field === keyOf(each))}
        />
      ))}
      <PaperFields id={id} paper={paper} onPaper={setPaper} faults={faults} />
      <button type="submit" className="btn pri" aria-disabled={busy}>
        {t('save')}
      </button>
      {told !== null && told.stored > 0 && <p role="status">{t('saved', { count: told.stored })}</p>}
    </form>
  );
}
