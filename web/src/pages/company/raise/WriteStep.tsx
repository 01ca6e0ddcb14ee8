import type { Me } from '@banfei/contracts';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import type { Draft } from '../../../api/drafts.ts';
import { lengthOf } from '../../../parts/compose/Composer.tsx';
import { FileButton, FileItems } from '../../../parts/compose/FilePicker.tsx';
import { SpeechButton, SpeechNotice } from '../../../parts/compose/SpeechButton.tsx';
import { composeText } from '../../../parts/compose/text.ts';
import { type FileItem, useFiles } from '../../../parts/compose/useFiles.ts';
import { useSpeech } from '../../../parts/compose/useSpeech.ts';
import { ErrorSummary } from '../../../parts/conditions.tsx';
import { useText } from '../../../text/useText.ts';
import { CategoryChoice } from './CategoryChoice.tsx';
import { SimilarMatters } from './SimilarMatters.tsx';
import { Steps } from './Steps.tsx';
import { raiseText } from './text.ts';

export const TEXT_LIMIT = 500;

interface WriteProps {
  readonly draft: Draft;
  readonly me: Me;
  readonly speak: boolean;
  readonly change: (part: Partial<Draft>) => void;
}

const itemOf = (file: Draft['files'][number]): FileItem => ({
  id: file.id,
  key: file.key,
  name: file.name,
  file: file.file,
  state: file.attachmentId === null ? 'kept' : 'ready',
  share: file.attachmentId === null ? 0 : 1,
  view:
    file.attachmentId === null
      ? null
      : { id: file.attachmentId, name: file.name, bytes: file.file.size, mediaType: file.file.type, sha256: '' },
  refusal: null,
});

/** Files of the draft, restored once and written back whenever one was added, sent or removed. */
function useDraftFiles({ draft, change }: Pick<WriteProps, 'draft' | 'change'>) {
  const files = useFiles();
  const restored = useRef(false);
  const { restore } = files;
  useEffect(() => {
    if (!restored.current && draft.files.length > 0) restore(draft.files.map(itemOf));
    restored.current = true;
  }, [draft.files, restore]);
  const usable = files.items.filter((item) => item.state !== 'refused');
  const stamp = usable.map((item) => `${item.id}:${item.view?.id ?? ''}`).join();
  const known = useRef(draft.files.map((file) => `${file.id}:${file.attachmentId ?? ''}`).join());
  // The stamp says all that matters of the files, so the draft is written when it differs and not at every progress.
  useEffect(() => {
    if (!restored.current || stamp === known.current) return;
    known.current = stamp;
    const kept = usable.map(({ id, key, name, file, view }) => ({
      id,
      key,
      name,
      file,
      attachmentId: view?.id ?? null,
    }));
    change({ files: kept });
  });
  return files;
}

function useWriting({ draft, speak, change }: WriteProps) {
  const words = useText(raiseText);
  const compose = useText(composeText);
  const navigate = useNavigate();
  const [fault, setFault] = useState('');
  const text = useRef(draft.text);
  text.current = draft.text;
  const speech = useSpeech(words.lang, (phrase) => change({ text: `${text.current}${phrase}` }));
  const { toggle } = speech;
  const begun = useRef(false);
  useEffect(() => {
    if (!speak || begun.current) return;
    begun.current = true;
    toggle();
  }, [speak, toggle]);
  const over = lengthOf(draft.text) - TEXT_LIMIT;
  const next = (event: FormEvent) => {
    event.preventDefault();
    if (draft.text.trim() === '') return setFault(words.t('empty'));
    if (over > 0) return setFault(compose.t('over', { limit: TEXT_LIMIT, over }));
    setFault('');
    void navigate({ to: '/e/new', search: { draft: draft.id, step: 'check' } });
  };
  return { speech, over, fault, next };
}

/** The one sentence, with dictation and files around it. */
function WhatField({ props, writing }: { props: WriteProps; writing: ReturnType<typeof useWriting> }) {
  const { draft, change } = props;
  const { t } = useText(raiseText);
  const { speech, over, fault, next } = writing;
  const files = useDraftFiles(props);
  return (
    <div className="field">
      <h1>
        <label htmlFor="what" className="big-label">
          {t('what')}
        </label>
      </h1>
      <span className="hint" id="what-hint">
        {t('whatHint')}
      </span>
      <div className="raise-text">
        <textarea
          id="what"
          // biome-ignore lint/a11y/noAutofocus: this page exists to write this one sentence.
          autoFocus
          value={draft.text}
          aria-invalid={fault !== ''}
          aria-describedby="what-hint what-fault"
          onChange={(event) => change({ text: event.currentTarget.value })}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) next(event);
          }}
        />
        <FileItems files={files} />
        <div className="raise-tools">
          <SpeechButton speech={speech} big />
          <FileButton files={files} />
          <span className={over > 0 ? 'count over' : 'count'}>
            {lengthOf(draft.text)} / {TEXT_LIMIT}
          </span>
        </div>
      </div>
      <SpeechNotice speech={speech} />
      {fault !== '' && (
        <span id="what-fault" className="fault">
          {fault}
        </span>
      )}
    </div>
  );
}

/** Screen 1: what happened, by typing or speaking; everything else is optional. */
export function WriteStep(props: WriteProps) {
  const { draft, me, change } = props;
  const { t } = useText(raiseText);
  const writing = useWriting(props);
  return (
    <div className="raise">
      <Steps step="write" />
      <form onSubmit={writing.next} noValidate>
        <ErrorSummary faults={writing.fault === '' ? [] : [{ field: 'what', text: writing.fault }]} />
        <WhatField props={props} writing={writing} />
        <CategoryChoice text={draft.text} chosen={draft.category} onChoose={(category) => change({ category })} />
        {me.firm !== null && <SimilarMatters firmId={me.firm.id} text={draft.text} />}
        <div className="field">
          <label htmlFor="place">{t('place')}</label>
          <input
            id="place"
            className="input"
            maxLength={120}
            autoComplete="street-address"
            value={draft.place}
            onChange={(event) => change({ place: event.currentTarget.value })}
          />
          <span className="hint">{t('placeHint')}</span>
        </div>
        <div className="raise-acts stick">
          <button type="submit" className="btn pri big">
            {t('next')}
          </button>
          {draft.text !== '' && <span className="hint">{t('draftKept')}</span>}
        </div>
      </form>
    </div>
  );
}
