import type { Actor, MatterCommand } from '@banfei/custody';
import { checkVersion } from '@banfei/custody';
import type { Tx } from '../../platform/db.ts';
import { Refusal } from '../../platform/errors.ts';
import { actOnce, type Intention, type Reply } from '../../platform/idempotency.ts';
import type { Principal } from '../../platform/principal.ts';
import { outboxMessage } from '../../platform/record.ts';
import type { PostDirectory } from '../posts/index.ts';
import { actingPost, actorOf, manages, maySee } from './access.ts';
import { uploadsOf } from './attachments.ts';
import type { MatterDeps } from './deps.ts';
import { successionAfterReopening } from './heir.ts';
import { loadForStep } from './load.ts';
import type { MatterFile } from './matter.ts';
import { presentDetail } from './present.ts';
import { promisesOf } from './promises.ts';
import { decideAll } from './raise.ts';
import { refusalOf } from './refusals.ts';
import { storeStep } from './store.ts';
import { filesOf, firmName } from './views.ts';

/** One step on one matter, as it arrives from the edge. */
export interface Step {
  readonly principal: Principal;
  readonly intention: Intention;
  readonly now: number;
  readonly number: string;
  /** Version that the sender saw; another one is a conflict, not a loss. */
  readonly version: number | undefined;
  readonly postId: string | undefined;
  readonly attachmentIds: readonly string[];
  readonly internal: boolean;
}

export type Wish = (file: MatterFile, directory: PostDirectory, principal: Principal) => MatterCommand;

// What cannot be seen is reported exactly like what does not exist.
async function loadVisible(tx: Tx, step: Step): Promise<MatterFile> {
  const file = await loadForStep(tx, step.number);
  if (file === undefined) throw new Refusal('NOT_FOUND');
  const { firmId, supervisorId } = file.subject;
  if (!maySee(step.principal, { firmId, supervisorId, ownerPostId: file.matter.owner.postId }))
    throw new Refusal('NOT_FOUND');
  return file;
}

async function attachCommands(tx: Tx, step: Step): Promise<MatterCommand[]> {
  const files = await uploadsOf(tx, step.attachmentIds, step.principal.accountId);
  return files.map(({ id, name }) => ({ type: 'attach', attachmentId: id, name, visibleToCompany: !step.internal }));
}

/** Decides commands on a locked matter and stores what they bring; the caller's transaction commits it. */
export async function advance(
  tx: Tx,
  before: MatterFile,
  commands: readonly MatterCommand[],
  context: DecideFrame,
): Promise<MatterFile> {
  const frame = { ...context, dueAt: promisesOf(before).resolve.dueAt };
  const step = decideAll(before.matter, commands, frame);
  const heir = commands.some(({ type }) => type === 'reopen')
    ? await successionAfterReopening(tx, step.matter, context.directory)
    : null;
  const { events, matter } =
    heir === null ? { events: [], matter: step.matter } : decideAll(step.matter, [heir], { ...frame, actor: SYSTEM });
  const after: MatterFile = {
    subject: before.subject,
    events: [...before.events, ...step.events, ...events],
    matter,
  };
  const { id, number, firmId } = after.subject;
  await storeStep(tx, before, after, [
    outboxMessage('matter', { matterId: id, number, version: matter.version, firmId }),
  ]);
  return after;
}

const SYSTEM: Actor = { kind: 'system' };

export interface DecideFrame {
  readonly now: number;
  readonly actor: Actor;
  readonly manages: boolean;
  readonly directory: PostDirectory;
}

function checkSeen(file: MatterFile, version: number | undefined, directory: PostDirectory): void {
  if (version === undefined) return;
  const checked = checkVersion(file.matter, version);
  if (!checked.ok) throw refusalOf(checked, directory);
}

/** Carries out one command: load under lock, decide, store state, events, leaves, message and key, answer the new state. */
export async function act(deps: MatterDeps, step: Step, wish: Wish): Promise<Reply> {
  const { platform, posts } = deps;
  const { principal, now } = step;
  const directory = await posts.directory(principal.districtId);
  return actOnce(platform, step.intention, async (tx) => {
    const before = await loadVisible(tx, step);
    checkSeen(before, step.version, directory);
    const post = actingPost(principal, before.matter, step.postId);
    if (principal.role === 'officer' && post === undefined) throw new Refusal('POST_UNKNOWN');
    const command = wish(before, directory, principal);
    const attach = await attachCommands(tx, step);
    // A file stands after the words it belongs to; a command that closes the matter takes its files before it.
    const commands = CLOSING.has(command.type) ? [...attach, command] : [command, ...attach];
    const after = await advance(tx, before, commands, {
      now,
      actor: actorOf(principal, post),
      manages: manages(principal),
      directory,
    });
    const firm = await firmName(tx, after.subject.firmId);
    return {
      status: 200,
      body: presentDetail(after, firm, await filesOf(tx, after.subject.id), {
        principal,
        // Events of one matter never share an instant, so the newest may lie a millisecond ahead of the clock.
        now: Math.max(now, after.matter.lastAt),
        directory,
      }),
    };
  });
}

const CLOSING: ReadonlySet<MatterCommand['type']> = new Set(['confirm', 'withdrawByCompany', 'reject', 'settleOnSpot']);
