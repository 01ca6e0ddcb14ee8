import { type CSSProperties, useMemo } from 'react';
import { type Text, useText } from '../../text/useText.ts';
import { StateGlyph } from '../State.tsx';
import { layOut, type Segment, type TrackFacts, type TrackLayout } from './layout.ts';
import { trackText } from './text.ts';
import './track.css';

type TrackWords = Text<typeof trackText>;

const at = (left: number, width?: number): CSSProperties =>
  ({ '--a': `${left}%`, ...(width === undefined ? {} : { '--w': `${width}%` }) }) as CSSProperties; // Custom properties.

/** The facts of the track as sentences, in the order of time: the label of the picture and the list beside it. */
function saysOf(facts: TrackFacts, layout: TrackLayout, { t, f, pick }: TrackWords): string[] {
  const near = (instant: string) => f.near(instant, facts.asOf);
  const says = layout.segments.map((segment) => {
    const post = pick(segment.post.name);
    const from = near(segment.from);
    const until = segment.until ?? facts.closedAt ?? null;
    const first = segment.tone === 'asked';
    if (until === null) return t(first ? 'sayFirstHolder' : 'sayHolder', { from, post });
    return t(first ? 'sayFirst' : 'saySpan', { from, until: near(until), post });
  });
  for (const pause of facts.pauses ?? []) {
    says.push(
      pause.until === null
        ? t('sayPause', { from: near(pause.from) })
        : t('sayPauseOver', { from: near(pause.from), until: near(pause.until) }),
    );
  }
  if (layout.pending !== null) {
    const { offer } = layout.pending;
    says.push(t('sayPending', { from: near(offer.madeAt), until: near(offer.lapsesAt), post: pick(offer.to.name) }));
  }
  if (facts.dueAt !== null) says.push(t('sayDue', { time: f.instant(facts.dueAt) }));
  if (layout.late !== null) says.push(t('sayLate'));
  return says;
}

function Days({ layout, asOf, words }: { layout: TrackLayout; asOf: string; words: TrackWords }) {
  const { days } = layout.scale;
  const step = Math.max(1, Math.ceil(days.length / 7));
  const today = words.f.day(asOf);
  return days.map((day, index) => {
    if (index % step !== 0) return null;
    const isToday = layout.now !== null && words.f.day(day.at) === today;
    return (
      <span key={day.at} className={isToday ? 'track-day today' : 'track-day'} style={at(day.left)}>
        {words.f.column(day.at)}
      </span>
    );
  });
}

function Bar({ layout, words, full }: { layout: TrackLayout; words: TrackWords; full: boolean }) {
  const { pending } = layout;
  const now = layout.now ?? 100;
  const ahead = pending === null ? 0 : Math.max(pending.left, now);
  const aheadEnd = pending === null ? 0 : Math.max(pending.left + pending.width, ahead);
  return (
    <div className="track-bar">
      {layout.segments.map((segment) => (
        <span
          key={segment.from}
          className={`track-seg ${segment.tone}${segment.width < 14 || !full ? ' narrow' : ''}`}
          style={at(segment.left, segment.width)}
        >
          <span>{words.pick(segment.post.name)}</span>
        </span>
      ))}
      {layout.pauses.map((pause) => (
        <span key={pause.left} className="track-pause" style={at(pause.left, pause.width)} />
      ))}
      {pending !== null && pending.left < now && (
        <span
          className="track-pend held"
          style={at(pending.left, Math.min(now, pending.left + pending.width) - pending.left)}
        />
      )}
      {pending !== null && <span className="track-pend" style={at(ahead, aheadEnd - ahead)} />}
      {full && layout.marks.map((mark) => <span key={mark} className="track-mark" style={at(mark)} />)}
      {layout.late !== null && <span className="track-late" style={at(layout.late.left, layout.late.width)} />}
    </div>
  );
}

function WaitLabel({ layout, words }: { layout: TrackLayout; words: TrackWords }) {
  if (layout.pending === null) return null;
  const end = Math.max(layout.pending.left + layout.pending.width, layout.now ?? 0);
  if (end > 62) return null;
  const { offer } = layout.pending;
  return (
    <span className="track-wait" style={at(end)}>
      <StateGlyph kind="wait" />
      {words.t('pendingLabel', { post: words.pick(offer.to.name), time: words.f.clock(offer.lapsesAt) })}
    </span>
  );
}

const keyOf = (segment: Segment, isLast: boolean, closed: boolean) => {
  if (isLast && closed) return 'settledBy' as const;
  if (segment.tone === 'asked') return isLast ? ('askedAndHolds' as const) : ('asked' as const);
  return isLast ? ('holds' as const) : ('held' as const);
};

function Keys({ layout, facts, words }: { layout: TrackLayout; facts: TrackFacts; words: TrackWords }) {
  const { t, f, pick } = words;
  return (
    <ul className="track-keys">
      {layout.segments.map((segment, index) => (
        <li key={segment.from}>
          <i className={segment.tone} />
          {t(keyOf(segment, index === layout.segments.length - 1, layout.now === null))} {pick(segment.post.name)}
        </li>
      ))}
      {layout.pending !== null && (
        <li>
          <i className="pend" />
          {t(layout.pending.offer.kind === 'assist' ? 'pendingAssist' : 'pendingHandOver')}{' '}
          {pick(layout.pending.offer.to.name)}
        </li>
      )}
      {layout.pauses.length > 0 && (
        <li>
          <i className="pause" />
          {t('paused')}
        </li>
      )}
      {facts.dueAt !== null && (
        <li className={layout.late === null ? 'end' : 'end over'}>
          <span aria-hidden="true">⚑</span> {t('due', { time: f.instant(facts.dueAt) })}
        </li>
      )}
    </ul>
  );
}

/**
 * 责任航迹: a bar on a working-time scale, cut by which post held the matter. A pending handover is dashed and the old
 * holder's color continues until somebody accepts. `lg` has days, names and a key; `sm` and `xs` stand in rows.
 */
export function CustodyTrack({ facts, size = 'lg' }: { facts: TrackFacts; size?: 'xs' | 'sm' | 'lg' }) {
  const words = useText(trackText);
  const layout = useMemo(() => layOut(facts), [facts]);
  const says = saysOf(facts, layout, words);
  const full = size === 'lg';
  const shift = layout.now === null ? 0 : layout.now < 12 ? 0 : layout.now > 88 ? -100 : -50;
  return (
    <div className={`track ${size}`}>
      {full && (
        <div className="track-head">
          <h2>{words.t('title')}</h2>
          <small>{words.t('caption')}</small>
        </div>
      )}
      <div className="track-plot" role="img" aria-label={says.join(words.t('join'))}>
        {full && <Days layout={layout} asOf={facts.asOf} words={words} />}
        <div style={{ position: 'relative' }}>
          <Bar layout={layout} words={words} full={full} />
          {full && <WaitLabel layout={layout} words={words} />}
        </div>
        {layout.due !== null && (
          <span className={layout.late === null ? 'track-due' : 'track-due over'} style={at(layout.due)} />
        )}
        {layout.now !== null && (
          <span className="track-now" style={at(layout.now)}>
            {full && (
              <span style={{ '--shift': `${shift}%` } as CSSProperties /* A custom property. */}>
                {words.t('now', { time: words.f.clock(facts.asOf) })}
              </span>
            )}
          </span>
        )}
      </div>
      {full && <Keys layout={layout} facts={facts} words={words} />}
      {full && (
        <ul className="vh">
          {says.map((say) => (
            <li key={say}>{say}</li>
          ))}
        </ul>
      )}
    </div>
  );
}
