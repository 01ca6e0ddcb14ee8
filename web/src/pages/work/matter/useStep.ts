import type { MatterDetail } from '@banfei/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useIntent } from '../../../api/intent.ts';
import type { Writes } from '../../../api/operations.ts';
import { matterQuery } from '../../../api/queries.ts';
import type { ApiRefusal } from '../../../api/refusal.ts';
import { isConflict } from '../../../parts/conditions.tsx';
import { rememberOwn } from '../parts/outgoing.ts';

/** Operations that answer with the matter as it is afterwards. */
export type MatterOperation = {
  [Operation in keyof Writes]: Writes[Operation]['answer'] extends MatterDetail ? Operation : never;
}[keyof Writes];

/** What every form of a step is given. `seen` is the version that the reader has read; it goes along with the command. */
export interface StepProps {
  readonly matter: MatterDetail;
  readonly seen: number;
  /** The step was taken. `finished` when the matter has left the reader's hands. */
  readonly onDone: (answer: MatterDetail, finished: boolean) => void;
  readonly onClose: () => void;
}

/** The same, with a draft that is emptied once its words have been taken. */
export const emptying = (props: StepProps, empty: () => void): StepProps => ({
  ...props,
  onDone: (answer, finished) => {
    empty();
    props.onDone(answer, finished);
  },
});

type Given<Operation extends MatterOperation> = Parameters<ReturnType<typeof useIntent<Operation>>['run']>[0];

export interface Step<Operation extends MatterOperation> {
  /** Gives the command; the refusal, if there was one, is also kept in `refusal`. */
  readonly run: (given: Given<Operation>) => Promise<ApiRefusal | null>;
  readonly busy: boolean;
  readonly refusal: ApiRefusal | null;
  /** Somebody else acted in between; the newest state has been read meanwhile. */
  readonly conflict: boolean;
}

/** Gives one command, keeps the answer where every page reads it, and reads again when somebody was faster. */
export function useStep<Operation extends MatterOperation>(
  operation: Operation,
  { matter, onDone }: StepProps,
  finishes = false,
): Step<Operation> {
  const intent = useIntent<Operation>(operation);
  const client = useQueryClient();
  const [conflict, setConflict] = useState(false);
  const run = async (given: Given<Operation>) => {
    setConflict(false);
    const result = await intent.run(given);
    if (result.ok === 'busy') return null;
    const { queryKey } = matterQuery(matter.number);
    if (result.ok) {
      rememberOwn(matter.number, result.answer.version);
      client.setQueryData(queryKey, result.answer);
      void client.invalidateQueries({ queryKey: ['matters', 'list'] });
      onDone(result.answer, finishes);
      return null;
    }
    if (result.refusal.outcome === 'refused') {
      await client.refetchQueries({ queryKey });
      setConflict(isConflict(result.refusal));
    }
    return result.refusal;
  };
  return { run, busy: intent.busy, refusal: intent.refusal, conflict };
}
