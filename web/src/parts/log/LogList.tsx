import type { AttachmentView, HistoryEntry, OfferView } from '@banfei/contracts';
import { useId } from 'react';
import { written } from '../../text/language.ts';
import { sharedText } from '../../text/shared.ts';
import { useText } from '../../text/useText.ts';
import { Icon } from '../icons.tsx';
import { State } from '../State.tsx';
import { logText } from './text.ts';
import './log.css';

export type LogViewer = 'company' | 'staff';

interface LogProps {
  readonly history: readonly HistoryEntry[];
  readonly offers?: readonly OfferView[];
  readonly asOf: string;
  readonly viewer: LogViewer;
  readonly firmName?: string;
}

type Words = ReturnType<typeof useText<typeof logText>>;

/** The files of an entry as downloads; they are never shown inside the page. */
export function FileList({ files }: { files: readonly AttachmentView[] }) {
  const { t, f } = useText(sharedText);
  if (files.length === 0) return null;
  return (
    <div className="files">
      {files.map((file) => (
        <a
          key={file.id}
          href={`/files/${file.id}`}
          download
          aria-label={t('download', { name: file.name, size: f.bytes(file.bytes) })}
        >
          <Icon name={file.mediaType.startsWith('image/') ? 'copy' : 'file'} size={24} />
          <span>
            {file.name}
            <small>{f.bytes(file.bytes)}</small>
          </span>
        </a>
      ))}
    </div>
  );
}

function glyphOf(entry: HistoryEntry, viewer: LogViewer, { t }: Words): { tone: string; letter: string } {
  if (entry.actor.kind === 'company')
    return { tone: 'company', letter: t(viewer === 'company' ? 'glyphYou' : 'glyphCompany') };
  if (entry.actor.kind === 'system') return { tone: 'system', letter: t('glyphSystem') };
  const kind = entry.actor.post?.kind ?? 'team';
  const letters = {
    team: 'glyphTeam',
    counter: 'glyphCounter',
    department: 'glyphDepartment',
    supervisor: 'glyphSupervisor',
  } as const;
  return { tone: entry.type === 'offered' ? 'wait' : kind, letter: t(letters[kind]) };
}

const isKey = (key: string): key is keyof typeof logText => key in logText;

const CONFIRMED: Readonly<Record<string, 'confirmedSolved' | 'confirmedPartly' | 'confirmedUnsolved'>> = {
  solved: 'confirmedSolved',
  partly: 'confirmedPartly',
  unsolved: 'confirmedUnsolved',
};

/** The deed of an entry in words. Facts come with the event; an event this page does not know is still shown. */
function deedOf(entry: HistoryEntry, { t, pick }: Words): string {
  const target = entry.target === null ? '' : pick(entry.target.name);
  const { facts } = entry;
  switch (entry.type) {
    case 'offered':
      return t(facts.kind === 'handOver' || facts.kind === 'assist' ? facts.kind : 'offered', { target });
    case 'raised':
      return target === '' ? t('raised') : t(entry.actor.kind === 'company' ? 'raisedTo' : 'raisedFor', { target });
    case 'accepted':
      return t(entry.text === null || entry.text === '' ? 'accepted' : 'acceptedPart');
    case 'confirmed':
      return t(CONFIRMED[String(facts.outcome)] ?? 'confirmed');
    case 'rated': {
      const key = `grade${String(facts.grade ?? '')}`;
      return isKey(key) ? t('rated', { grade: t(key) }) : t('ratedPlain');
    }
    case 'extended': {
      const days = Number(facts.extraWorkingDays ?? 0);
      return days > 0 ? t('extended', { days }) : t('extendedPlain');
    }
    default:
      return isKey(entry.type) ? t(entry.type, { target }) : t('unknown');
  }
}

function actorOf(entry: HistoryEntry, props: LogProps, { t, pick }: Words): string {
  if (entry.actor.post !== null) return pick(entry.actor.post.name);
  if (entry.actor.kind === 'system') return t('system');
  if (props.viewer === 'staff') return props.firmName ?? t('theCompany');
  return props.firmName ?? t('you');
}

function OfferBox({ offer, asOf, words }: { offer: OfferView; asOf: string; words: Words }) {
  const { t, f, pick } = words;
  const pending = offer.status === 'pending';
  return (
    <div className={pending ? 'log-box pend' : 'log-box'}>
      <dl>
        <dt>{t('request')}</dt>
        <dd {...written(offer.ask, words.lang)}>{offer.ask}</dd>
        {pending && (
          <>
            <dt>{t('until')}</dt>
            <dd>{t('untilText', { time: f.near(offer.lapsesAt, asOf) })}</dd>
            <dt>{t('meanwhile')}</dt>
            <dd>{t('meanwhileText', { post: pick(offer.from.name) })}</dd>
          </>
        )}
      </dl>
    </div>
  );
}

/** Facts of an entry that are worth a line of their own. */
function Extras({ entry, words }: { entry: HistoryEntry; words: Words }) {
  const { t } = words;
  const labels = { basis: t('basis'), scope: t('scope'), what: t('what') } as const;
  const rows = Object.entries(labels).flatMap(([name, label]) => {
    const value = entry.facts[name];
    return typeof value === 'string' && value !== '' && value !== entry.text ? [{ name, label, value }] : [];
  });
  if (rows.length === 0) return null;
  return (
    <div className="log-box">
      <dl>
        {rows.map((row) => (
          <div key={row.name} style={{ display: 'contents' }}>
            <dt>{row.label}</dt>
            <dd>{row.value}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

function Entry({ entry, props, id }: { entry: HistoryEntry; props: LogProps; id: string }) {
  const words = useText(logText);
  const { t, f } = words;
  const glyph = glyphOf(entry, props.viewer, words);
  const offer = entry.type === 'offered' ? (props.offers ?? []).find((one) => one.madeAt === entry.at) : undefined;
  const label = `${actorOf(entry, props, words)} ${deedOf(entry, words)}`;
  return (
    <li id={id} data-log tabIndex={-1} aria-label={label}>
      <span className={`log-glyph ${glyph.tone}`} aria-hidden="true">
        {glyph.letter}
      </span>
      <div>
        <p className="log-who">
          <b>{actorOf(entry, props, words)}</b>
          <span>{deedOf(entry, words)}</span>
          {offer?.status === 'pending' && <State kind="wait">{t('pending')}</State>}
          {entry.internal && <State kind="plain">{t('internal')}</State>}
          <time dateTime={entry.at} title={f.instant(entry.at)}>
            {f.near(entry.at, props.asOf)}
          </time>
        </p>
        {entry.text !== null && entry.text !== '' && offer === undefined && (
          <p className={entry.internal ? 'log-note' : 'log-text'} {...written(entry.text, words.lang)}>
            {entry.text}
          </p>
        )}
        {offer !== undefined && <OfferBox offer={offer} asOf={props.asOf} words={words} />}
        <Extras entry={entry} words={words} />
        <FileList files={entry.attachments} />
      </div>
    </li>
  );
}

/** The history of a matter, latest first. Internal entries only ever arrive for staff; the server leaves them out. */
export function LogList(props: LogProps) {
  const id = useId();
  return (
    <ol className="log">
      {[...props.history]
        .sort((a, b) => b.seq - a.seq)
        .map((entry) => (
          <Entry key={entry.seq} entry={entry} props={props} id={`${id}-${entry.seq}`} />
        ))}
    </ol>
  );
}
