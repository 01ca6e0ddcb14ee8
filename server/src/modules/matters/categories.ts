import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Bilingual } from '@banfei/contracts';
import type { Level } from './policy.ts';

export interface Category {
  readonly code: string;
  readonly name: Bilingual;
  readonly group: Bilingual;
  readonly level: Level;
  readonly keywords: readonly string[];
}

interface CategoryFile {
  readonly groups: readonly { readonly code: string; readonly zh: string; readonly en: string }[];
  readonly categories: readonly {
    readonly code: string;
    readonly zh: string;
    readonly en: string;
    readonly level: Level;
    readonly keywords: readonly string[];
  }[];
}

const FILE = join(import.meta.dirname, '../../../../data/categories.json');

function readCategories(): ReadonlyMap<string, Category> {
  const file: CategoryFile = JSON.parse(readFileSync(FILE, 'utf8'));
  const groups = new Map(file.groups.map(({ code, zh, en }) => [code, { zh, en }]));
  const entries = file.categories.map(({ code, zh, en, level, keywords }) => {
    const group = groups.get(code.split('.')[0] ?? code);
    if (group === undefined) throw new Error(`data/categories.json: ${code} belongs to no group`);
    return [code, { code, name: { zh, en }, group, level, keywords }] as const;
  });
  return new Map(entries);
}

/** The categories by code, in the order of the list. */
export const CATEGORIES = readCategories();

export const OTHER = 'other';

/** Display name 园区配套 › 特种设备; the group alone when both are the same word. */
export function categoryName(code: string): Bilingual {
  const category = CATEGORIES.get(code);
  if (category === undefined) return { zh: code, en: code };
  if (category.group.zh === category.name.zh) return category.name;
  return { zh: `${category.group.zh} › ${category.name.zh}`, en: `${category.group.en} › ${category.name.en}` };
}

/** Categories that the text suggests, best first: more and longer keywords weigh more. Offered for a tap, never set. */
export function suggestCategories(text: string, limit = 3): readonly string[] {
  const words = text.normalize('NFKC').toLowerCase();
  const scored = [...CATEGORIES.values()]
    .map(({ code, keywords }) => ({
      code,
      score: keywords.reduce((sum, word) => sum + (words.includes(word.toLowerCase()) ? word.length ** 1.5 : 0), 0),
    }))
    .filter(({ score }) => score > 0);
  return scored
    .sort((a, b) => b.score - a.score || (a.code < b.code ? -1 : 1))
    .slice(0, limit)
    .map(({ code }) => code);
}
