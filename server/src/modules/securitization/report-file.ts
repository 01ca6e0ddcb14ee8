import type { Bilingual } from '@banfei/contracts';
import { Refusal } from '../../platform/errors.ts';
import { cellText, type Table, type TableCell } from '../firms/index.ts';
import type { ReportLine } from './store.ts';

/** A participation as a report names it: by its number, and by its name if the column is there. */
export interface Named {
  readonly number: number;
  readonly label: string;
}

export interface ReadReport {
  readonly period: number;
  readonly lines: readonly ReportLine[];
}

/** Columns of a report; a file may name them in either language. The name of the company is compared where it stands. */
const COLUMNS = {
  period: { zh: '期次', en: 'period' },
  number: { zh: '序号', en: 'number' },
  label: { zh: '企业', en: 'company' },
  principal: { zh: '实收本金', en: 'principal' },
  interest: { zh: '实收利息', en: 'interest' },
  recovered: { zh: '回收', en: 'recovered' },
  defaulted: { zh: '违约本金', en: 'defaulted' },
} as const satisfies Record<string, Bilingual>;
type ColumnName = keyof typeof COLUMNS;

const HEADER: readonly Bilingual[] = Object.values(COLUMNS);

const folded = (text: string): string => text.normalize('NFKC').trim().toLowerCase();

function placesOf(header: readonly string[]): Readonly<Record<ColumnName, number>> {
  const known = header.map(folded);
  const place = (name: ColumnName): number => {
    const { zh, en } = COLUMNS[name];
    const at = known.findIndex((each) => each === zh || each === en);
    if (at < 0 && name !== 'label')
      throw new Refusal('REPORT_COLUMN', {
        columnZh: zh,
        columnEn: en,
        columnsZh: HEADER.map((each) => each.zh).join('、'),
        columnsEn: HEADER.map((each) => each.en).join(', '),
      });
    return at;
  };
  return {
    period: place('period'),
    number: place('number'),
    label: place('label'),
    principal: place('principal'),
    interest: place('interest'),
    recovered: place('recovered'),
    defaulted: place('defaulted'),
  };
}

interface Wanted {
  readonly line: number;
  readonly column: ColumnName;
  readonly found: string;
}

const EXPECTED = {
  count: { zh: '整数', en: 'a whole number' },
  amount: { zh: '不为负、至多两位小数的元', en: 'yuan, not negative, with at most two decimals' },
  row: { zh: '本单各家各一行', en: 'each participation of this product once' },
  onePeriod: { zh: '与前面各行相同的期次', en: 'the period of the lines before' },
} as const;

function unreadable({ line, column, found }: Wanted, expected: { readonly zh: string; readonly en: string }): Refusal {
  const shown = [...found].slice(0, 40).join('');
  return new Refusal('REPORT_UNREADABLE', {
    line,
    columnZh: COLUMNS[column].zh,
    columnEn: COLUMNS[column].en,
    found: shown,
    expectedZh: expected.zh,
    expectedEn: expected.en,
  });
}

function whole(wanted: Wanted): number {
  const text = wanted.found.normalize('NFKC').trim();
  if (!/^\d{1,4}$/.test(text)) throw unreadable(wanted, EXPECTED.count);
  return Number(text);
}

/** Yuan as fen, exactly: digits, a point, at most two decimals; thousands may be set apart by commas. An empty cell is nothing. */
function fenOf(wanted: Wanted): bigint {
  const text = wanted.found.normalize('NFKC').trim();
  if (text === '') return 0n;
  const found = /^(\d{1,3}(?:,\d{3})+|\d{1,12})(?:\.(\d{1,2}))?$/.exec(text);
  if (found === null) throw unreadable(wanted, EXPECTED.amount);
  return BigInt((found[1] ?? '0').replaceAll(',', '')) * 100n + BigInt((found[2] ?? '').padEnd(2, '0'));
}

const textAt = (cells: readonly TableCell[], at: number): string => {
  const cell = cells[at];
  return cell === undefined ? '' : cellText(cell);
};

/**
 * Reads a servicer's report. Every participation stands in it exactly once, all lines are of one period; anything else
 * refuses the whole file with its line and column, so that nothing is stored by halves.
 */
export function readReport(table: Pick<Table, 'header' | 'rows'>, participants: readonly Named[]): ReadReport {
  const places = placesOf(table.header);
  const left = new Map(participants.map((each) => [each.number, each]));
  let period: number | null = null;
  const lines = table.rows.map(({ line, cells, fault }): ReportLine => {
    const at = (column: ColumnName): Wanted => ({ line, column, found: textAt(cells, places[column]) });
    if (fault !== null) throw unreadable(at('period'), EXPECTED.row);
    const [rowPeriod, number] = [whole(at('period')), whole(at('number'))];
    if (period !== null && rowPeriod !== period) throw unreadable(at('period'), EXPECTED.onePeriod);
    period = rowPeriod;
    const named = left.get(number);
    if (named === undefined) throw unreadable(at('number'), EXPECTED.row);
    left.delete(number);
    const label = places.label < 0 ? '' : textAt(cells, places.label).trim();
    if (label !== '' && folded(label) !== folded(named.label))
      throw unreadable(at('label'), { zh: `“${named.label}”`, en: `“${named.label}”` });
    return {
      number,
      principal: fenOf(at('principal')),
      interest: fenOf(at('interest')),
      recovered: fenOf(at('recovered')),
      defaulted: fenOf(at('defaulted')),
    };
  });
  const [missing] = left.values();
  if (missing !== undefined || period === null)
    throw unreadable({ line: table.rows.length + 2, column: 'number', found: '' }, EXPECTED.row);
  return { period, lines };
}
