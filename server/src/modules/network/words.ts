import type { BookingState } from '@banfei/contracts';
import { isInstant } from '../../platform/clock.ts';
import { Refusal } from '../../platform/errors.ts';
import { spokenInstant } from '../matters/index.ts';
import type { Slot } from './slots.ts';

/** States as a refusal says them. */
export const STATE_WORDS: Readonly<Record<BookingState, { readonly zh: string; readonly en: string }>> = {
  asked: { zh: '还没有答复', en: 'not answered yet' },
  accepted: { zh: '已经同意', en: 'accepted' },
  declined: { zh: '已被婉拒', en: 'declined' },
  lapsed: { zh: '过时没有答复，已经失效', en: 'lapsed without an answer' },
  withdrawn: { zh: '已经撤回', en: 'withdrawn' },
  canceled: { zh: '已被资源方取消', en: 'called off by the owner' },
};

/** Instants as facts of a refusal: `whenZh`, `whenEn`. */
export function spokenWhen(at: number): { readonly whenZh: string; readonly whenEn: string } {
  const { zh, en } = spokenInstant(at);
  return { whenZh: zh, whenEn: en };
}

/** Free slots in both languages, and once more as instants so that a page can offer them as buttons. */
export function spokenSlots(slots: readonly Slot[]): {
  readonly freeZh: string;
  readonly freeEn: string;
  readonly free: string;
} {
  const said = slots.map(({ from }) => spokenInstant(from));
  return {
    freeZh: said.map(({ zh }) => zh).join('、') || '两周内没有空档',
    freeEn: said.map(({ en }) => en).join(', ') || 'none within two weeks',
    free: slots.map(({ from, until }) => `${new Date(from).toISOString()}/${new Date(until).toISOString()}`).join(' '),
  };
}

/** A line of words without the blanks around it, which the schema counted too. */
export function worded(field: string, text: string): string {
  const words = text.trim();
  if ([...words].length < 2) throw new Refusal('INPUT_INVALID', { field, problem: 'fewer than 2 characters' });
  return words;
}

/** An instant of the wire as epoch milliseconds; a leap second and the year 0000 pass the form and are no instants here. */
export function instantOf(field: string, text: string): number {
  const at = Date.parse(text);
  if (!isInstant(at)) throw new Refusal('INPUT_INVALID', { field, problem: 'not an instant' });
  return at;
}
