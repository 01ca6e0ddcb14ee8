import type { MatterDetail } from '@banfei/contracts';
import { type FormEvent, type KeyboardEvent, type ReactNode, useState } from 'react';
import { Conflict, ErrorSummary, type Fault } from '../../../parts/conditions.tsx';
import { LogList } from '../../../parts/log/LogList.tsx';
import { stateKey } from '../../../parts/matter.ts';
import { matterText } from '../../../text/matter.ts';
import { useText } from '../../../text/useText.ts';
import { workMatterText } from '../../../text/workMatter.ts';
import { Sheet } from '../parts/Sheet.tsx';
import { isComposing } from '../parts/useKeys.ts';
import type { MatterOperation, Step, StepProps } from './useStep.ts';

/** How the matter stands now, for the reader whose step came second. */
export function Theirs({ matter, seen }: { matter: MatterDetail; seen: number }) {
  const { t, pick } = useText(workMatterText);
  const { t: word } = useText(matterText);
  const news = matter.history.filter((entry) => entry.seq > seen).sort((a, b) => a.seq - b.seq);
  const state = word(stateKey(matter.state, matter.outcome, 'staff'));
  return (
    <>
      {news.length > 0 && (
        <LogList history={news.slice(-3)} asOf={matter.asOf} viewer="staff" firmName={matter.firm.name} />
      )}
      {matter.owner !== null && <p>{t('nothingNew', { post: pick(matter.owner.name), state })}</p>}
    </>
  );
}

interface StepFormProps extends StepProps {
  readonly title: string;
  readonly intro?: string;
  readonly step: Pick<Step<MatterOperation>, 'busy' | 'refusal' | 'conflict'>;
  /** What the reader wrote, to be shown beside the newer state. */
  readonly mine: string;
  /** Faults of the fields, judged when the form is sent. */
  readonly check?: () => readonly Fault[];
  readonly submit: (version: number) => void;
  readonly label: string;
  readonly children?: ReactNode;
}

/** Frame of every step: what it means, its fields, what is wrong, both versions when somebody was faster. */
export function StepForm(props: StepFormProps) {
  const { t, pick } = useText(workMatterText);
  const { step, matter } = props;
  const [faults, setFaults] = useState<readonly Fault[]>([]);
  const send = (version: number) => {
    const found = props.check?.() ?? [];
    setFaults(found);
    if (found.length === 0 && !step.busy) props.submit(version);
  };
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    send(props.seen);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || isComposing(event.nativeEvent)) return;
    event.preventDefault();
    send(props.seen);
  };
  return (
    <Sheet title={props.title} onClose={props.onClose}>
      <form className="step-form" onSubmit={onSubmit} onKeyDown={onKeyDown} noValidate>
        {props.intro !== undefined && <p className="muted">{props.intro}</p>}
        <ErrorSummary faults={faults} />
        {props.children}
        {step.conflict ? (
          <Conflict
            mine={props.mine}
            theirs={<Theirs matter={matter} seen={props.seen} />}
            onSend={() => send(matter.version)}
          />
        ) : (
          step.refusal !== null && (
            <p className="fault" role="alert">
              {pick(step.refusal.sentence)}
            </p>
          )
        )}
        <div className="acts">
          <button type="submit" className="btn pri" aria-disabled={step.busy}>
            {props.label}
          </button>
          <button type="button" className="btn quiet" onClick={props.onClose}>
            {t('cancel')}
          </button>
        </div>
      </form>
    </Sheet>
  );
}

interface WordsProps {
  readonly id: string;
  readonly label: string;
  readonly hint?: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly rows?: number;
  readonly first?: boolean;
}

/** Several lines of text with its label. */
export function Words({ id, label, hint, value, onChange, rows = 3, first = false }: WordsProps) {
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {hint !== undefined && (
        <span className="hint" id={`${id}-hint`}>
          {hint}
        </span>
      )}
      <textarea
        id={id}
        className="input"
        rows={rows}
        maxLength={2000}
        value={value}
        data-first={first ? true : undefined}
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    </div>
  );
}

interface OptionsProps<Value extends string> {
  readonly id: string;
  readonly label: string;
  readonly value: Value | '';
  readonly options: readonly (readonly [Value, string])[];
  readonly onChange: (value: Value) => void;
}

/** One of a short list. The first radio carries the id, so that a fault can lead to it. */
export function Options<Value extends string>({ id, label, value, options, onChange }: OptionsProps<Value>) {
  return (
    <fieldset>
      <legend className="label">{label}</legend>
      {options.map(([option, words], index) => (
        <label key={option} className="option">
          <input
            id={index === 0 ? id : undefined}
            type="radio"
            name={id}
            value={option}
            checked={value === option}
            data-first={index === 0 ? true : undefined}
            onChange={() => onChange(option)}
          />
          {words}
        </label>
      ))}
    </fieldset>
  );
}
