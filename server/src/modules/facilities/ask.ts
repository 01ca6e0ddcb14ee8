import type { Facility } from './facility.ts';

/**
 * The facility that a text mentions, by name or alias; of several the longest name wins, because 「5G 创新园」 says more
 * than 「创新园」. Blanks do not count.
 */
export function facilityByName(facilities: readonly Facility[], text: string): Facility | undefined {
  const bare = (words: string): string => words.normalize('NFKC').toLowerCase().replaceAll(/\s/g, '');
  const haystack = bare(text);
  let best: { readonly facility: Facility; readonly length: number } | undefined;
  for (const facility of facilities) {
    for (const name of [facility.name.zh, facility.name.en, ...facility.aliases]) {
      const needle = bare(name);
      if (needle.length > (best?.length ?? 1) && haystack.includes(needle)) best = { facility, length: needle.length };
    }
  }
  return best?.facility;
}
