import { join } from 'node:path';
import {
  COVERAGE_SENTENCES,
  type CoverageFault,
  type CoveragePlan,
  type CoverageQuestion,
  type CoverageRefusal,
  checkCoverage,
  type PlannedUnit,
  planCoverage,
  readCurrent,
  readOrganizations,
  readUnits,
  rulesAt,
  type SetupRules,
  sayReason,
} from '@banfei/coverage';
import { isoInstant, systemNow } from '../platform/clock.ts';
import { parseArguments } from './arguments.ts';
import { BadFile, readTable, readText } from './coverage-files.ts';
import type { CommandIo } from './io.ts';

const RULES = join(import.meta.dirname, '../../../data/coverage/setup-rules.json');

/** A refusal of the engine becomes the one sentence that the caller sees. */
function refused({ code, facts }: CoverageRefusal, file: string): BadFile {
  const known: Readonly<Record<string, unknown>> = { ...facts };
  const fill = (text: string) =>
    text.replace(/\{(\w+)\}/g, (whole, name: string) => (name in known ? String(known[name]) : whole));
  return new BadFile(`${file}：${fill(COVERAGE_SENTENCES[code].zh)} / ${fill(COVERAGE_SENTENCES[code].en)}`);
}

function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const cause = error instanceof Error ? error.message : String(error);
    throw new BadFile(`${file} 不是 JSON：${cause} / ${file} is not JSON: ${cause}`);
  }
}

async function readRules(file: string | undefined, asOf: string, env: NodeJS.ProcessEnv): Promise<SetupRules> {
  const named = file ?? RULES;
  const read = rulesAt(parseJson(await readText(named, env), named), asOf);
  if (!read.ok) throw refused(read, named);
  return read.rules;
}

/** Everything that the arguments name, read and checked. */
async function readQuestion(values: ReadonlyMap<string, string>, env: NodeJS.ProcessEnv): Promise<CoverageQuestion> {
  const unitsFile = values.get('units');
  if (unitsFile === undefined) throw new BadFile('要写 --units 和单位表。/ Give --units and the table of units.');
  const rules = await readRules(values.get('rules'), values.get('as-of') ?? isoInstant(systemNow()).slice(0, 10), env);
  const units = readUnits(await readTable(unitsFile, env));
  if (!units.ok) throw refused(units, unitsFile);
  const organizationsFile = values.get('organizations');
  const organizations =
    organizationsFile === undefined ? null : readOrganizations(await readTable(organizationsFile, env));
  if (organizations?.ok === false) throw refused(organizations, organizationsFile ?? '');
  const currentFile = values.get('current');
  const current =
    currentFile === undefined ? null : readCurrent(parseJson(await readText(currentFile, env), currentFile));
  if (current?.ok === false) throw refused(current, currentFile ?? '');
  return {
    units: units.units,
    organizations: organizations?.organizations ?? [],
    rules,
    ...(current === null ? {} : { current: current.current }),
  };
}

const spokenUnit = ({ reason, ...unit }: PlannedUnit) => {
  const { zh, en } = sayReason(reason);
  return { ...unit, reason: `${zh} / ${en}`, reasonCode: reason.code, facts: reason.facts };
};

const answerOf = ({ units, groups, totals }: CoveragePlan, rules: SetupRules) => ({
  units: units.map(spokenUnit),
  groups,
  totals,
  rulesVersion: rules.version,
});

/** A plan that its own judge refuses is a fault of the program and is not printed. */
function sayFaults(faults: readonly CoverageFault[], io: CommandIo): number {
  for (const { code, subject, found, expected } of faults.slice(0, 20))
    io.err(`${code} ${subject}：现为 ${found}，应为 ${expected} / found ${found}, expected ${expected}`);
  return 1;
}

/** `banfei coverage plan`: the mode of every unit, joint groups, and who is left uncovered and why. */
export async function coveragePlanCommand(
  args: readonly string[],
  io: CommandIo,
  env: NodeJS.ProcessEnv,
): Promise<number> {
  const read = parseArguments(args, ['units', 'organizations', 'current', 'rules', 'as-of'], ['json']);
  try {
    if (!read.ok) throw new BadFile(read.sentence);
    const question = await readQuestion(read.parsed.values, env);
    const plan = planCoverage(question);
    const faults = checkCoverage({ ...question, plan });
    if (faults.length > 0) return sayFaults(faults, io);
    io.out(JSON.stringify(answerOf(plan, question.rules)));
    return 0;
  } catch (error) {
    if (!(error instanceof BadFile)) throw error;
    io.err(error.message);
    return 2;
  }
}
