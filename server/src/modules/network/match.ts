import type { MatchReason } from '@banfei/contracts';
import type { Need, Resource } from './resource.ts';
import type { Slot } from './slots.ts';

/** What is known of a resource when it is held against a need. */
interface Candidate {
  readonly resource: Resource;
  readonly meters: number | null;
  readonly free: readonly Slot[];
}

interface Match<Of extends Candidate> {
  readonly candidate: Of;
  readonly reasons: MatchReason[];
}

const WALK_METERS = 3000;

/** Pairs of neighboring characters that are no blanks or marks: what Chinese has for words. */
function pairsOf(text: string): ReadonlySet<string> {
  const runs = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return new Set(runs.flatMap((run) => [...run].slice(1).map((letter, index) => `${[...run][index]}${letter}`)));
}

/** The shared pairs of two texts, joined to the longest words that both contain. */
function sharedWords(a: string, b: string): readonly string[] {
  const known = pairsOf(b);
  const words: string[] = [];
  let word = '';
  const letters = [...a.toLowerCase()];
  for (const [index, letter] of letters.entries()) {
    if (known.has(`${letters[index - 1] ?? ''}${letter}`))
      word = word === '' ? `${letters[index - 1]}${letter}` : word + letter;
    else {
      if (word !== '') words.push(word);
      word = '';
    }
  }
  if (word !== '') words.push(word);
  return [...new Set(words)];
}

function reasonsOf(need: Need, { resource, meters, free }: Candidate): MatchReason[] {
  const words = sharedWords(`${need.title} ${need.detail}`, `${resource.title} ${resource.detail}`);
  const first = free[0];
  return [
    { code: 'kind', value: resource.kind },
    ...(words.length === 0 ? [] : [{ code: 'words' as const, value: words.slice(0, 3).join('、') }]),
    ...(meters !== null && meters <= WALK_METERS ? [{ code: 'near' as const, value: String(meters) }] : []),
    ...(first === undefined ? [] : [{ code: 'free' as const, value: new Date(first.from).toISOString() }]),
    ...(resource.priceFen === 0 ? [{ code: 'noCharge' as const, value: '0' }] : []),
  ];
}

/** Same kind, of another unit, with a free slot before the need ends; most reasons first, then the nearer one. */
export function matchesOf<Of extends Candidate>(
  need: Need,
  candidates: readonly Of[],
  count = 3,
): readonly Match<Of>[] {
  const last = Date.parse(`${need.until}T23:59:59+08:00`);
  return candidates
    .filter(({ resource }) => resource.open && resource.kind === need.kind && resource.unitId !== need.unitId)
    .filter(({ free }) => free.some(({ from }) => from <= last))
    .map((candidate) => ({ candidate, reasons: reasonsOf(need, candidate) }))
    .sort(
      (a, b) =>
        b.reasons.length - a.reasons.length ||
        (a.candidate.meters ?? Number.MAX_SAFE_INTEGER) - (b.candidate.meters ?? Number.MAX_SAFE_INTEGER) ||
        (a.candidate.resource.id < b.candidate.resource.id ? -1 : 1),
    )
    .slice(0, count);
}
