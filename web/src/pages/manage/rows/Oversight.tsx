import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useEffect, useId, useRef, useState } from 'react';
import { useIntent } from '../../../api/intent.ts';
import { manageText } from '../../../text/manage.ts';
import { sharedText } from '../../../text/shared.ts';
import { useText } from '../../../text/useText.ts';

interface OversightProps {
  readonly number: string;
  readonly onDone: () => void;
  readonly onCancel: () => void;
}

/** 督办, written where the row is: one sentence to the post that answers. Nothing typed is lost when sending fails. */
export function Oversight({ number, onDone, onCancel }: OversightProps) {
  const { t } = useText(manageText);
  const shared = useText(sharedText);
  const client = useQueryClient();
  const [text, setText] = useState('');
  const [empty, setEmpty] = useState(false);
  const { run, busy, refusal } = useIntent('POST /api/matters/:number/oversight');
  const field = useRef<HTMLTextAreaElement>(null);
  const id = useId();
  useEffect(() => field.current?.focus(), []);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setEmpty(text.trim() === '');
    if (text.trim() === '') return field.current?.focus();
    const result = await run({ params: { number }, body: { text: text.trim() } });
    if (result.ok !== true) return;
    onDone();
    void client.invalidateQueries({ queryKey: ['matters', 'one', number] });
  };
  const fault =
    empty && text.trim() === '' ? t('overseeEmpty') : refusal === null ? null : shared.pick(refusal.sentence);
  return (
    <form className="oversight field" onSubmit={(event) => void submit(event)} noValidate>
      <label htmlFor={id}>{t('overseeAsk')}</label>
      <p className="hint" id={`${id}-hint`}>
        {t('overseeHint')}
      </p>
      {fault !== null && (
        <p className="fault" id={`${id}-fault`} role="alert">
          {fault}
        </p>
      )}
      <textarea
        ref={field}
        id={id}
        className="input"
        rows={2}
        maxLength={500}
        value={text}
        aria-invalid={fault !== null}
        aria-describedby={fault === null ? `${id}-hint` : `${id}-hint ${id}-fault`}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape' && !event.nativeEvent.isComposing) onCancel();
        }}
      />
      <div className="oversight-acts">
        <button type="submit" className="btn pri" aria-disabled={busy}>
          {t('overseeSend')}
        </button>
        <button type="button" className="btn quiet" onClick={onCancel}>
          {shared.t('cancel')}
        </button>
      </div>
    </form>
  );
}
