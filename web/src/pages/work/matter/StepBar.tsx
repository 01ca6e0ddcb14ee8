import type { MatterDetail } from '@banfei/contracts';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { may } from '../../../parts/matter.ts';
import { useText } from '../../../text/useText.ts';
import { workMatterText } from '../../../text/workMatter.ts';
import { AcceptPart } from './steps/AcceptPart.tsx';
import { Extend, Resume, Wait } from './steps/Clock.tsx';
import { Decline } from './steps/Decline.tsx';
import { Arbitrate, Offer, WithdrawOffer } from './steps/Offer.tsx';
import { Reject } from './steps/Reject.tsx';
import { Propose, TextStep } from './steps/Say.tsx';
import type { StepProps } from './useStep.ts';

/** Steps that open a sheet. `part` is an acceptance of a part; the rest are the server's own names. */
export const SHEETS = {
  part: AcceptPart,
  decline: Decline,
  proposals: Propose,
  offers: Offer,
  withdraw: WithdrawOffer,
  waits: Wait,
  resumption: Resume,
  extension: Extend,
  arrivals: (props: StepProps) => <TextStep name="arrivals" {...props} />,
  supplements: (props: StepProps) => <TextStep name="supplements" {...props} />,
  arbitration: Arbitrate,
  oversight: (props: StepProps) => <TextStep name="oversight" {...props} />,
  rejection: Reject,
  reopening: (props: StepProps) => <TextStep name="reopening" {...props} />,
} as const;
export type SheetName = keyof typeof SHEETS;

/** In the order of use; the offer's own answers stand in its card. */
const ORDER: readonly SheetName[] = [
  'proposals',
  'resumption',
  'arbitration',
  'offers',
  'withdraw',
  'waits',
  'arrivals',
  'supplements',
  'extension',
  'oversight',
  'reopening',
  'rejection',
];
const SHOWN = 4;

/** Whether a sheet may be opened: the server's list of steps decides, and nothing else. */
export const mayOpen = (matter: MatterDetail, sheet: SheetName): boolean =>
  sheet === 'part' ? matter.steps.includes('accept.part') : may(matter, sheet);

interface StepBarProps {
  readonly matter: MatterDetail;
  readonly onOpen: (sheet: SheetName) => void;
  readonly extra?: ReactNode;
}

/** Buttons for the steps that the server allows now; the rarer ones behind one press. */
export function StepBar({ matter, onOpen, extra }: StepBarProps) {
  const { t } = useText(workMatterText);
  const [all, setAll] = useState(false);
  const open = ORDER.filter((sheet) => mayOpen(matter, sheet));
  const shown = all ? open : open.slice(0, SHOWN);
  if (matter.steps.length === 0) return <p className="muted">{t('noSteps')}</p>;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a row of buttons is a group, not a set of form fields.
    <div className="step-bar no-print" role="group" aria-label={t('steps')}>
      {shown.map((sheet, index) => (
        <button key={sheet} type="button" className={index === 0 ? 'btn pri' : 'btn'} onClick={() => onOpen(sheet)}>
          {t(`step_${sheet}`)}
        </button>
      ))}
      {open.length > SHOWN && !all && (
        <button type="button" className="btn quiet" aria-expanded={false} onClick={() => setAll(true)}>
          {t('moreSteps')}
        </button>
      )}
      {extra}
    </div>
  );
}
