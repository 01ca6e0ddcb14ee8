import type { MatterDetail } from '@banfei/contracts';
import { useState } from 'react';
import { useIntent } from '../../../api/intent.ts';
import { matterQuery, queryClient } from '../../../api/queries.ts';
import { Composer, lengthOf } from '../../../parts/compose/Composer.tsx';
import { Conflict, isConflict } from '../../../parts/conditions.tsx';
import { may } from '../../../parts/matter.ts';
import { useText } from '../../../text/useText.ts';
import { workMatterText } from '../../../text/workMatter.ts';
import { useDraft } from '../parts/drafts.ts';
import { carriedFiles, dismiss, dropCarried, letGo, rememberOwn, replyDraft, useOutgoing } from '../parts/outgoing.ts';
import { Sheet } from '../parts/Sheet.tsx';
import { CannedReplies } from './CannedReplies.tsx';
import { Theirs } from './StepForm.tsx';
import type { Seen } from './useSeen.ts';

export type ComposeKind = 'reply' | 'note';

interface ComposerProps {
  readonly matter: MatterDetail;
  readonly seen: Seen;
  readonly kind: ComposeKind;
  readonly onKind: (kind: ComposeKind) => void;
}

const LIMIT = 2000;
const noteDraft = (number: string): string => `${number}.note`;

/** Whether words are being written or on their way: the version read then stays until the reader has seen what is new. */
export function useIsWriting(number: string): boolean {
  const [reply] = useDraft(replyDraft(number));
  const [note] = useDraft(noteDraft(number));
  const onTheirWay = useOutgoing().some((one) => one.number === number && one.state !== 'sent' && one.state !== 'held');
  return reply !== '' || note !== '' || onTheirWay;
}

/** Asks before one box is sent while words stand in the other: the two must never be mistaken for each other. */
function OtherBox(props: { kind: ComposeKind; count: number; onSend: () => void; onBack: () => void }) {
  const { t } = useText(workMatterText);
  const isNote = props.kind === 'note';
  return (
    <Sheet title={t('otherBoxTitle')} onClose={props.onBack}>
      <div className="step-form">
        <p>{t(isNote ? 'otherBoxNote' : 'otherBoxReply', { count: props.count })}</p>
        <div className="acts">
          <button type="button" className="btn pri" data-first onClick={props.onSend}>
            {t('otherBoxGo', { what: t(isNote ? 'noteSend' : 'replySend') })}
          </button>
          <button type="button" className="btn" onClick={props.onBack}>
            {t('otherBoxBack')}
          </button>
        </div>
      </div>
    </Sheet>
  );
}

/** The reply that came back because somebody else had acted: both versions, and a way on. */
function HeldReply({ matter }: { matter: MatterDetail }) {
  const held = useOutgoing().find((entry) => entry.number === matter.number && entry.state === 'held');
  const { pick } = useText(workMatterText);
  const [, setDraft] = useDraft(replyDraft(matter.number));
  if (held === undefined || held.refusal === null) return null;
  if (!isConflict(held.refusal)) {
    return (
      <p className="fault" role="alert">
        {pick(held.refusal.sentence)}
      </p>
    );
  }
  const again = () => {
    dismiss(held.id);
    setDraft('');
    letGo({ ...held, version: matter.version });
  };
  return <Conflict mine={held.text} theirs={<Theirs matter={matter} seen={held.version} />} onSend={again} />;
}

/** A reply is let go for five seconds; a note is stored at once, as it concerns nobody outside. */
function useSending({ matter, seen }: ComposerProps) {
  const [reply, setReply] = useDraft(replyDraft(matter.number));
  const [note, setNote] = useDraft(noteDraft(matter.number));
  const intent = useIntent('POST /api/matters/:number/notes');
  const { number } = matter;
  const sendReply = (text: string, ids: readonly string[]): boolean => {
    const attachmentIds = [...new Set([...carriedFiles(number), ...ids])];
    letGo({ number, firmName: matter.firm.name, text, attachmentIds, version: seen.version });
    setReply('');
    return true;
  };
  const sendNote = async (text: string, attachmentIds: string[]): Promise<boolean> => {
    const files = attachmentIds.length === 0 ? {} : { attachmentIds };
    // A note changes nothing for anybody, so it is never refused for being late: it carries no version.
    const result = await intent.run({ params: { number }, body: { text, ...files } });
    if (result.ok !== true) return false;
    setNote('');
    queryClient.setQueryData(matterQuery(number).queryKey, result.answer);
    rememberOwn(number, result.answer.version);
    return true;
  };
  return { reply, setReply, note, setNote, intent, sendReply, sendNote };
}

function Carried({ number }: { number: string }) {
  const { t } = useText(workMatterText);
  useOutgoing();
  const count = carriedFiles(number).length;
  if (count === 0) return null;
  return (
    <p className="carried">
      {t('carried', { count })}
      <button type="button" className="link" onClick={() => dropCarried(number)}>
        {t('carriedDrop')}
      </button>
    </p>
  );
}

/** Two boxes that cannot be mistaken: other words, other background, other button. Each keeps its own draft. */
export function StaffComposer(props: ComposerProps) {
  const { matter, kind, onKind } = props;
  const { t } = useText(workMatterText);
  const sending = useSending(props);
  const [asked, setAsked] = useState<{ go: () => void; drop: () => void } | null>(null);
  const kinds = (['reply', 'note'] as const).filter((one) => may(matter, one === 'reply' ? 'replies' : 'notes'));
  const shown = kinds.includes(kind) ? kind : kinds[0];
  if (shown === undefined) return null;
  const isNote = shown === 'note';
  const other = lengthOf((isNote ? sending.reply : sending.note).trim());
  const onSend = (text: string, ids: string[]): Promise<boolean> => {
    const go = async () => (isNote ? sending.sendNote(text, ids) : sending.sendReply(text, ids));
    if (other === 0) return go();
    return new Promise((resolve) => setAsked({ go: () => void go().then(resolve), drop: () => resolve(false) }));
  };
  return (
    <div className="staff-composer" id="compose">
      <fieldset className="kinds">
        <legend className="vh">{t('kindOfWords')}</legend>
        {kinds.map((one) => (
          <label key={one} className={one}>
            <input type="radio" name="words" checked={one === shown} onChange={() => onKind(one)} />
            {t(one)}
          </label>
        ))}
      </fieldset>
      <HeldReply matter={matter} />
      {!isNote && <Carried number={matter.number} />}
      <Composer
        key={shown}
        id={isNote ? 'note-text' : 'reply-text'}
        label={isNote ? t('noteLabel') : t('replyLabel', { firm: matter.firm.name })}
        sendLabel={t(isNote ? 'noteSend' : 'replySend')}
        limit={LIMIT}
        text={isNote ? sending.note : sending.reply}
        onText={isNote ? sending.setNote : sending.setReply}
        busy={isNote && sending.intent.busy}
        refusal={isNote ? sending.intent.refusal : null}
        onSend={onSend}
        note={isNote}
        extra={
          isNote ? undefined : (
            <CannedReplies
              matter={matter}
              onPhrase={(phrase) => sending.setReply(sending.reply === '' ? phrase : `${sending.reply}\n${phrase}`)}
            />
          )
        }
      />
      {asked !== null && (
        <OtherBox
          kind={shown}
          count={other}
          onBack={() => {
            asked.drop();
            setAsked(null);
          }}
          onSend={() => {
            asked.go();
            setAsked(null);
          }}
        />
      )}
    </div>
  );
}
