import type { Bilingual, FactStatement, FactValue } from '@banfei/contracts';
import type { Db, Tx } from '../../platform/db.ts';
import { sql } from '../../platform/sql.ts';
import { cellText, readTableFile, remarkRefusal, type Table } from '../firms/index.ts';
import { schemeLibrary } from './library.ts';
import { bringFacts } from './state-facts.ts';

/** Columns of a file of facts, by either name. */
const COLUMNS = {
  code: { zh: '统一社会信用代码', en: 'code' },
  name: { zh: '资料', en: 'fact' },
  year: { zh: '会计年度', en: 'year' },
  value: { zh: '数值', en: 'value' },
  source: { zh: '文件', en: 'source' },
  issuer: { zh: '出具单位', en: 'issuer' },
  issuedOn: { zh: '文件日期', en: 'issuedOn' },
  validUntil: { zh: '有效期到', en: 'validUntil' },
} as const;
type ColumnName = keyof typeof COLUMNS;
const MAY_BE_EMPTY: ReadonlySet<ColumnName> = new Set(['year', 'validUntil']);

/** What is wrong with one line. */
export interface FactLineFault {
  readonly line: number;
  readonly sentence: Bilingual;
}

/** What became of a file: all of it stored, or nothing and a sentence for each fault. */
export interface FactFileReport {
  readonly read: number;
  readonly stored: number;
  readonly companies: number;
  readonly faults: readonly FactLineFault[];
}

interface Line {
  readonly line: number;
  readonly cells: Readonly<Record<ColumnName, string>>;
}

const fault = (line: number, sentence: Bilingual): FactLineFault => ({ line, sentence });

