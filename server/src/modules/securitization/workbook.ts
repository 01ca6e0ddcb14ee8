import type { DealRun } from '@banfei/waterfall';
import { writePages } from './workbook/file.ts';
import { type Modeled, modelOf } from './workbook/model.ts';

/** A run as xlsx, or why a spreadsheet could not compute it to the fen. */
export type DealWorkbook = { readonly ok: true; readonly bytes: Buffer } | Exclude<Modeled, { readonly ok: true }>;

/**
 * The workbook of a run: inputs, claims, cash flows as formulas, and checks against the engine.
 *
 * @param notes lines for the first sheet: who took it and when
 */
export async function dealWorkbook(run: DealRun, notes: readonly (readonly [string, string])[]): Promise<DealWorkbook> {
  const model = modelOf(run, notes);
  return model.ok ? { ok: true, bytes: await writePages(model.pages) } : model;
}
