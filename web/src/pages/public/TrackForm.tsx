import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useText } from '../../text/useText.ts';
import { publicText } from './text.ts';

/** Full-width and lower-case input is accepted; a pasted receipt line gives its number. */
const tidyNumber = (value: string): string => {
  const plain = value.normalize('NFKC').toUpperCase().trim();
  return plain.match(/QY-\d{4}-\d{5,7}/)?.[0] ?? plain;
};
const tidyCode = (value: string): string => value.normalize('NFKC').replace(/\D/g, '');

/** Number and code open the progress of a matter without signing in. */
export function TrackForm({ number: given = '' }: { number?: string }) {
  const { t } = useText(publicText);
  const navigate = useNavigate();
  const [number, setNumber] = useState(given);
  const [code, setCode] = useState('');
  const [faults, setFaults] = useState<{ number?: string; code?: string }>({});
  const look = (event: FormEvent) => {
    event.preventDefault();
    const tidy = { number: tidyNumber(number), code: tidyCode(code) };
    const wrongNumber = !/^QY-\d{4}-\d{5,7}$/.test(tidy.number);
    const wrongCode = tidy.code.length !== 6;
    setFaults({
      ...(wrongNumber ? { number: t('numberFault', { value: number }) } : {}),
      ...(wrongCode ? { code: t('codeFault', { count: tidy.code.length }) } : {}),
    });
    if (wrongNumber) document.getElementById('track-number')?.focus();
    else if (wrongCode) document.getElementById('track-code')?.focus();
    else void navigate({ to: '/r/$number', params: { number: tidy.number }, search: { code: tidy.code } });
  };
  return (
    <form onSubmit={look} noValidate>
      <div className="field">
        <label htmlFor="track-number">{t('number')}</label>
        <input
          id="track-number"
          className="input"
          value={number}
          autoComplete="off"
          placeholder="QY-2611-04187"
          aria-invalid={faults.number !== undefined}
          aria-describedby="track-number-fault"
          onChange={(event) => setNumber(event.currentTarget.value)}
        />
        <span id="track-number-fault" className={faults.number === undefined ? 'hint' : 'fault'}>
          {faults.number ?? t('numberHint')}
        </span>
      </div>
      <div className="field">
        <label htmlFor="track-code">{t('code')}</label>
        <input
          id="track-code"
          className="input"
          value={code}
          inputMode="numeric"
          autoComplete="off"
          maxLength={12}
          aria-invalid={faults.code !== undefined}
          aria-describedby="track-code-fault"
          onChange={(event) => setCode(event.currentTarget.value)}
        />
        <span id="track-code-fault" className={faults.code === undefined ? 'hint' : 'fault'}>
          {faults.code ?? t('codeHint')}
        </span>
      </div>
      <button type="submit" className="btn">
        {t('look')}
      </button>
    </form>
  );
}
