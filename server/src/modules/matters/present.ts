import type {
  AttachmentView,
  ClockView,
  HistoryEntry,
  MatterDetail,
  MatterSummary,
  OfferView,
  PostCard,
  ReceiptPage,
  Span,
} from '@banfei/contracts';
import { DEFAULT_LIMITS, type Matter, type MatterEvent, nextSteps, type Offer, rolesOf } from '@banfei/custody';
import { isoInstant, isoOrNull } from '../../platform/clock.ts';
import type { Principal } from '../../platform/principal.ts';
import type { PostDirectory } from '../posts/index.ts';
import { actingPost, actorOf, manages, maySeeContact, maySeeInternal } from './access.ts';
import { categoryName } from './categories.ts';
import { clockViews, resolveClock } from './clocks.ts';
import type { FirmName } from './deps.ts';
import { isInternal, type MatterFile, stateOf } from './matter.ts';
import { blocksBetween, promisesOf } from './promises.ts';

/** Presents for one reader at one instant. */
export interface Reader {
  readonly principal: Principal | null;
  readonly now: number;
  readonly directory: PostDirectory;
}

const offerView = (offer: Offer, reader: Reader, internal: boolean): OfferView => ({
  id: offer.offerId,
  kind: offer.kind,
  status: offer.status,
  from: reader.directory.card(offer.fromPostId),
  to: reader.directory.card(offer.toPostId),
  ask: offer.ask,
  madeAt: isoInstant(offer.offeredAt),
  lapsesAt: isoInstant(offer.lapsesAt),
  answeredAt: isoOrNull(offer.answeredAt),
  basis: internal ? offer.basis : null,
  suggested: internal && offer.suggestedPostId !== null ? reader.directory.card(offer.suggestedPostId) : null,
});

const spansOf = (matter: Matter, directory: PostDirectory): Span[] =>
  matter.tenures.map(({ owner, from, until }, index) => ({
    post: directory.card(owner.postId),
    from: isoInstant(from),
    until: isoOrNull(until),
    firstAsked: index === 0,
  }));

const category = (code: string) => ({ code, name: categoryName(code) });

/** A row of a list: enough to draw the small custody track and the clock. */
export function presentSummary(file: MatterFile, firm: FirmName, reader: Reader): MatterSummary {
  const { subject, matter } = file;
  const internal = reader.principal !== null && maySeeInternal(reader.principal);
  return {
    number: subject.number,
    title: subject.title,
    category: category(subject.category),
    firm: { id: firm.id, name: firm.name },
    areaNumber: subject.areaNumber,
    ...stateOf(matter),
    channel: subject.channel,
    owner: reader.directory.card(matter.owner.postId),
    pendingOffer: matter.pendingOffer && offerView(matter.pendingOffer, reader, internal),
    raisedAt: isoInstant(matter.raisedAt),
    closedAt: isoOrNull(matter.closing?.at ?? null),
    resolve: resolveClock(promisesOf(file), reader.now),
    spans: spansOf(matter, reader.directory),
    version: matter.version,
  };
}

const STEPS = { registered: 1, inHand: 2, waiting: 3, proposed: 4, closed: 5 } as const;

function stepOf(matter: Matter): number {
  const { state } = stateOf(matter);
  return state === 'inHand' && (matter.arrivals.length > 0 || matter.assistTenures.length > 0) ? 3 : STEPS[state];
}

/** Facts of an event for the page: plain values only; texts and posts travel in members of their own. */
function factsOf(event: MatterEvent): HistoryEntry['facts'] {
  const { seq: _seq, at: _at, type: _type, actor: _actor, ...facts } = event;
  const plain = Object.entries(facts).filter((entry): entry is [string, string | number | boolean | null] => {
    const [, value] = entry;
    return value === null || ['string', 'number', 'boolean'].includes(typeof value);
  });
  return Object.fromEntries(
    plain.filter(
      ([key]) => (key === 'reason' && event.type === 'rejected') || (!TEXTS.includes(key) && !key.endsWith('Id')),
    ),
  );
}

const TEXTS = [
  'text',
  'ask',
  'basis',
  'reason',
  'what',
  'summary',
  'answer',
  'instruction',
  'explanation',
  'missing',
  'scope',
  'place',
];

function textOf(event: MatterEvent, file: MatterFile): string | null {
  if (event.type === 'raised') return file.subject.text;
  // A refusal explains itself and names who can help (FA-6); the ground stays a fact.
  if (event.type === 'rejected') return `${event.explanation}\n${event.redirect}`;
  const facts: Readonly<Record<string, unknown>> = { ...event };
  const found = TEXTS.map((key) => facts[key]).find((value) => typeof value === 'string' && value !== '');
  return typeof found === 'string' ? found : null;
}

function targetOf(event: MatterEvent, matter: Matter): string | null {
  if (event.type === 'offered') return event.toPostId;
  if (event.type === 'arbitrated') return event.toOwner.postId;
  if (event.type === 'succeeded') return event.to.postId;
  if (event.type === 'reopened' || event.type === 'raised') return event.owner.postId;
  if ('offerId' in event) return matter.offers.find(({ offerId }) => offerId === event.offerId)?.toPostId ?? null;
  return null;
}

