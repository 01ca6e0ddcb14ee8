import type { RaiseMatter, Receipt } from '@banfei/contracts';
import {
  type Actor,
  apply,
  DEFAULT_LIMITS,
  decide,
  fold,
  type Matter,
  type MatterCommand,
  type MatterEvent,
  type Owner,
} from '@banfei/custody';
import { isoInstant } from '../../platform/clock.ts';
import { Refusal } from '../../platform/errors.ts';
import { earlierReply, type Intention, isTwin, type Reply } from '../../platform/idempotency.ts';
import { newId } from '../../platform/ids.ts';
import type { Principal } from '../../platform/principal.ts';
import { outboxMessage } from '../../platform/record.ts';
import { ownerOf, type Post, type PostDirectory } from '../posts/index.ts';
import { actorOf } from './access.ts';
import { uploadsOf } from './attachments.ts';
import { currentCalendar } from './calendars.ts';
import { CATEGORIES, OTHER } from './categories.ts';
import type { MatterDeps } from './deps.ts';
import { type MatterFile, type Subject, titleOf } from './matter.ts';
import { newQueryCode } from './numbers.ts';
import { currentPolicy } from './policy.ts';
import { offerLapsesAt, promisesOf } from './promises.ts';
import { refusalOf } from './refusals.ts';
import { insertRaised } from './store.ts';
import { placeQuestion, type RaisePlace } from './views.ts';

interface Raising {
  readonly principal: Principal;
  readonly intention: Intention;
  readonly body: RaiseMatter;
  readonly now: number;
}

/** Which company raises, and through which channel: a company for itself, staff at the counter or on the phone. */
function firmAndChannel({ principal, body }: Raising): { firmId: string; channel: 'web' | 'counter' | 'phone' } {
  if (principal.role === 'company') {
    if (body.firmId !== undefined) throw new Refusal('FIRM_NOT_IN_BODY');
    if (body.channel !== undefined && body.channel !== 'web')
      throw new Refusal('CHANNEL_NOT_ALLOWED', { channel: body.channel });
    const firmId = principal.scopes[0];
    if (firmId === undefined) throw new Refusal('FIRM_REQUIRED');
    return { firmId, channel: 'web' };
  }
  if (body.firmId === undefined) throw new Refusal('FIRM_REQUIRED');
  const channel = body.channel ?? 'counter';
  if (channel === 'web') throw new Refusal('CHANNEL_NOT_ALLOWED', { channel });
  return { firmId: body.firmId, channel };
}

/**
 * 首问负责: the first owner is whoever was asked. At a counter or on the phone that is the post which takes the matter
 * down; on the web nobody in particular was asked, so it is the duty post of the company's area (docs/regulations.md FA-1).
 */
function firstAskedPost(raising: Raising, directory: PostDirectory, place: RaisePlace): Post {
  if (raising.principal.role === 'officer') {
    const asked = directory.heldBy(raising.principal.accountId)[0];
    if (asked === undefined) throw new Refusal('POST_UNKNOWN');
    return asked;
  }
  const duty =
    (place.areaNumber === null ? undefined : directory.dutyOfArea(place.areaNumber)) ?? directory.counterOnDuty();
  if (duty === undefined) throw new Refusal('OWNER_MISSING', { area: place.areaNumber ?? 0 });
  return duty;
}

// Whoever takes the matter down answers in person when he holds the post; otherwise the post's officer does.
function firstOwner(post: Post, principal: Principal): Owner {
  const incumbent = ownerOf(post);
  if (incumbent === null) throw new Refusal('OWNER_MISSING', { area: post.card.areaNumber ?? 0 });
  return principal.role === 'officer' ? { postId: post.id, officerId: principal.accountId } : incumbent;
}

function subjectOf(
  raising: Raising,
  place: RaisePlace,
  made: { id: string; number: string; supervisorId: string; channel: Subject['channel'] },
): Subject {
  const { body, principal } = raising;
  const text = body.text.trim();
  if (text === '') throw new Refusal('MATTER_TEXT_EMPTY');
  const category = body.category ?? OTHER;
  if (!CATEGORIES.has(category)) throw new Refusal('CATEGORY_UNKNOWN', { category });
  return {
    ...made,
    queryCode: newQueryCode(),
    firmId: place.firmId,
    siteId: body.siteId ?? null,
    areaNumber: place.areaNumber,
    category,
    title: titleOf(text),
    text,
    place: body.place?.trim() || place.address,
    contactName: body.contact?.name?.trim() ?? '',
    contactPhone: body.contact?.phone?.trim() ?? '',
    raisedBy: principal.accountId,
    calendarVersion: currentCalendar.version,
    policyVersion: currentPolicy().version,
  };
}

