import { startThread } from '../../../platform/thread.ts';
import { headerAt, tableOf } from './header.ts';
import { COLUMNS_MAX, ROWS_MAX, SHEET_MEMORY_MB, SHEET_SECONDS } from './limits.ts';
import type { SheetMessage } from './sheet-worker.ts';
import { type ReadResult, type Remark, refuse, type Table, type TableRow } from './table.ts';
import { guardWorkbook, type Workbook } from './zip-guard.ts';

/** What the reading thread may use. */
export interface ThreadLimits {
  readonly memoryMb: number;
  readonly seconds: number;
}

const THREAD_LIMITS: ThreadLimits = { memoryMb: SHEET_MEMORY_MB, seconds: SHEET_SECONDS };

type RowsResult = ReadResult<{ readonly rows: readonly TableRow[] }>;

const ENTRY = new URL('./sheet-worker.ts', import.meta.url);

/**
 * Reads one sheet in a thread of its own with a memory limit: whatever a file makes of the sheet reader, the server goes
 * on. The time limit is wall clock, since it protects the person who waits.
 */
function rowsOf(bytes: Buffer, part: string, { memoryMb, seconds }: ThreadLimits): Promise<RowsResult> {
  const worker = startThread(ENTRY, { data: { bytes, part }, memoryMb, youngMemoryMb: 32 });
  const rows: TableRow[] = [];
  return new Promise<RowsResult>((resolve) => {
    const timer = setTimeout(() => resolve(refuse('IMPORT_SHEET_TIMEOUT', { seconds })), seconds * 1000);
    worker.on('message', (message: SheetMessage) => {
      if (message.type === 'rows') for (const row of message.rows) rows.push(row);
      else resolve(message.type === 'end' ? { ok: true, rows } : refuse(message.code, message.facts));
    });
    worker.on('error', (error) => resolve(workerFault(error, memoryMb)));
    worker.on('exit', () => {
      clearTimeout(timer);
      resolve(refuse('IMPORT_SHEET_DAMAGED', { problem: 'no sheet data' }));
    });
  }).finally(() => worker.terminate());
}

const workerFault = (error: Error, memoryMb: number): ReturnType<typeof refuse> =>
  'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY'
    ? refuse('IMPORT_SHEET_MEMORY', { limit: memoryMb })
    : refuse('IMPORT_SHEET_DAMAGED', { problem: error.message.slice(0, 80) });

function notesOf({ epoch, sheets }: Workbook): Remark[] {
  const others = sheets.length - 1;
  return [
    ...(others > 0 ? [{ code: 'NOTE_OTHER_SHEETS', facts: { sheet: sheets[0]?.name ?? '', count: others } }] : []),
    ...(epoch === 1904 ? [{ code: 'NOTE_1904', facts: {} }] : []),
  ];
}

/** Reads the first sheet of a workbook, after the guard has looked at the archive. */
export async function readSheet(
  bytes: Buffer,
  limits: ThreadLimits = THREAD_LIMITS,
): Promise<ReadResult<{ readonly table: Table }>> {
  const guarded = await guardWorkbook(bytes);
  if (!guarded.ok) return guarded;
  const { workbook } = guarded;
  const read = await rowsOf(bytes, workbook.sheets[0]?.part ?? '', limits);
  if (!read.ok) return read;
  const widest = read.rows.reduce((most, { cells }) => Math.max(most, cells.length), 0);
  if (widest > COLUMNS_MAX) return refuse('IMPORT_TOO_MANY_COLUMNS', { count: widest, limit: COLUMNS_MAX });
  if (read.rows.length > ROWS_MAX + 20) return refuse('IMPORT_TOO_MANY_ROWS', { limit: ROWS_MAX });
  const raw = {
    format: 'xlsx' as const,
    encoding: 'xlsx',
    delimiter: null,
    epoch: workbook.epoch,
    notes: notesOf(workbook),
    rows: read.rows,
  };
  return tableOf(raw, headerAt(read.rows));
}
