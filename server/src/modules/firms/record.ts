import type { Tx } from '../../platform/db.ts';
import type { Principal } from '../../platform/principal.ts';
import { leafOf, outboxMessage } from '../../platform/record.ts';
import type { Change } from './changes.ts';
import { insertChanges, insertLeaf, insertMessage } from './store.ts';

interface Step {
  readonly firmId: string;
  /** Revision of the company that this step made. */
  readonly seq: number;
  readonly at: number;
  readonly principal: Principal;
  readonly source: string;
}

type Salted = Exclude<Change, { type: 'facts' }>;
type Unsalted = { [Type in Salted['type']]: Omit<Extract<Salted, { type: Type }>, 'salt'> }[Salted['type']];

/** One act of an officer on one company: its row, its leaf, its message, in the transaction of the act. */
export async function recordStep(
  tx: Tx,
  step: Step,
  change: Unsalted,
  payload: Readonly<Record<string, unknown>>,
): Promise<void> {
  const leaf = leafOf(tx.districtId, {
    subject: 'firm',
    subjectId: step.firmId,
    seq: step.seq,
    at: step.at,
    type: change.type,
    actor: { kind: step.principal.role, accountId: step.principal.accountId },
    payload: { ...payload, source: step.source },
  });
  const salt = leaf.salt.toString('hex');
  await insertChanges(tx, [{ firmId: step.firmId, source: step.source, change: { ...change, salt } }], step.at);
  await insertLeaf(tx, leaf);
  await insertMessage(tx, outboxMessage('firms', { firmId: step.firmId, type: change.type }), step.at);
}
