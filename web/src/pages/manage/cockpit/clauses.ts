import type { SentencePart } from '@banfei/contracts';

const STOP = /(?<=[，；、。])/;

/**
 * The sentence cut after its stops. Chinese may break between any two characters, so a line would end inside a word;
 * a clause that fits on a line is kept together instead.
 */
export function clausesOf(parts: readonly SentencePart[]): readonly (readonly SentencePart[])[] {
  const clauses: SentencePart[][] = [[]];
  for (const part of parts) {
    if (typeof part !== 'string') {
      clauses.at(-1)?.push(part);
      continue;
    }
    for (const piece of part.split(STOP)) {
      clauses.at(-1)?.push(piece);
      if (/[，；、。]$/.test(piece)) clauses.push([]);
    }
  }
  return clauses.filter(({ length }) => length > 0);
}
