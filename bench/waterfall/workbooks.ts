/**
 * Workbooks of the five worked deals under three scenarios, recomputed by LibreOffice: the files go in without values, every
 * value of a formula that comes out is compared with the exact one. Run `npx tsx bench/waterfall/workbooks.ts`; it needs
 * `soffice` (Debian: libreoffice-calc).
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AS_AGREED, readDeal, readScenario, runDeal, type Scenario } from '@banfei/waterfall';
import ExcelJS from 'exceljs';
import { columnName, type Page } from '../../server/src/modules/securitization/workbook/grid.ts';
import { modelOf } from '../../server/src/modules/securitization/workbook/model.ts';

const DEALS = join(import.meta.dirname, '../../data/deals');
const NAMES = ['pledge-loan-2023', 'second-license', 'sale-leaseback', 'receivable', 'pro-rata-triggers'];
const SEVERE = {
  id: 'severe',
  defaults: '0.03',
  recoveries: [{ lagMonths: 9, share: '0.15' }],
  delay: { share: '0.1', months: 2 },
};
const json = (file: string): unknown => JSON.parse(readFileSync(join(DEALS, file), 'utf8'));

function pagesOf(name: string, data: unknown): readonly Page[] {
  const read = readDeal(json(`${name}.json`));
  if (!read.ok) throw new Error(read.code);
  let scenario: Scenario = AS_AGREED;
  if (data !== null) {
    const given = readScenario(data, read.deal);
    if (!given.ok) throw new Error(given.code);
    scenario = given.scenario;
  }
  const model = modelOf(runDeal(read.deal, scenario), []);
  if (!model.ok) throw new Error(model.code);
  return model.pages;
}

async function writeBare(pages: readonly Page[], file: string): Promise<void> {
  const book = new ExcelJS.Workbook();
  for (const { name, rows } of pages) {
    const sheet = book.addWorksheet(name);
    for (const [row, cells] of rows)
      for (const [column, { formula, value }] of cells)
        sheet.getRow(row).getCell(column).value =
          formula === null ? (typeof value === 'bigint' ? Number(value) : value) : { formula };
  }
  await book.xlsx.writeFile(file);
}

/** How many formulas there are, and which came out otherwise. */
async function compare(pages: readonly Page[], file: string) {
  const book = new ExcelJS.Workbook();
  await book.xlsx.readFile(file);
  let formulas = 0;
  const wrong: string[] = [];
  for (const { name, rows } of pages)
    for (const [row, cells] of rows)
      for (const [column, { formula, kind, value }] of cells) {
        if (formula === null) continue;
        formulas += 1;
        const { result } = book.getWorksheet(name)?.getRow(row).getCell(column) ?? {};
        const near = kind === 'decimal' && Math.abs(Number(result) - Number(value)) < 1e-6;
        if (!near && String(result) !== String(value)) wrong.push(`${name}!${columnName(column)}${row}: ${result}`);
      }
  return { formulas, wrong };
}

const folder = mkdtempSync(join(tmpdir(), 'banfei-workbooks-'));
mkdirSync(join(folder, 'out'));
let [all, bad] = [0, 0];
for (const [scenario, data] of Object.entries({ agreed: null, stress: json('scenarios/stress.json'), severe: SEVERE }))
  for (const name of NAMES) {
    const file = `${name}-${scenario}.xlsx`;
    const pages = pagesOf(name, data);
    await writeBare(pages, join(folder, file));
    execFileSync('soffice', [
      '--headless',
      `-env:UserInstallation=file://${folder}/profile`,
      '--convert-to',
      'xlsx:Calc MS Excel 2007 XML',
      '--outdir',
      join(folder, 'out'),
      join(folder, file),
    ]);
    const { formulas, wrong } = await compare(pages, join(folder, 'out', file));
    console.log(`${file}: ${formulas} formulas, ${wrong.length} differ ${wrong.slice(0, 3).join(' ')}`);
    all += formulas;
    bad += wrong.length;
  }
rmSync(folder, { recursive: true });
console.log(`${all} formulas, ${bad} differ`);
process.exitCode = bad === 0 ? 0 : 1;
