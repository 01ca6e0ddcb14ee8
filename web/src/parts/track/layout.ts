import type { MatterDetail, MatterSummary, OfferView, PostCard } from '@banfei/contracts';
import { type Block, officeBlocks, type Scale, workingScale } from './scale.ts';

/** What a track needs; a matter's detail, its row in a list and the receipt all carry it. */
export interface TrackFacts {
  readonly raisedAt: string;
  readonly closedAt?: string | null;
  readonly asOf: string;
  readonly dueAt: string | null;
  readonly spans: MatterSummary['spans'];
  readonly pendingOffer: OfferView | null;
  readonly pauses?: MatterDetail['pauses'];
  readonly workingBlocks?: MatterDetail['workingBlocks'];
  /** Instants at which somebody spoke or came, drawn as dots. */
  readonly marks?: readonly string[];
}

export interface Segment {
  readonly post: PostCard;
  readonly left: number;
  readonly width: number;
  readonly tone: 'asked' | 'past' | 'holder';
  readonly from: string;
  readonly until: string | null;
}

export interface TrackLayout {
  readonly scale: Scale;
  readonly segments: readonly Segment[];
  readonly pending: { readonly left: number; readonly width: number; readonly offer: OfferView } | null;
  readonly pauses: readonly { readonly left: number; readonly width: number }[];
  readonly marks: readonly number[];
  readonly now: number | null;
  readonly due: number | null;
  readonly late: { readonly left: number; readonly width: number } | null;
}

const parse = (instant: string): number => Date.parse(instant);

export const blocksOf = (blocks: MatterDetail['workingBlocks']): Block[] =>
  blocks.map((block) => ({ from: parse(block.from), until: parse(block.until) }));

function segmentsOf(facts: TrackFacts, scale: Scale, end: number): Segment[] {
  return facts.spans.map((span, index) => {
    const left = scale.at(parse(span.from));
    const right = scale.at(span.until === null ? end : parse(span.until));
    const last = index === facts.spans.length - 1;
    return {
      post: span.post,
      left,
      width: Math.max(0, right - left),
      tone: span.firstAsked ? 'asked' : last ? 'holder' : 'past',
      from: span.from,
      until: span.until,
    };
  });
}

/** Positions of everything on the track. The holder's color runs on until somebody has accepted. */
export function layOut(facts: TrackFacts): TrackLayout {
  const raised = parse(facts.raisedAt);
  const now = parse(facts.asOf);
  const closed = facts.closedAt == null ? null : parse(facts.closedAt);
  const end = closed ?? now;
  const due = facts.dueAt === null ? null : parse(facts.dueAt);
  const offer = facts.pendingOffer?.status === 'pending' ? facts.pendingOffer : null;
  const last = Math.max(end, due ?? end, offer === null ? end : parse(offer.lapsesAt));
  const known = facts.workingBlocks === undefined ? [] : blocksOf(facts.workingBlocks);
  const scale = workingScale(known.length > 0 ? known : officeBlocks(raised, last), raised, last);
  const span = (from: number, until: number) => {
    const left = scale.at(from);
    return { left, width: Math.max(0, scale.at(until) - left) };
  };
  return {
    scale,
    segments: segmentsOf(facts, scale, end),
    pending: offer === null ? null : { ...span(parse(offer.madeAt), parse(offer.lapsesAt)), offer },
    pauses: (facts.pauses ?? []).map((pause) =>
      span(parse(pause.from), pause.until === null ? end : parse(pause.until)),
    ),
    marks: (facts.marks ?? []).map((mark) => scale.at(parse(mark))),
    now: closed === null ? scale.at(now) : null,
    due: due === null ? null : scale.at(due),
    late: due !== null && end > due ? span(due, end) : null,
  };
}
