import type { ApiRefusal } from '../../../api/refusal.ts';
import { Trouble } from '../../../parts/conditions.tsx';
import { useText } from '../../../text/useText.ts';
import { securitizationText } from './text.ts';

/** Why an act was refused, where its button is. */
export function Refused({ refusal, fault = '' }: { refusal: ApiRefusal | null; fault?: string }) {
  const { pick } = useText(securitizationText);
  return <Trouble text={fault || (refusal === null ? '' : pick(refusal.sentence))} />;
}
