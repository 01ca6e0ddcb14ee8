import { useText } from '../../../text/useText.ts';
import { raiseText } from './text.ts';

export type Step = 'write' | 'check' | 'receipt';

/** The three steps, the present one marked. */
export function Steps({ step }: { step: Step }) {
  const { t } = useText(raiseText);
  const names = [
    ['write', 'step1'],
    ['check', 'step2'],
    ['receipt', 'step3'],
  ] as const;
  return (
    <ol className="steps">
      {names.map(([name, key], at) => (
        <li key={name} {...(name === step ? { 'aria-current': 'step' as const } : {})}>
          <b>{at + 1}</b>
          {t(key)}
        </li>
      ))}
    </ol>
  );
}