/** What follows the raising in the same instant: files, an answer on the spot, an offer to the post that should act. */
function followUps(
  raising: Raising,
  subject: Subject,
  files: readonly { id: string; name: string }[],
): MatterCommand[] {
  const { body, now } = raising;
  const commands: MatterCommand[] = files.map(({ id, name }) => ({
    type: 'attach',
    attachmentId: id,
    name,
    visibleToCompany: true,
  }));
  if (body.answer !== undefined) commands.push({ type: 'settleOnSpot', answer: body.answer.trim() });
  else if (body.offerToPostId !== undefined) {
    const lapse = offerLapsesAt(subject, now);
    commands.push({
      type: 'offer',
      offerId: newId(now),
      kind: 'handOver',
      toPostId: body.offerToPostId,
      ask: subject.title,
      respondWithinMinutes: lapse.minutes,
      lapsesAt: lapse.at,
    });
  }
  return commands;
}

/** Decides commands one after the other; the first refusal refuses all. */
export function decideAll(
  start: Matter | null,
  commands: readonly MatterCommand[],
  context: { now: number; actor: Actor; manages: boolean; dueAt: number | null; directory: PostDirectory },
): { events: MatterEvent[]; matter: Matter } {
  const events: MatterEvent[] = [];
  let matter = start;
  for (const command of commands) {
    const decision = decide(matter, command, {
      now: context.now,
      actor: context.actor,
      manages: context.manages,
      dueAt: context.dueAt,
      limits: DEFAULT_LIMITS,
    });
    if (!decision.ok) throw refusalOf(decision, context.directory);
    events.push(...decision.events);
    for (const event of decision.events) matter = matter === null ? fold([event]) : apply(matter, event);
  }
  if (matter === null) throw new Error('no command was decided');
  return { events, matter };
}

function receiptOf(file: MatterFile, directory: PostDirectory): Receipt {
  const promises = promisesOf(file);
  return {
    number: file.subject.number,
    queryCode: file.subject.queryCode,
    raisedAt: isoInstant(file.matter.raisedAt),
    owner: directory.card(file.matter.owner.postId),
    promises: {
      respondBy: isoInstant(promises.respond.dueAt),
      contactBy: isoInstant(promises.contact.dueAt),
      resolveBy: promises.resolve.dueAt === null ? null : isoInstant(promises.resolve.dueAt),
      calendarIncomplete: promises.calendarIncomplete,
    },
  };
}

async function prepare(deps: MatterDeps, raising: Raising): Promise<{ file: MatterFile; directory: PostDirectory }> {
  const { principal, body, now } = raising;
  const { firmId, channel } = firmAndChannel(raising);
  const [directory, number] = await Promise.all([
    deps.posts.directory(principal.districtId),
    deps.numbers.next(principal.districtId, now),
  ]);
  const { db } = deps.platform;
  const ids = body.attachmentIds ?? [];
  const [[place], files] = await Promise.all([
    db.lookup<RaisePlace>(principal.districtId, placeQuestion(firmId, body.siteId)),
    ids.length === 0 ? [] : db.readDistrict(principal.districtId, (tx) => uploadsOf(tx, ids, principal.accountId)),
  ]);
  if (place === undefined) throw new Refusal('NOT_FOUND');
  if (
    body.offerToPostId !== undefined &&
    (principal.role !== 'officer' || directory.post(body.offerToPostId)?.active !== true)
  )
    throw new Refusal('POST_UNKNOWN');
  if (body.answer !== undefined && principal.role !== 'officer')
    throw new Refusal('NOT_PERMITTED', { holderZh: '窗口岗', holderEn: 'counter post' });
  const asked = firstAskedPost(raising, directory, place);
  const owner = firstOwner(asked, principal);
  const supervisorId = asked.supervisorId ?? asked.id;
  const subject = subjectOf(raising, place, { id: newId(now), number, supervisorId, channel });
  const actor = actorOf(principal, principal.role === 'officer' ? asked.id : undefined);
  const raise: MatterCommand = { type: 'raise', channel, owner, supervisorPostId: supervisorId };
  const context = { now, actor, manages: false, dueAt: null, directory };
  const { events, matter } = decideAll(null, [raise, ...followUps(raising, subject, files)], context);
  return { file: { subject, events, matter }, directory };
}

/**
 * Raises a matter: number, first owner, history, register leaf, message and key row in one statement. The same
 * intention sent again, even at the same moment, gets the first answer.
 */
export async function raiseMatter(deps: MatterDeps, raising: Raising): Promise<Reply> {
  const { platform } = deps;
  try {
    const { file, directory } = await prepare(deps, raising);
    const reply: Reply = { status: 201, body: receiptOf(file, directory) };
    const messages = [
      outboxMessage('matter', {
        matterId: file.subject.id,
        number: file.subject.number,
        version: file.matter.version,
        firmId: file.subject.firmId,
      }),
    ];
    await insertRaised(platform.db, { intention: raising.intention, file, reply, messages, at: raising.now });
    platform.outboxFilled();
    return reply;
  } catch (error) {
    if (!isTwin(error) && !(error instanceof Refusal)) throw error;
    const earlier = await earlierReply(platform.db, raising.intention);
    if (earlier === undefined) throw error;
    return earlier;
  }
}
