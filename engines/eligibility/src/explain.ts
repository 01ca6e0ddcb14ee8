/** Sentences made from the rule itself: what it asks, what was found, what is missing. Nothing is written by hand. */
import type { Judged } from './criterion.ts';
import { floorDivide } from './exact.ts';
import { spoken } from './format.ts';
import type { Op, Unit } from './pack.ts';
import type { Words } from './refusals.ts';
import type { Vocabulary } from './vocabulary.ts';

const ASKS: Readonly<Record<Op, Words>> = {
  '>=': { zh: '不低于', en: 'at least' },
  '>': { zh: '高于', en: 'more than' },
  '<=': { zh: '不超过', en: 'at most' },
  '<': { zh: '低于', en: 'less than' },
};

/** A fact by its title and year: 营业收入（2023 年）. */
export function factWords(key: string, vocabulary: Vocabulary): Words {
  const [name = '', year] = key.split('@');
  const title = vocabulary.facts.get(name)?.title ?? { zh: name, en: name };
  if (year === undefined) return title;
  return { zh: `${title.zh}（${year} 年）`, en: `${title.en} of ${year}` };
}

function list(keys: readonly string[], vocabulary: Vocabulary): Words {
  const words = keys.map((key) => factWords(key, vocabulary));
  return { zh: words.map(({ zh }) => zh).join('、'), en: words.map(({ en }) => en).join(', ') };
}

function numberWords(judged: Judged, unit: Unit, op: Op): Words {
  const { outcome, value, upTo, threshold, distance, grid } = judged;
  if (threshold === null) return { zh: '要求取决于还不知道的事实', en: 'what is asked depends on facts not yet known' };
  // What is asked comes first, then what was found, then the difference.
  const asked = spoken(floorDivide(threshold.num * 1_000_000n, threshold.den), 1_000_000n, unit);
  const asks = { zh: `要求${ASKS[op].zh} ${asked.zh}`, en: `${ASKS[op].en} ${asked.en} is asked` };
  if (value === null) return asks;
  const [low, high] = [spoken(value, grid, unit), upTo === null ? null : spoken(upTo, grid, unit)];
  const found = high === null ? low : { zh: `${low.zh} 到 ${high.zh}`, en: `${low.en} to ${high.en}` };
  const sized = { zh: `${asks.zh}，现为 ${found.zh}`, en: `${asks.en}, ${found.en} is stated` };
  // A distance is told only where there is one to go.
  if (outcome !== 'unmet' || distance === null) return sized;
  const short = spoken(distance < 0n ? -distance : distance, grid, unit, true);
  return distance < 0n
    ? { zh: `${sized.zh}，超出 ${short.zh}`, en: `${sized.en}, ${short.en} too much` }
    : { zh: `${sized.zh}，还差 ${short.zh}`, en: `${sized.en}, ${short.en} short` };
}

/** The sentence of one answer in both languages. */
export function explain(judged: Judged, vocabulary: Vocabulary): Words {
  const { criterion, outcome, missing } = judged;
  const { title, test } = criterion;
  const lacking = list(missing, vocabulary);
  const needs =
    missing.length === 0 ? { zh: '', en: '' } : { zh: `；缺少可用的${lacking.zh}`, en: `; no usable ${lacking.en}` };
  if (test.kind === 'number') {
    const body = numberWords(judged, judged.criterion.test.kind === 'number' ? test.unit : 'count', test.op);
    const expert =
      outcome === 'manual_review' ? { zh: '；由专家判断', en: '; for experts to judge' } : { zh: '', en: '' };
    const need = outcome === 'unknown' ? needs : { zh: '', en: '' };
    return {
      zh: `${title.zh}：${body.zh}${need.zh}${expert.zh}。`,
      en: `${title.en}: ${body.en}${need.en}${expert.en}.`,
    };
  }
  // Flags and findings have no number, so each answer has its words.
  const state: Readonly<Record<typeof outcome, Words>> = {
    met: { zh: '符合', en: 'as asked' },
    unmet: { zh: '不符合', en: 'not as asked' },
    unknown: { zh: `没有写明“${lacking.zh}”`, en: `not stated: ${lacking.en}` },
    manual_review: { zh: '要由人判断，还没有记录结论', en: 'for a person to judge, no finding on record' },
  };
  return { zh: `${title.zh}：${state[outcome].zh}。`, en: `${title.en}: ${state[outcome].en}.` };
}
