import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseDay } from '../src/days.ts';
import { type Facts, type FactsView, factsAt, parseFacts } from '../src/facts.ts';
import type { Pack } from '../src/pack.ts';
import { parsePack } from '../src/parse-pack.ts';
import { eligibilitySentence } from '../src/sentences.ts';
import { parseVocabulary, type Vocabulary } from '../src/vocabulary.ts';

const FOLDER = join(import.meta.dirname, '../../../data/schemes');
const readJson = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));

function vocabularyOf(): Vocabulary {
  const parsed = parseVocabulary(readJson(join(FOLDER, 'facts.json')));
  if (!parsed.ok) throw new Error(eligibilitySentence(parsed).en);
  return parsed.vocabulary;
}

/** The vocabulary of the data folder. */
export const VOCABULARY = vocabularyOf();

export interface PackFile {
  readonly file: string;
  readonly data: Record<string, unknown>;
  readonly pack: Pack;
}

/** Reads a pack, or says what is wrong with it. */
export function packOf(data: unknown): Pack {
  const parsed = parsePack(data, VOCABULARY);
  if (!parsed.ok) throw new Error(eligibilitySentence(parsed).en);
  return parsed.pack;
}

/** All packs of the data folder. */
export const PACKS: readonly PackFile[] = readdirSync(join(FOLDER, 'packs')).map((file) => {
  const data: Record<string, unknown> = JSON.parse(readFileSync(join(FOLDER, 'packs', file), 'utf8'));
  return { file, data, pack: packOf(data) };
});

export const LIMITS = { latestYear: 2027, latestDay: '2027-12-31' };

/** Facts in short form: `revenue[-1]` is the year before FY0, a bare name is as of now. */
export function factsFile(short: Iterable<readonly [string, unknown]>, fiscalYear: number): Record<string, unknown> {
  const years: Record<string, Record<string, unknown>> = {};
  const now: Record<string, unknown> = {};
  for (const [name, value] of short) {
    const [, yearly, offset] = /^(.+)\[(-?\d)\]$/.exec(name) ?? [];
    if (yearly === undefined) now[name] = value;
    else {
      const year = String(fiscalYear + Number(offset));
      years[year] = { ...years[year], [yearly]: value };
    }
  }
  return { firm: '演示', currency: 'CNY', years, now };
}

export function factsOf(data: unknown): Facts {
  const parsed = parseFacts(data, VOCABULARY, LIMITS);
  if (!parsed.ok) throw new Error(parsed.faults.map((fault) => eligibilitySentence(fault).en).join('\n'));
  return parsed.facts;
}

/** Short facts as they count on a day; FY0 is the year before that day. */
export function viewOf(short: Iterable<readonly [string, unknown]>, asOf: string): FactsView {
  const fiscalYear = Number(asOf.slice(0, 4)) - 1;
  return { ...factsAt(factsOf(factsFile(short, fiscalYear)), parseDay(asOf) ?? 0), fiscalYear };
}
