/** Rows of text become units and organizations; the first fault is told with its row, its column and its value. */
import { isIndustry } from './industry.ts';
import { type CoverageRefusal, quote, refuse } from './refusals.ts';
import type { CurrentPlan, Organization, OrganizationKind, Place, Unit } from './unit.ts';

/** A table: its heading and its rows, each as long as the heading. `line` is where a row stands in its file. */
export interface Table {
  readonly heading: readonly string[];
  readonly rows: readonly { readonly line: number; readonly cells: readonly string[] }[];
}

type Fault = CoverageRefusal<'COVERAGE_VALUE' | 'COVERAGE_COLUMN_MISSING' | 'COVERAGE_CODE_TWICE' | 'COVERAGE_CURRENT'>;

const UNIT_COLUMNS = [
  'code',
  'name',
  'fullMembers',
  'staff',
  'lon',
  'lat',
  'industry',
  'organization',
  'host',
] as const;
const ORGANIZATION_COLUMNS = ['code', 'name', 'kind', 'lon', 'lat', 'industry', 'host'] as const;
const KINDS: readonly OrganizationKind[] = ['branch', 'jointBranch', 'generalBranch', 'committee', 'workingCommittee'];

/** A district has fewer members in one unit and fewer staff in one company than this. */
const MOST_COUNT = 10_000_000;

/** Reads the cells of one row and remembers the first fault. */
class Row<Column extends string> {
  fault: Fault | null = null;
  readonly #line: number;
  readonly #cells: ReadonlyMap<string, string>;

  constructor(line: number, heading: readonly string[], cells: readonly string[]) {
    this.#line = line;
    this.#cells = new Map(heading.map((name, index) => [name, (cells[index] ?? '').trim()]));
  }

  text(column: Column): string {
    return this.#cells.get(column) ?? '';
  }

  wrong(column: Column, expected: string): void {
    const found = quote(this.text(column));
    this.fault ??= refuse('COVERAGE_VALUE', { row: this.#line, column, found, expected });
  }

  code(column: Column): string {
    const code = this.text(column);
    if (code === '' || code.length > 64) this.wrong(column, '1-64 characters');
    return code;
  }

  codeOrNone(column: Column): string | null {
    const code = this.text(column);
    if (code.length > 64) this.wrong(column, '0-64 characters');
    return code === '' ? null : code;
  }

  count(column: Column): number {
    const text = this.text(column);
    if (!/^\d{1,8}$/.test(text) || Number(text) > MOST_COUNT) this.wrong(column, `0..${MOST_COUNT}`);
    return Number(text);
  }

  #degrees(column: Column, most: number): number {
    const text = this.text(column);
    // Number('') is 0, which is a place in the Gulf of Guinea.
    if (!/^[-+]?\d+(\.\d+)?$/.test(text) || Math.abs(Number(text)) > most) this.wrong(column, `-${most}..${most}`);
    return Number(text);
  }

  place(lon: Column, lat: Column): Place {
    return { lon: this.#degrees(lon, 180), lat: this.#degrees(lat, 90) };
  }

  industry(column: Column): string {
    const code = this.text(column).toUpperCase();
    if (!isIndustry(code)) this.wrong(column, 'GB/T 4754, e.g. 6513');
    return code;
  }

  oneOf<Choice extends string>(column: Column, choices: readonly Choice[], absent: Choice): Choice {
    const text = this.text(column);
    if (text === '') return absent;
    const found = choices.find((choice) => choice === text);
    if (found === undefined) this.wrong(column, choices.join(' | '));
    return found ?? absent;
  }
}

/** Reads a table row by row; codes are unique, columns that are not needed are passed over. */
function readTable<Column extends string, Item extends { readonly code: string }>(
  { heading, rows }: Table,
  columns: readonly Column[],
  read: (row: Row<Column>) => Item,
): readonly Item[] | Fault {
  const missing = columns.find((column) => !heading.includes(column));
  if (missing !== undefined) return refuse('COVERAGE_COLUMN_MISSING', { column: missing, known: columns.join(',') });
  const items: Item[] = [];
  const lines = new Map<string, number>();
  for (const { line, cells } of rows) {
    const row = new Row<Column>(line, heading, cells);
    const item = read(row);
    if (row.fault !== null) return row.fault;
    const first = lines.get(item.code);
    if (first !== undefined) return refuse('COVERAGE_CODE_TWICE', { row: line, code: item.code, first });
    lines.set(item.code, line);
    items.push(item);
  }
  return items;
}

const isFault = (read: readonly unknown[] | Fault): read is Fault => 'ok' in read;

/**
 * Reads units.csv: code, name, fullMembers, staff, lon, lat, industry, organization, host.
 *
 * @returns the units, or the first fault: COVERAGE_COLUMN_MISSING, COVERAGE_VALUE, COVERAGE_CODE_TWICE
 */
export function readUnits(table: Table): { readonly ok: true; readonly units: readonly Unit[] } | Fault {
  const read = readTable(table, UNIT_COLUMNS, (row) => ({
    code: row.code('code'),
    name: row.text('name'),
    fullMembers: row.count('fullMembers'),
    staff: row.count('staff'),
    place: row.place('lon', 'lat'),
    industry: row.industry('industry'),
    organization: row.codeOrNone('organization'),
    host: row.codeOrNone('host'),
  }));
  return isFault(read) ? read : { ok: true, units: read };
}

/**
 * Reads organizations.csv: code, name, kind, lon, lat, industry, host.
 *
 * @returns the organizations, or the first fault: COVERAGE_COLUMN_MISSING, COVERAGE_VALUE, COVERAGE_CODE_TWICE
 */
export function readOrganizations(
  table: Table,
): { readonly ok: true; readonly organizations: readonly Organization[] } | Fault {
  const read = readTable(table, ORGANIZATION_COLUMNS, (row) => ({
    code: row.code('code'),
    name: row.text('name'),
    kind: row.oneOf('kind', KINDS, 'branch'),
    place: row.place('lon', 'lat'),
    industry: row.industry('industry'),
    host: row.codeOrNone('host'),
  }));
  return isFault(read) ? read : { ok: true, organizations: read };
}

const wrongCurrent = (field: string, value: unknown, expected: string): Fault =>
  refuse('COVERAGE_CURRENT', { field, found: quote(value), expected });

const membersOfObject = (value: unknown): ReadonlyMap<string, unknown> =>
  new Map(typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.entries(value) : []);

/**
 * Reads the plan in force: the answer of an earlier planning, of which code, group, host and mentor are used.
 *
 * @returns the plan, or COVERAGE_CURRENT with the field
 */
export function readCurrent(data: unknown): { readonly ok: true; readonly current: CurrentPlan } | Fault {
  const listed = membersOfObject(data).get('units');
  if (!Array.isArray(listed)) return wrongCurrent('units', listed, '[…]');
  const units: CurrentPlan['units'][number][] = [];
  for (const [index, each] of listed.entries()) {
    const given = membersOfObject(each);
    const code = given.get('code');
    if (typeof code !== 'string') return wrongCurrent(`units[${index}].code`, code, '"…"');
    const names: (string | null)[] = [];
    for (const field of ['group', 'host', 'mentor']) {
      const value = given.get(field) ?? null;
      if (value !== null && typeof value !== 'string')
        return wrongCurrent(`units[${index}].${field}`, value, '"…" | null');
      names.push(value);
    }
    const [group = null, host = null, mentor = null] = names;
    units.push({ code, group, host, mentor });
  }
  return { ok: true, current: { units } };
}
