import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';

const SOURCE = join(import.meta.dirname, '..');

const files = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? files(join(folder, entry.name)) : [join(folder, entry.name)],
  );

const CJK = '[\\u3400-\\u9fff\\u3000-\\u303f\\uff01-\\uff60]';
const ASCII_BETWEEN_CJK = new RegExp(`${CJK}[,;:?!]|[,;:?!]${CJK}`);
const isPair = (value: unknown): value is { zh: string; en: string } =>
  typeof value === 'object' && value !== null && 'zh' in value && 'en' in value;
const isTable = (name: string, value: unknown): value is Record<string, unknown> =>
  name.endsWith('Text') && typeof value === 'object' && value !== null;

interface Entry {
  readonly key: string;
  readonly zh: string;
  readonly en: string;
}

/** Every exported table of texts, found by its name, so that a new one cannot be forgotten. */
async function tables(): Promise<Map<string, Entry[]>> {
  const found = new Map<string, Entry[]>();
  for (const file of files(SOURCE).filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts'))) {
    if (!/export const \w+Text\b/.test(readFileSync(file, 'utf8'))) continue;
    const exported: Record<string, unknown> = await import(pathToFileURL(file).href);
    for (const [name, value] of Object.entries(exported)) {
      if (!isTable(name, value)) continue;
      const entries = Object.entries(value).map(([key, pair]) => {
        if (!isPair(pair)) throw new Error(`${name}.${key} is not a pair of zh and en`);
        return { key: `${name}.${key}`, zh: pair.zh, en: pair.en };
      });
      found.set(name, entries);
    }
  }
  return found;
}

const names = (sentence: string): string[] =>
  [...sentence.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '').sort();

/** What is wrong with one pair of sentences. */
function faultsOf({ key, zh, en }: Entry): string[] {
  const bare = (sentence: string) => sentence.replace(/\{\w+\}/g, 'x');
  return [
    ...(zh.trim() === '' || en.trim() === '' ? [`${key}: one language is empty`] : []),
    ...(ASCII_BETWEEN_CJK.test(bare(zh)) ? [`${key}: ASCII punctuation between Chinese characters: ${zh}`] : []),
    ...(/[\u4e00-\u9fff]/.test(en) && !key.endsWith('.otherLanguage') ? [`${key}: Chinese in the English text`] : []),
    ...(/[！!]/.test(zh) ? [`${key}: an exclamation mark`] : []),
    ...(/请耐心等待|系统繁忙|操作失败|无效|亲[，,]/.test(zh) ? [`${key}: banned words`] : []),
    ...(/\b(oops|invalid|please wait)\b/i.test(en) ? [`${key}: banned words`] : []),
  ];
}

describe('texts', async () => {
  const found = await tables();
  const all = [...found.values()].flat();

  it('finds the tables of every group of pages', () => {
    for (const name of [
      'sharedText',
      'publicText',
      'companyText',
      'raiseText',
      'requestText',
      'trackText',
      'logText',
    ]) {
      expect([...found.keys()]).toContain(name);
    }
    expect(all.length).toBeGreaterThan(300);
  });

  it('has both languages, full-width punctuation and no banned words', () => {
    expect(all.flatMap(faultsOf)).toEqual([]);
  });

  it('fills the same values in both languages', () => {
    const differ = all.filter(({ zh, en }) => {
      const [inZh, inEn] = [new Set(names(zh)), new Set(names(en))];
      // A count may be said by the word alone ("one"), and a language may need no helper that the other has.
      return (
        [...inZh].some((name) => name !== 'count' && !inEn.has(name)) ||
        [...inEn].some((name) => name !== 'count' && !inZh.has(name))
      );
    });
    expect(differ.map(({ key }) => key)).toEqual([]);
  });

  it('gives every counted sentence both of its forms', () => {
    const keys = new Set(all.map(({ key }) => key));
    for (const key of keys) {
      if (key.endsWith('_one')) expect(keys).toContain(key.replace(/_one$/, '_other'));
      if (key.endsWith('_other')) expect(keys).toContain(key.replace(/_other$/, '_one'));
    }
  });

  it('sees a planted fault', () => {
    expect(faultsOf({ key: 'x.a', zh: '天,样机', en: 'days' })).toHaveLength(1);
    expect(faultsOf({ key: 'x.b', zh: '好', en: '' })).toHaveLength(1);
    expect(faultsOf({ key: 'x.c', zh: '操作失败', en: 'fine' })).toHaveLength(1);
  });
});
