import type { MatterState, Outcome } from '@banfei/contracts';
import { type MatterFile, resolvedAt, stateOf } from './matter.ts';
import { promisesOf } from './promises.ts';

/** The columns of a matter that are computed from its events; instants in epoch milliseconds. */
export interface Projection {
  readonly state: MatterState;
  readonly outcome: Outcome | null;
  readonly version: number;
  readonly ownerPostId: string;
  readonly ownerOfficerId: string;
  readonly openedAt: number;
  readonly closedAt: number | null;
  readonly respondedAt: number | null;
  readonly contactedAt: number | null;
  readonly respondDueAt: number;
  readonly contactDueAt: number;
  /** Null while the clock stands: nothing is overdue that waits for the company. */
  readonly resolveDueAt: number | null;
  readonly resolvedAt: number | null;
  readonly proposedAt: number | null;
  readonly needsArbiter: boolean;
  readonly grade: number | null;
}

/** Folds a matter into its row. Pure: `banfei check` computes it again and compares. */
export function project(file: Pick<MatterFile, 'subject' | 'matter'>): Projection {
  const { matter } = file;
  const promises = promisesOf(file);
  return {
    ...stateOf(matter),
    version: matter.version,
    ownerPostId: matter.owner.postId,
    ownerOfficerId: matter.owner.officerId,
    openedAt: matter.raisedAt,
    closedAt: matter.closing?.at ?? null,
    respondedAt: matter.firstResponseAt,
    contactedAt: matter.firstContactAt,
    respondDueAt: promises.respond.dueAt,
    contactDueAt: promises.contact.dueAt,
    resolveDueAt: promises.resolve.dueAt,
    resolvedAt: resolvedAt(matter),
    proposedAt: matter.proposal?.at ?? null,
    needsArbiter: matter.needsArbiter,
    grade: matter.rating?.grade ?? null,
  };
}
