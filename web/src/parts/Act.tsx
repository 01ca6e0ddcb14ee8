import type { FormEvent, ReactNode } from 'react';
import type { ApiRefusal } from '../api/refusal.ts';
import { sharedText } from '../text/shared.ts';
import { useText } from '../text/useText.ts';
import { ErrorSummary, type Fault, Trouble } from './conditions.tsx';
import './act.css';

interface ActProps {
  readonly title: string;
  readonly label: string;
  readonly hint?: string;
  readonly faults: readonly Fault[];
  readonly intent: { readonly busy: boolean; readonly refusal: ApiRefusal | null };
  readonly onSend: () => Promise<void>;
  readonly children: ReactNode;
}

/** A form behind its button: what is wrong with it above, what it does below. */
export function Act({ title, label, hint, faults, intent, onSend, children }: ActProps) {
  const { pick } = useText(sharedText);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void onSend();
  };
  return (
    <details className="no-print">
      <summary className="btn">{title}</summary>
      <form className="act-form" noValidate onSubmit={submit}>
        {hint !== undefined && <p className="hint">{hint}</p>}
        <ErrorSummary faults={faults} />
        <Trouble text={intent.refusal === null ? '' : pick(intent.refusal.sentence)} />
        {children}
        <button type="submit" className="btn pri" aria-disabled={intent.busy}>
          {label}
        </button>
      </form>
    </details>
  );
}
