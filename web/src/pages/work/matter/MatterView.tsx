import type { MatterDetail } from '@banfei/contracts';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { sessionQuery } from '../../../api/queries.ts';
import { Dock } from '../../../parts/Dock.tsx';
import { LogList } from '../../../parts/log/LogList.tsx';
import { may } from '../../../parts/matter.ts';
import { useText } from '../../../text/useText.ts';
import { workMatterText } from '../../../text/workMatter.ts';
import { settle, useOutgoing } from '../parts/outgoing.ts';
import { useKeys } from '../parts/useKeys.ts';
import { MatterHead, PromiseCard } from './MatterHead.tsx';
import { MatterRail } from './MatterRail.tsx';
import { OfferCard } from './OfferCard.tsx';
import { type ComposeKind, StaffComposer, useIsWriting } from './StaffComposer.tsx';
import { mayOpen, SHEETS, type SheetName, StepBar } from './StepBar.tsx';
import { type Seen, useSeen } from './useSeen.ts';
import './matter.css';

interface MatterViewProps {
  readonly matter: MatterDetail;
  /** The matter has left the reader's hands; the list goes on to the next one. */
  readonly onFinished: (number: string) => void;
  readonly beside?: boolean;
}

/** Posts that the reader holds. */
function useMyPosts(): readonly string[] {
  const me = useQuery(sessionQuery()).data;
  return me?.posts.map((post) => post.id) ?? [];
}

/** Somebody else acted while words were being written. */
function Collision({ matter, seen }: { matter: MatterDetail; seen: Seen }) {
  const { t } = useText(workMatterText);
  // The conflict of a held reply says the same and more.
  const held = useOutgoing().some((one) => one.number === matter.number && one.state === 'held');
  if (!seen.behind || held) return null;
  return (
    <section className="collision" role="alert">
      <p>{t('collision')}</p>
      <LogList
        history={seen.news.slice(-3)}
        offers={matter.offers}
        asOf={matter.asOf}
        viewer="staff"
        firmName={matter.firm.name}
      />
      <button type="button" className="btn" onClick={() => seen.accept()}>
        {t('collisionSeen')}
      </button>
    </section>
  );
}

/** Keys that act on the open matter. Each does nothing where its step is not allowed. */
function useMatterKeys(matter: MatterDetail, open: (sheet: SheetName) => void, write: (kind: ComposeKind) => void) {
  const sheet = (name: SheetName) => (event: KeyboardEvent) => {
    if (!mayOpen(matter, name)) return;
    event.preventDefault();
    open(name);
  };
  const words = (kind: ComposeKind) => (event: KeyboardEvent) => {
    if (!may(matter, kind === 'reply' ? 'replies' : 'notes')) return;
    event.preventDefault();
    write(kind);
  };
  useKeys({
    a: (event) => {
      event.preventDefault();
      document.querySelector<HTMLElement>('[data-accept]')?.click();
    },
    d: sheet('decline'),
    h: sheet('offers'),
    w: sheet('waits'),
    e: sheet('proposals'),
    r: words('reply'),
    n: words('note'),
  });
}

/** Bar at the bottom of a phone: the step that is due, the reply, and where to find the rest. */
function MatterDock({
  matter,
  open,
  write,
}: {
  matter: MatterDetail;
  open: (sheet: SheetName) => void;
  write: () => void;
}) {
  const { t } = useText(workMatterText);
  const asked = may(matter, 'accept');
  return (
    <Dock label={t('steps')}>
      {asked && (
        <button
          type="button"
          className="btn pri"
          onClick={() => document.querySelector<HTMLElement>('[data-accept]')?.click()}
        >
          {t('step_accept')}
        </button>
      )}
      {asked && (
        <button type="button" className="btn" onClick={() => open('decline')}>
          {t('step_decline')}
        </button>
      )}
      {may(matter, 'replies') && (
        <button type="button" className="btn" onClick={write}>
          {t('step_replies')}
        </button>
      )}
      {!asked && may(matter, 'offers') && (
        <button type="button" className="btn" onClick={() => open('offers')}>
          {t('step_offersShort')}
        </button>
      )}
      {may(matter, 'proposals') && (
        <button type="button" className="btn pri" onClick={() => open('proposals')}>
          {t('step_proposalsShort')}
        </button>
      )}
    </Dock>
  );
}

/** A matter as its staff handle it: the same object as the company's, with more verbs and the notes between posts. */
export function MatterView({ matter, onFinished, beside = false }: MatterViewProps) {
  const { t } = useText(workMatterText);
  const posts = useMyPosts();
  const [sheet, setSheet] = useState<SheetName | null>(null);
  const [kind, setKind] = useState<ComposeKind>('reply');
  const writing = useIsWriting(matter.number) || sheet !== null;
  const seen = useSeen(matter, writing);
  const mine = matter.owner !== null && posts.includes(matter.owner.id);
  const open = (name: SheetName) => {
    settle(matter.number);
    setSheet(name);
  };
  const write = (which: ComposeKind) => {
    setKind(which);
    // The box of that kind may only just be drawn.
    setTimeout(() => {
      document.getElementById(which === 'note' ? 'note-text' : 'reply-text')?.focus();
      document.getElementById('compose')?.scrollIntoView({ block: 'nearest' });
    }, 0);
  };
  useMatterKeys(matter, open, write);
  const step = {
    matter,
    seen: seen.version,
    onClose: () => setSheet(null),
    onDone: (answer: MatterDetail, finished: boolean) => {
      setSheet(null);
      if (finished) onFinished(answer.number);
    },
  };
  const offer = matter.pendingOffer;
  const Form = sheet === null || !(mayOpen(matter, sheet) || seen.behind) ? null : SHEETS[sheet];
  return (
    <article className="matter" data-number={matter.number}>
      <MatterHead matter={matter} beside={beside} />
      {offer !== null && may(matter, 'accept') && <OfferCard {...step} offer={offer} onOpen={open} />}
      <PromiseCard matter={matter} mine={mine} />
      <StepBar key={matter.number} matter={matter} onOpen={open} />
      <div className="matter-cols">
        <div>
          <section className="sec told">
            <h2>{t('whatTheyWrote')}</h2>
            <p className="log-text">{matter.text}</p>
          </section>
          <Collision matter={matter} seen={seen} />
          <StaffComposer matter={matter} seen={seen} kind={kind} onKind={setKind} />
          <section className="sec">
            <h2>{t('history')}</h2>
            <LogList
              history={matter.history}
              offers={matter.offers}
              asOf={matter.asOf}
              viewer="staff"
              firmName={matter.firm.name}
            />
          </section>
        </div>
        <MatterRail matter={matter} />
      </div>
      <MatterDock matter={matter} open={open} write={() => write('reply')} />
      {Form !== null && <Form {...step} />}
    </article>
  );
}