/** History, oldest first, without what this reader may not see. Files stand with the entry that brought them. */
export function historyOf(file: MatterFile, files: readonly AttachmentView[], reader: Reader): HistoryEntry[] {
  const internal = reader.principal !== null && maySeeInternal(reader.principal);
  const byId = new Map(files.map((each) => [each.id, each]));
  const entries: HistoryEntry[] = [];
  for (const event of file.events) {
    if (!internal && isInternal(event)) continue;
    const last = entries.at(-1);
    const upload = event.type === 'attached' ? byId.get(event.attachmentId) : undefined;
    if (event.type === 'attached' && last !== undefined && upload !== undefined) {
      last.attachments.push(upload);
      continue;
    }
    const target = targetOf(event, file.matter);
    const card = (id: string | null | undefined): PostCard | null =>
      id === null || id === undefined ? null : reader.directory.card(id);
    entries.push({
      seq: event.seq,
      at: isoInstant(event.at),
      type: event.type,
      internal: isInternal(event),
      actor: { kind: event.actor.kind, post: card(event.actor.postId) },
      text: textOf(event, file),
      facts: factsOf(event),
      target: card(target),
      attachments: upload === undefined ? [] : [upload],
    });
  }
  return entries;
}

/** Working blocks of the calendar from the raising to the end of what the track shows. */
function blocksOf(file: MatterFile, clocks: readonly ClockView[], now: number) {
  const last = clocks.find(({ id }) => id === 'resolve');
  const end = Math.max(now, file.matter.closing?.at ?? 0, last?.dueAt ? Date.parse(last.dueAt) : 0);
  return blocksBetween(file.matter.raisedAt, end, file.subject)
    .slice(0, 400)
    .map(({ from, until }) => ({ from: isoInstant(from), until: isoInstant(until) }));
}

const pausesOf = (matter: Matter) =>
  matter.pauses
    .filter(({ why }) => why === 'company')
    .map(({ from, until, what, resumeBy }) => ({
      from: isoInstant(from),
      until: isoOrNull(until),
      what: what ?? '',
      resumeBy: resumeBy === null ? null : isoInstant(resumeBy).slice(0, 10),
    }));

/** Keeps the first three and the last two characters: enough to recognize, not enough to call. */
export const maskedPhone = (phone: string): string =>
  phone.length < 7 ? phone.replace(/./g, '*') : `${phone.slice(0, 3)}****${phone.slice(-2)}`;

function contactOf(file: MatterFile, reader: Reader) {
  const { contactName, contactPhone, firmId, supervisorId } = file.subject;
  const open =
    reader.principal !== null &&
    maySeeContact(reader.principal, { firmId, ownerPostId: file.matter.owner.postId, supervisorId });
  return {
    name: contactName,
    phone: open ? contactPhone : maskedPhone(contactPhone),
    masked: !open && contactPhone !== '',
  };
}

/** Commands that this reader may give now, from the engine's own table. */
export function stepsFor(file: MatterFile, principal: Principal, now: number): string[] {
  const dueAt = promisesOf(file).resolve.dueAt;
  const posts: readonly (string | undefined)[] =
    principal.role === 'officer' && principal.scopes.length > 0
      ? principal.scopes
      : [actingPost(principal, file.matter, undefined)];
  const roles = new Set(
    posts.flatMap((post) => [...rolesOf(file.matter, actorOf(principal, post), manages(principal))]),
  );
  roles.delete('officer');
  if (principal.role === 'auditor') return [];
  const steps = [...roles].flatMap((role) => nextSteps(file.matter, role, { now, limits: DEFAULT_LIMITS, dueAt }));
  return [
    ...new Set(
      steps.flatMap(({ command, variants }) =>
        variants.length === 0 ? [command] : [command, ...variants.map((variant) => `${command}.${variant}`)],
      ),
    ),
  ];
}

/** The whole matter for one reader. */
export function presentDetail(
  file: MatterFile,
  firm: FirmName,
  files: readonly AttachmentView[],
  reader: Reader & { principal: Principal },
): MatterDetail {
  const { subject, matter } = file;
  const promises = promisesOf(file);
  const clocks = clockViews(subject, promises, reader.now);
  const internal = maySeeInternal(reader.principal);
  const history = historyOf(file, files, reader);
  return {
    ...presentSummary(file, firm, reader),
    text: subject.text,
    place: subject.place,
    asOf: isoInstant(reader.now),
    step: stepOf(matter),
    clocks,
    workingBlocks: blocksOf(file, clocks, reader.now),
    pauses: pausesOf(matter),
    offers: matter.offers
      .filter(({ status }) => internal || status === 'pending' || status === 'accepted')
      .map((offer) => offerView(offer, reader, internal)),
    history,
    attachments: history.flatMap(({ attachments }) => attachments),
    rating: matter.rating && {
      grade: matter.rating.grade,
      tags: [...matter.rating.tags],
      text: matter.rating.text ?? '',
    },
    supervisor: reader.directory.card(matter.supervisorPostId),
    contact: contactOf(file, reader),
    steps: stepsFor(file, reader.principal, reader.now),
    calendarIncomplete: promises.calendarIncomplete,
  };
}

/** What number and query code open: progress and who answers, without the words that were exchanged. */
export function presentReceiptPage(file: MatterFile, reader: Reader): ReceiptPage {
  const { subject, matter } = file;
  const clocks = clockViews(subject, promisesOf(file), reader.now);
  return {
    number: subject.number,
    title: subject.title,
    ...stateOf(matter),
    raisedAt: isoInstant(matter.raisedAt),
    asOf: isoInstant(reader.now),
    owner: reader.directory.card(matter.owner.postId),
    pendingOffer: matter.pendingOffer && offerView(matter.pendingOffer, reader, false),
    clocks,
    spans: spansOf(matter, reader.directory),
    workingBlocks: blocksOf(file, clocks, reader.now),
    pauses: pausesOf(matter),
    history: historyOf(file, [], reader).map((entry) => ({ ...entry, text: null, attachments: [], facts: {} })),
  };
}
