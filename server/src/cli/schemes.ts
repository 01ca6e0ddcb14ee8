import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import {
  checkSchemes,
  createRegister,
  type EligibilityRefusal,
  eligibilitySentence,
  type FactLimits,
  type Facts,
  factsAt,
  packInForce,
  parseDay,
  parseFacts,
} from '@banfei/eligibility';
import { type SchemeLibrary, schemeLibrary } from '../modules/schemes/index.ts';
import { systemNow } from '../platform/clock.ts';
import { dayAt } from '../platform/days.ts';
import { parseArguments } from './arguments.ts';
import type { CommandIo } from './io.ts';

const spoken = (refusal: EligibilityRefusal): string => {
  const { zh, en } = eligibilitySentence(refusal);
  return `${zh}。/ ${en}.`;
};

/** Nothing can have happened after today, or after the day that is asked about when that is later. */
function limitsOf(asOf: string): FactLimits {
  const today = dayAt(systemNow());
  const latestDay = asOf > today ? asOf : today;
  return { latestDay, latestYear: Number(latestDay.slice(0, 4)) };
}

async function readFacts(path: string): Promise<{ readonly data: unknown } | string> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch {
    return `没有 ${path} 这个文件。/ There is no file ${path}.`;
  }
  try {
    return { data: JSON.parse(text) };
  } catch (error) {
    const problem = error instanceof Error ? error.message : '';
    return `读不懂 ${path}，它应是 JSON（${problem}）。/ ${path} is not JSON (${problem}).`;
  }
}

/**
 * `banfei schemes check --facts FILE.json [--scheme ID] --as-of YYYY-MM-DD`: every limb of every scheme with its distance.
 * One sentence for each fault of the facts, exit 2.
 */
export async function schemesCheckCommand(
  args: readonly string[],
  io: CommandIo,
  env: NodeJS.ProcessEnv,
): Promise<number> {
  const refuse = (sentence: string): number => {
    io.err(sentence);
    return 2;
  };
  const read = parseArguments(args, ['facts', 'scheme', 'as-of'], ['json']);
  if (!read.ok) return refuse(read.sentence);
  const { values, rest } = read.parsed;
  const [path, asOf] = [values.get('facts'), values.get('as-of')];
  if (path === undefined || asOf === undefined || rest.length > 0) {
    return refuse(
      '写明 --facts FILE.json 和 --as-of YYYY-MM-DD。/ Give --facts FILE.json and --as-of YYYY-MM-DD, nothing else.',
    );
  }
  const file = await readFacts(resolve(env.INIT_CWD ?? process.cwd(), path));
  if (typeof file === 'string') return refuse(file);
  const library = schemeLibrary();
  // A bad date is told before the facts are judged by it.
  const nothing = { firm: '', stated: new Map() };
  const asked = { asOf, scheme: values.get('scheme') ?? null };
  const known = checkSchemes(nothing, library, asked);
  if (!known.ok) return refuse(spoken(known));
  const facts = parseFacts(file.data, library.vocabulary, limitsOf(asOf));
  if (!facts.ok) {
    for (const fault of facts.faults) io.err(spoken(fault));
    return 2;
  }
  const checked = checkSchemes(facts.facts, library, asked);
  if (!checked.ok) return refuse(spoken(checked));
  for (const { notes, title, stale } of checked.answer.schemes) {
    const last = notes.at(-1);
    if (stale && last !== undefined) io.err(`${title.zh}：${last.zh}。/ ${title.en}: ${last.en}.`);
  }
  io.out(JSON.stringify(checked.answer));
  return 0;
}

/** One facts object on each line; blank lines are passed over. The first line that is not right stops the survey. */
function readLines(text: string, library: SchemeLibrary, asOf: string): readonly Facts[] | readonly string[] {
  const found: Facts[] = [];
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    let data: unknown;
    try {
      data = JSON.parse(line);
    } catch {
      return [`第 ${index + 1} 行不是 JSON。/ Line ${index + 1} is not JSON.`];
    }
    const facts = parseFacts(data, library.vocabulary, limitsOf(asOf));
    if (!facts.ok) return facts.faults.map((fault) => `第 ${index + 1} 行 / line ${index + 1}: ${spoken(fault)}`);
    found.push(facts.facts);
  }
  return found;
}

const isSentences = (read: readonly Facts[] | readonly string[]): read is readonly string[] =>
  typeof read[0] === 'string';

