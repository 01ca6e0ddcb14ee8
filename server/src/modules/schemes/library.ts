import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Bilingual } from '@banfei/contracts';
import {
  type EligibilityRefusal,
  eligibilitySentence,
  overlapOf,
  type Pack,
  parsePack,
  parseVocabulary,
  type Vocabulary,
} from '@banfei/eligibility';

/** Rule packs of every scheme, and the vocabulary in which facts are stated. */
export interface SchemeLibrary {
  readonly packs: readonly Pack[];
  readonly vocabulary: Vocabulary;
  /** Ids of the schemes in the order of the packs. */
  readonly ids: readonly string[];
}

const FOLDER = join(import.meta.dirname, '../../../../data/schemes');

const read = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));

const spoken = (refusal: EligibilityRefusal): string => {
  const { zh, en } = eligibilitySentence(refusal);
  return `${zh}。/ ${en}.`;
};

function readLibrary(): SchemeLibrary {
  const parsed = parseVocabulary(read(join(FOLDER, 'facts.json')));
  if (!parsed.ok) throw new Error(`facts.json: ${spoken(parsed)}`);
  const { vocabulary } = parsed;
  const packs = readdirSync(join(FOLDER, 'packs'))
    .sort()
    .map((file): Pack => {
      const pack = parsePack(read(join(FOLDER, 'packs', file)), vocabulary);
      if (!pack.ok) throw new Error(`${file}: ${spoken(pack)}`);
      return pack.pack;
    });
  const overlap = overlapOf(packs);
  if (overlap !== null) throw new Error(spoken(overlap));
  return { packs, vocabulary, ids: [...new Set(packs.map(({ id }) => id))] };
}

let library: SchemeLibrary | undefined;

/** The packs that come with the product, read once; one that is not right stops whoever asks, and is named. */
export function schemeLibrary(): SchemeLibrary {
  library ??= readLibrary();
  return library;
}

/** The name of a scheme by its newest version; an id that no pack has stands for itself. */
export const schemeTitle = (id: string): Bilingual =>
  schemeLibrary().packs.findLast((pack) => pack.id === id)?.title ?? { zh: id, en: id };
