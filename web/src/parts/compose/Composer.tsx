import { type FormEvent, type KeyboardEvent, type ReactNode, useId, useState } from 'react';
import type { ApiRefusal } from '../../api/refusal.ts';
import { useText } from '../../text/useText.ts';
import { FileButton, FileItems } from './FilePicker.tsx';
import { SpeechButton, SpeechNotice } from './SpeechButton.tsx';
import { composeText } from './text.ts';
import { useFiles } from './useFiles.ts';
import { useSpeech } from './useSpeech.ts';
import './compose.css';

export interface ComposerProps {
  readonly label: string;
  readonly placeholder?: string;
  readonly sendLabel?: string;
  readonly limit: number;
  /** Field id, so that a dock or a key can lead here. */
  readonly id?: string;
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly busy: boolean;
  readonly refusal: ApiRefusal | null;
  /** Sends; true when it was taken, and the field may be emptied. */
  readonly onSend: (text: string, attachmentIds: string[]) => Promise<boolean>;
  /** False where the command takes words only. */
  readonly files?: boolean;
  readonly note?: boolean;
  readonly extra?: ReactNode;
}

/** The length as people count it: a character outside the basic plane is one character. */
export const lengthOf = (text: string): number => [...text].length;

function useComposer(props: ComposerProps) {
  const { t, lang, pick } = useText(composeText);
  const files = useFiles();
  const [fault, setFault] = useState('');
  const speech = useSpeech(lang, (phrase) => props.onText(props.text === '' ? phrase : `${props.text}${phrase}`));
  const over = lengthOf(props.text) - props.limit;
  const problem =
    over > 0 ? t('over', { limit: props.limit, over }) : props.refusal !== null ? pick(props.refusal.sentence) : fault;
  const submit = async (event?: FormEvent) => {
    event?.preventDefault();
    if (props.busy || over > 0) return;
    if (props.text.trim() === '') return setFault(t('nothing'));
    if (files.busy) return setFault(t('filesBusy'));
    setFault('');
    const ids = files.items.flatMap((item) => (item.view === null ? [] : [item.view.id]));
    if (await props.onSend(props.text.trim(), ids)) files.clear();
  };
  return { files, speech, problem, submit };
}

/** Text with files and dictation. The caller keeps the text, so that it survives errors, conflicts and a closed page. */
export function Composer(props: ComposerProps) {
  const { t } = useText(composeText);
  const made = useId();
  const id = props.id ?? made;
  const { files, speech, problem, submit } = useComposer(props);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void submit();
  };
  return (
    <form className={props.note === true ? 'composer note' : 'composer'} onSubmit={(event) => void submit(event)}>
      <label htmlFor={id}>{props.label}</label>
      <textarea
        id={id}
        rows={2}
        value={props.text}
        placeholder={props.placeholder}
        aria-invalid={problem !== ''}
        aria-describedby={`${id}-fault`}
        onChange={(event) => props.onText(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      <FileItems files={files} />
      <div
        className="composer-faults"
        id={`${id}-fault`}
        aria-live="polite"
        hidden={problem === '' && !speech.listening && !speech.refused}
      >
        {problem !== '' && <p className="fault">{problem}</p>}
        <SpeechNotice speech={speech} />
      </div>
      <div className="composer-row">
        {props.files !== false && <FileButton files={files} />}
        <SpeechButton speech={speech} />
        {props.extra}
        <span className="send">
          <small className="keys">{t('shortcut')}</small>
          <button type="submit" className="btn pri" aria-disabled={props.busy}>
            {props.busy ? t('sendingNow') : (props.sendLabel ?? t('send'))}
          </button>
        </span>
      </div>
    </form>
  );
}