/**
 * `banfei schemes survey --facts FILE.jsonl --as-of YYYY-MM-DD`: many companies, one facts object on each line; for every
 * scheme in force how many have each outcome, and who they are by line.
 */
export async function schemesSurveyCommand(
  args: readonly string[],
  io: CommandIo,
  env: NodeJS.ProcessEnv,
): Promise<number> {
  const refuse = (...sentences: readonly string[]): number => {
    for (const sentence of sentences) io.err(sentence);
    return 2;
  };
  const read = parseArguments(args, ['facts', 'as-of'], ['json']);
  if (!read.ok) return refuse(read.sentence);
  const [path, asOf] = [read.parsed.values.get('facts'), read.parsed.values.get('as-of')];
  const day = parseDay(asOf ?? '');
  if (path === undefined || asOf === undefined || day === null || read.parsed.rest.length > 0) {
    return refuse('写明 --facts FILE.jsonl 和 --as-of YYYY-MM-DD。/ Give --facts FILE.jsonl and --as-of YYYY-MM-DD.');
  }
  const text = await readFile(resolve(env.INIT_CWD ?? process.cwd(), path), 'utf8').catch(() => null);
  if (text === null) return refuse(`没有 ${path} 这个文件。/ There is no file ${path}.`);
  const library = schemeLibrary();
  const companies = readLines(text, library, asOf);
  if (isSentences(companies)) return refuse(...companies);
  const ids = [...new Set(library.packs.map(({ id }) => id))];
  const packs = ids.flatMap((id) => packInForce(library.packs, id, day) ?? []);
  const register = createRegister(packs, { rows: companies.length, asOf: day });
  for (const [row, facts] of companies.entries()) register.setCompany(row, factsAt(facts, day));
  register.evaluate();
  const schemes = packs.map(({ id, version }, index) => ({
    id,
    packVersion: version,
    totals: Object.fromEntries(OUTCOMES.map((outcome) => [outcome, register.count(index, outcome)])),
    outcomes: companies.map((_, row) => register.outcome(index, row)),
  }));
  io.out(JSON.stringify({ asOf, companies: companies.map(({ firm }) => firm), schemes }));
  return 0;
}

const OUTCOMES = ['met', 'unmet', 'unknown', 'manual_review'] as const;

function nothingBut(args: readonly string[], io: CommandIo): boolean {
  const read = parseArguments(args, [], ['json']);
  if (read.ok && read.parsed.rest.length === 0) return true;
  io.err(read.ok ? '这条命令不带参数。/ This command takes no argument.' : read.sentence);
  return false;
}

/** `banfei schemes list`: every pack with its dates, standards and citations. */
export async function schemesListCommand(args: readonly string[], io: CommandIo): Promise<number> {
  if (!nothingBut(args, io)) return 2;
  const { packs } = schemeLibrary();
  const schemes = packs.map(({ id, version, title, currency, dates, source, standards, criteria, notes }) => ({
    id,
    packVersion: version,
    title,
    currency,
    ...dates,
    source,
    notes,
    standards: standards.map((standard) => ({ id: standard.id, title: standard.title, required: standard.required })),
    criteria: [...criteria.values()].map((each) => ({
      id: each.id,
      title: each.title,
      citation: each.citation,
      evidence: each.evidence,
      needsHumanVerify: each.needsHumanVerify,
    })),
  }));
  io.out(JSON.stringify({ schemes }));
  return 0;
}

const FORMS = {
  money: 'CNY, decimal text of whole yuan',
  count: 'whole number',
  share: 'share of one',
  date: 'YYYY-MM-DD',
  flag: 'true / false',
  years: 'years',
  rate: 'HKD for one CNY',
  score: 'points',
} as const;

/** `banfei schemes facts`: the vocabulary of facts with their units. */
export async function schemesFactsCommand(args: readonly string[], io: CommandIo): Promise<number> {
  if (!nothingBut(args, io)) return 2;
  const { vocabulary } = schemeLibrary();
  const facts = [...vocabulary.facts.values()].map(({ name, scope, kind, title, signed, partOf }) => ({
    name,
    under: scope === 'yearly' ? 'years' : 'now',
    kind,
    unit: FORMS[kind],
    signed,
    partOf,
    title,
  }));
  const derived = [...vocabulary.derived.values()].map(({ name, lowerOf, title }) => ({ name, lowerOf, title }));
  io.out(JSON.stringify({ facts, derived }));
  return 0;
}