function linesOf({ header, rows }: Table): readonly Line[] | FactLineFault {
  const at = (name: ColumnName): number =>
    header.findIndex((each) => each.trim() === COLUMNS[name].zh || each.trim() === COLUMNS[name].en);
  const names = Object.keys(COLUMNS) as ColumnName[]; // exactly the keys of the constant above
  const missing = names.filter((name) => at(name) < 0 && !MAY_BE_EMPTY.has(name));
  if (missing.length > 0) {
    const zh = missing.map((name) => COLUMNS[name].zh).join('、');
    const en = missing.map((name) => COLUMNS[name].en).join(', ');
    return fault(1, {
      zh: `表头缺少这几列：${zh}，补上再导入`,
      en: `The heading lacks ${en}; add them and import again`,
    });
  }
  return rows.map(({ line, cells }) => {
    const texts = names.map((name) => [
      name,
      cellText(cells[at(name)] ?? '')
        .normalize('NFKC')
        .trim(),
    ]);
    return { line, cells: Object.fromEntries(texts) as Line['cells'] }; // made from the list of its keys
  });
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;

const FLAGS = [
  { value: true, words: { zh: '是', en: 'true' } },
  { value: false, words: { zh: '否', en: 'false' } },
] as const;

/** The value in the form that its kind is read in; what cannot be read goes on as text, and the engine says what is wrong. */
function factValueOf(name: string, text: string): FactValue {
  const kind = schemeLibrary().vocabulary.facts.get(name)?.kind;
  if (kind === 'flag') return FLAGS.find(({ words: { zh, en } }) => zh === text || en === text)?.value ?? text;
  if (kind === 'count') return /^-?\d+$/.test(text) ? Number(text) : text;
  return text;
}

const nameOf = (text: string): string =>
  [...schemeLibrary().vocabulary.facts.values()].find(({ name, title }) => name === text || title.zh === text)?.name ??
  text;

function statementOf({ line, cells }: Line): FactStatement | FactLineFault {
  const { year, source, issuer, issuedOn, validUntil } = cells;
  const name = nameOf(cells.name);
  const wrongDay = [issuedOn, ...(validUntil === '' ? [] : [validUntil])].find((day) => !DAY.test(day));
  if (wrongDay !== undefined)
    return fault(line, {
      zh: `日期写成 2026-04-20 的样子，这里是“${wrongDay}”`,
      en: `Days are written like 2026-04-20; here it is “${wrongDay}”`,
    });
  if (year !== '' && !/^\d{4}$/.test(year))
    return fault(line, {
      zh: `会计年度写四位数字，这里是“${year}”`,
      en: `The fiscal year has four digits; here it is “${year}”`,
    });
  if (source.length < 2 || issuer.length < 2)
    return fault(line, { zh: '文件和出具单位都要写明', en: 'Both the paper and who issued it are needed' });
  const value = factValueOf(name, cells.value);
  const until = validUntil === '' ? null : validUntil;
  return { name, year: year === '' ? null : Number(year), value, source, issuer, issuedOn, validUntil: until };
}

interface Firm {
  readonly id: string;
  readonly name: string;
  readonly code: string;
}

interface Stated {
  readonly line: number;
  readonly statement: FactStatement;
}

const isFault = (read: FactStatement | FactLineFault): read is FactLineFault => 'line' in read;

/** A fault of the engine names its place; the line of that place is where the reader looks. */
function lineAt(stated: readonly Stated[], place: string): number {
  const placeOf = ({ name, year }: FactStatement): string => (year === null ? `now.${name}` : `years.${year}.${name}`);
  return (stated.find(({ statement }) => placeOf(statement) === place) ?? stated[0])?.line ?? 1;
}

interface Sorted {
  readonly of: ReadonlyMap<Firm, readonly Stated[]>;
  readonly faults: FactLineFault[];
}

/** Lines by company, in the order of their codes; two files at once lock companies in one order. */
function sortLines(lines: readonly Line[], firms: readonly Firm[]): Sorted {
  const firmOf = new Map(firms.map((firm) => [firm.code, firm]));
  const of = new Map<Firm, Stated[]>(firms.map((firm) => [firm, []]));
  const faults: FactLineFault[] = [];
  for (const each of lines) {
    const { line, cells } = each;
    const firm = firmOf.get(cells.code.toUpperCase());
    const read = statementOf(each);
    if (firm === undefined)
      faults.push(
        fault(line, {
          zh: `名录里没有在册的“${cells.code}”`,
          en: `No living company on the register has the code ${cells.code}`,
        }),
      );
    else if (isFault(read)) faults.push(read);
    else of.get(firm)?.push({ line, statement: read });
  }
  return { of, faults };
}

async function take(tx: Tx, lines: readonly Line[], now: number): Promise<FactFileReport> {
  const codes = [...new Set(lines.map(({ cells }) => cells.code.toUpperCase()))];
  const firms = await tx.rows<Firm>(sql`
    select id, name, code from firms where district_id = ${tx.districtId} and ended_on is null and code = any(${codes}::text[]) order by code`);
  const { of, faults } = sortLines(lines, firms);
  let stored = 0;
  for (const [firm, stated] of of) {
    if (stated.length === 0) continue;
    const statements = stated.map(({ statement }) => statement);
    const answer = await bringFacts(tx, { principal: null, now }, firm, statements);
    stored += answer.stored;
    for (const { place, sentence } of answer.faults) faults.push({ line: lineAt(stated, place), sentence });
  }
  faults.sort((a, b) => a.line - b.line);
  return { read: lines.length, stored: faults.length > 0 ? 0 : stored, companies: of.size, faults };
}

/** Undoes what was stored before the first fault was found. */
class NotTaken extends Error {
  readonly report: FactFileReport;

  constructor(report: FactFileReport) {
    super('faults in the file');
    this.report = report;
  }
}

interface Importing {
  readonly db: Db;
  readonly now: number;
  readonly districtId: number;
}

/** Takes a file of facts, csv or xlsx in the encodings that lists of companies come in: all of it, or nothing. */
export async function importFacts(
  { db, now, districtId }: Importing,
  { content, fileName }: { readonly content: Buffer; readonly fileName: string },
): Promise<FactFileReport> {
  const read = await readTableFile(content, fileName);
  if (!read.ok) throw remarkRefusal(read.remark);
  const lines = linesOf(read.table);
  if ('line' in lines) return { read: read.table.rows.length, stored: 0, companies: 0, faults: [lines] };
  try {
    return await db.inDistrict(districtId, async (tx) => {
      const report = await take(tx, lines, now);
      if (report.faults.length > 0) throw new NotTaken(report);
      return report;
    });
  } catch (error) {
    if (error instanceof NotTaken) return error.report;
    throw error;
  }
}
