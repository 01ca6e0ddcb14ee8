import type { MatterState, Origin, Outcome } from '@banfei/contracts';
import type { EventType, Matter, MatterEvent } from '@banfei/custody';

/** 诉求 — what a matter is about: fixed when it is raised; everything that changes is in its events. */
export interface Subject {
  readonly id: string;
  readonly number: string;
  readonly queryCode: string;
  readonly firmId: string;
  readonly siteId: string | null;
  readonly areaNumber: number | null;
  readonly channel: Origin;
  readonly category: string;
  readonly title: string;
  readonly text: string;
  readonly place: string;
  readonly contactName: string;
  readonly contactPhone: string;
  readonly raisedBy: string;
  readonly supervisorId: string;
  readonly calendarVersion: string;
  readonly policyVersion: string;
}

/** A matter with its whole history: what use cases decide on and screens are drawn from. */
export interface MatterFile {
  readonly subject: Subject;
  readonly events: readonly MatterEvent[];
  readonly matter: Matter;
}

// Every way to end a line that a text may hold, and the stops of both languages.
const SENTENCE_END = /[\n\r\u2028\u2029。！？!?]/;

/** First sentence of the text, for lists: up to the first stop, at most 40 characters. */
export function titleOf(text: string): string {
  const line = text.trim().split(SENTENCE_END, 1)[0]?.trim() ?? '';
  const characters = [...(line || text.trim().replace(/\s+/g, ' '))];
  return characters.length <= 40 ? characters.join('') : `${characters.slice(0, 39).join('')}…`;
}

const CLOSED: Readonly<Record<string, Outcome>> = {
  closedConfirmed: 'confirmed',
  closedUnconfirmed: 'unconfirmed',
  closedWithdrawn: 'withdrawn',
  closedRejected: 'rejected',
};

/** State and outcome as they are stored and shown: one word for "over", one for how it ended. */
export function stateOf(matter: Matter): { readonly state: MatterState; readonly outcome: Outcome | null } {
  switch (matter.state) {
    case 'registered':
    case 'inHand':
    case 'waiting':
    case 'proposed':
      return { state: matter.state, outcome: null };
    default:
      return { state: 'closed', outcome: CLOSED[matter.state] ?? null };
  }
}

/** Events that only the district's own people see. Refusals between posts are theirs; that an offer stands is not. */
const INTERNAL: ReadonlySet<EventType> = new Set([
  'noted',
  'declined',
  'arbitrated',
  'overseen',
  'linked',
  'released',
  'withdrawn',
]);

export const isInternal = (event: MatterEvent): boolean =>
  INTERNAL.has(event.type) || (event.type === 'attached' && !event.visibleToCompany);

/** The instant at which the district had done its part: the proposal that ended the matter, else the ending itself. */
export function resolvedAt(matter: Matter): number | null {
  if (matter.closing === null) return null;
  const last = matter.proposals.at(-1);
  const ended = last !== undefined && (last.outcome === 'solved' || last.outcome === 'silent');
  return ended ? last.at : matter.closing.at;
}
