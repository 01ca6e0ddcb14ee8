/**
 * Company search in process: load, memory, and the time of one question, over generated names. Seeded: the same run twice.
 * Each question is asked three times and the quickest counts, since what other processes take is no part of it.
 */

import { brandStart } from '../server/src/modules/firms/brand.ts';
import { readingOf } from '../server/src/modules/firms/pinyin.ts';
import type { SearchRow } from '../server/src/modules/firms/search/match.ts';
import { packedIndex } from '../server/src/modules/firms/search/search-index.ts';
import { creditCodeFor, generatedName, seeded } from './search-names.ts';

const FIRMS = Number(process.argv[2] ?? 70_000);
const AREAS = 62;
const random = seeded(20_260_717);

const rows: SearchRow[] = [];
for (let k = 0; k < FIRMS; k++) {
  const name = generatedName(random);
  rows.push({
    id: `00000000-0000-7000-8000-${k.toString(16).padStart(12, '0')}`,
    name,
    formerNames: random() < 0.05 ? [generatedName(random)] : [],
    code: creditCodeFor(random),
    pinyin: readingOf(name).pinyin,
    areaNumber: 1 + Math.floor(random() * AREAS),
    brandAt: brandStart(name),
  });
}

const [began, cpu] = [performance.now(), process.cpuUsage()];
const index = packedIndex(rows);
const used = process.cpuUsage(cpu);
console.log(
  `packed ${FIRMS} companies in ${(performance.now() - began).toFixed(0)} ms (${((used.user + used.system) / 1000).toFixed(0)} ms of processor time), ` +
    `${(index.bytes / 1e6).toFixed(1)} MB beyond the names`,
);

const pick = (): SearchRow => {
  const row = rows[Math.floor(random() * rows.length)];
  if (row === undefined) throw new Error('no companies');
  return row;
};
const slice = (text: string, length: number): string => {
  const at = Math.floor(random() * Math.max(1, text.length - length));
  return text.slice(at, at + length);
};
const syllables = (row: SearchRow, count: number): string[] => {
  const all = row.pinyin.split(' ');
  const at = Math.floor(random() * Math.max(1, all.length - count));
  return all.slice(at, at + count);
};
const KINDS: Readonly<Record<string, () => string>> = {
  'one character': () => slice(pick().name, 1),
  'two characters': () => slice(pick().name, 2),
  'three characters': () => slice(pick().name, 3),
  'six characters': () => slice(pick().name, 6),
  'own word': () => pick().name.slice(2, 6),
  'whole name': () => pick().name,
  'initials, 2': () =>
    syllables(pick(), 2)
      .map((s) => s[0])
      .join(''),
  'initials, 4': () =>
    syllables(pick(), 4)
      .map((s) => s[0])
      .join(''),
  'pinyin, 1 syllable': () => syllables(pick(), 1).join(''),
  'pinyin, 2 syllables': () => syllables(pick(), 2).join(''),
  'one letter': () => 'abcdefghjklmnpqrstwxyz'[Math.floor(random() * 22)] ?? 'a',
  'code, 4': () => (pick().code ?? '').slice(0, 4),
  'code, 12': () => (pick().code ?? '').slice(0, 12),
  'code, last 4': () => (pick().code ?? '').slice(-4),
  'whole code': () => pick().code ?? '',
  nothing: () => '饕餮龘',
};

const quantile = (sorted: Float64Array, q: number): string =>
  ((sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))] ?? 0) * 1000).toFixed(1);

function report(label: string, times: readonly number[]): void {
  const sorted = Float64Array.from(times).sort();
  console.log(
    `${label.padEnd(34)} p50 ${quantile(sorted, 0.5).padStart(7)}  p99 ${quantile(sorted, 0.99).padStart(7)}  max ${quantile(sorted, 1).padStart(8)} µs`,
  );
}

for (const inArea of [false, true]) {
  const all: number[] = [];
  let slowest = { text: '', time: 0 };
  for (const [label, make] of Object.entries(KINDS)) {
    const words = Array.from({ length: 1500 }, make);
    const times: number[] = [];
    words.forEach((text, round) => {
      let quickest = Number.POSITIVE_INFINITY;
      for (let k = 0; k < 3; k++) {
        const start = performance.now();
        index.search({ text, limit: 20, areaNumber: inArea ? 1 + (round % AREAS) : null });
        quickest = Math.min(quickest, performance.now() - start);
      }
      // The first words warm the machine up.
      if (round < 500) return;
      times.push(quickest);
      if (quickest > slowest.time) slowest = { text, time: quickest };
    });
    all.push(...times);
    report(`${inArea ? 'own area first · ' : ''}${label}`, times);
  }
  report(inArea ? 'own area first · all' : 'all', all);
  console.log(`slowest question: ${slowest.text}`);
}
