import { ERRORS, type ErrorCode, type ErrorFacts } from '@banfei/contracts';
import type { CustodyRefusal } from '@banfei/custody';
import { Refusal } from '../../platform/errors.ts';
import type { PostDirectory } from '../posts/index.ts';
import { wallClockMinutes } from './calendars.ts';

const isKnown = (code: string): code is ErrorCode => code in ERRORS;

/** 11 月 22 日 10:12 and 22 Nov 10:12, on the district's wall clock. */
export function spokenInstant(at: number): { readonly zh: string; readonly en: string } {
  const local = new Date(at + wallClockMinutes * 60_000);
  const time = local.toISOString().slice(11, 16);
  const month = local.toLocaleString('en-GB', { month: 'short', timeZone: 'UTC' });
  return {
    zh: `${local.getUTCMonth() + 1} 月 ${local.getUTCDate()} 日 ${time}`,
    en: `${local.getUTCDate()} ${month} ${time}`,
  };
}

const INSTANTS = new Set([
  'at',
  'lapsesAt',
  'closedAt',
  'dueAt',
  'resumeBy',
  'dueFrom',
  'ratedAt',
  'reopenUntil',
  'arbitratedAt',
  'silentFrom',
]);

// The engine speaks of ids and instants; people are told posts and wall-clock times, in both languages.
function spokenFacts(facts: object, directory: PostDirectory): ErrorFacts {
  const spoken: Record<string, string | number | boolean | null> = {};
  for (const [name, value] of Object.entries(facts) as [string, unknown][]) {
    // entries of an object are pairs of name and value
    if (name.endsWith('PostId') || name === 'postId') {
      const post = typeof value === 'string' ? directory.post(value) : undefined;
      spoken[`${name}Zh`] = post?.card.name.zh ?? '—';
      spoken[`${name}En`] = post?.card.name.en ?? '—';
    } else if (INSTANTS.has(name) && typeof value === 'number') {
      const { zh, en } = spokenInstant(value);
      spoken[`${name}Zh`] = zh;
      spoken[`${name}En`] = en;
    } else if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
      spoken[name] = value;
    else if (Array.isArray(value)) spoken[name] = value.join('、');
  }
  return spoken;
}

/** A refusal of the custody engine as a refusal of this product: same code, facts that people understand. */
export function refusalOf(refusal: CustodyRefusal, directory: PostDirectory): Refusal {
  if (!isKnown(refusal.code)) throw new Error(`custody refused with ${refusal.code}, which the error catalogue lacks`);
  return new Refusal(refusal.code, spokenFacts(refusal.facts, directory));
}
