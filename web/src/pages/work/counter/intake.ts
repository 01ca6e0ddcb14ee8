import type { PostCard } from '@banfei/contracts';
import type { Text } from '../../../text/useText.ts';
import type { workCounterText } from '../../../text/workCounter.ts';
import type { PickedFirm } from '../parts/FirmPicker.tsx';

export const TEXT_LIMIT = 500;

/** What stands in the form. `category` and `post` are null while the suggestion stands. */
export interface Intake {
  readonly firmText: string;
  readonly firm: PickedFirm | null;
  readonly text: string;
  readonly category: string | null;
  readonly post: PostCard | 'self' | null;
  readonly phone: string;
  readonly answering: boolean;
  readonly answer: string;
}

export const EMPTY: Intake = {
  firmText: '',
  firm: null,
  text: '',
  category: null,
  post: null,
  phone: '',
  answering: false,
  answer: '',
};

const isMobileLike = (digits: string): boolean => /^1[3-9]/.test(digits);

/** What is missing, in the order of the form. */
export function faultsOf(
  intake: Intake,
  { t }: Pick<Text<typeof workCounterText>, 't'>,
): { field: string; text: string }[] {
  const faults: { field: string; text: string }[] = [];
  const over = [...intake.text.trim()].length - TEXT_LIMIT;
  const digits = intake.phone.replace(/\D/g, '');
  if (intake.firm === null) faults.push({ field: 'firm', text: t('firmNeeded') });
  if (intake.text.trim() === '') faults.push({ field: 'what', text: t('whatNeeded') });
  if (over > 0) faults.push({ field: 'what', text: t('over', { limit: TEXT_LIMIT, over }) });
  if (intake.answering && intake.answer.trim() === '') faults.push({ field: 'answer', text: t('answerNeeded') });
  if (isMobileLike(digits) && digits.length !== 11) {
    faults.push({ field: 'phone', text: t('phoneDigits', { count: digits.length }) });
  }
  if (intake.firm?.kind === 'new' && digits === '') faults.push({ field: 'phone', text: t('phoneNeeded') });
  return faults;
}
