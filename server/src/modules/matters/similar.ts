import type { MatterFile } from './matter.ts';

/** Pairs of neighboring characters, without white space and punctuation: what two Chinese sentences share. */
function pairs(text: string): Set<string> {
  const characters = [
    ...text
      .normalize('NFKC')
      .toLowerCase()
      .replace(/[\s\p{P}]/gu, ''),
  ];
  return new Set(characters.slice(1).map((character, index) => `${characters[index]}${character}`));
}

/** Dice coefficient of the character pairs of two texts, from 0 to 1. */
export function likeness(a: string, b: string): number {
  const [left, right] = [pairs(a), pairs(b)];
  if (left.size === 0 || right.size === 0) return 0;
  let shared = 0;
  for (const pair of left) if (right.has(pair)) shared += 1;
  return (2 * shared) / (left.size + right.size);
}

/** Below this two requests merely use the same words; found on the demo texts, where rewordings start at 0.4. */
const ALIKE = 0.34;

/** Open matters that say nearly the same, most alike first: offered for a look, never merged unasked. */
export const alike = (text: string, files: readonly MatterFile[], limit = 3): readonly MatterFile[] =>
  files
    .map((file) => ({ file, score: likeness(text, file.subject.text) }))
    .filter(({ score }) => score >= ALIKE)
    .sort((a, b) => b.score - a.score)
    .slice(0, limit)
    .map(({ file }) => file);
