import { parentPort, workerData } from 'node:worker_threads';
import type { ErrorFacts } from '@banfei/contracts';
import type { SaxesParser } from 'saxes';
import { type Entry, fromBuffer, type ZipFile } from 'yauzl';
import { CELLS_MAX, CHARACTERS_MAX, COLUMNS_MAX, ROWS_MAX } from './limits.ts';
import { type SheetBounds, SheetTooLarge, sharedStringsParser, sheetParser } from './sheet-xml.ts';
import type { TableRow } from './table.ts';

/** What the thread tells the server: rows as they come, then the end or the reason why there is none. */
export type SheetMessage =
  | { readonly type: 'rows'; readonly rows: readonly TableRow[] }
  | { readonly type: 'end' }
  | { readonly type: 'refused'; readonly code: string; readonly facts: ErrorFacts };

const BATCH = 2000;
/** A title, a header and empty rows between come on top of the data rows. */
const BOUNDS: SheetBounds = {
  row: ROWS_MAX * 2,
  column: COLUMNS_MAX * 2,
  cells: CELLS_MAX,
  characters: CHARACTERS_MAX,
};

const post = (message: SheetMessage): void => parentPort?.postMessage(message);

const open = (bytes: Buffer): Promise<ZipFile> =>
  new Promise((resolve, reject) => {
    const options = { lazyEntries: true, autoClose: false, validateEntrySizes: true };
    fromBuffer(bytes, options, (error, zip) => (error === null ? resolve(zip) : reject(error)));
  });

const entriesOf = (zip: ZipFile): Promise<ReadonlyMap<string, Entry>> =>
  new Promise((resolve, reject) => {
    const entries = new Map<string, Entry>();
    zip.on('entry', (entry: Entry) => {
      entries.set(entry.fileName, entry);
      zip.readEntry();
    });
    zip.on('end', () => resolve(entries));
    zip.on('error', reject);
    zip.readEntry();
  });

/** Feeds one part to a parser. The decoder holds back half characters at the end of a chunk; bad bytes are an error. */
async function feed(zip: ZipFile, entry: Entry, parser: SaxesParser): Promise<void> {
  const stream = await new Promise<NodeJS.ReadableStream>((resolve, reject) => {
    zip.openReadStream(entry, (error, readable) => (error === null ? resolve(readable) : reject(error)));
  });
  const decoder = new TextDecoder('utf-8', { fatal: true });
  for await (const chunk of stream as AsyncIterable<Buffer>) parser.write(decoder.decode(chunk, { stream: true })); // zip streams yield buffers
  parser.write(decoder.decode()).close();
}

async function readRows(bytes: Uint8Array, part: string): Promise<void> {
  const zip = await open(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  const entries = await entriesOf(zip);
  const strings: string[] = [];
  const shared = entries.get('xl/sharedStrings.xml');
  if (shared !== undefined) await feed(zip, shared, sharedStringsParser(strings, BOUNDS));
  const sheet = entries.get(part);
  if (sheet === undefined) throw new Error(part);
  let batch: TableRow[] = [];
  const flush = (): void => {
    post({ type: 'rows', rows: batch });
    batch = [];
  };
  const parser = sheetParser(strings, BOUNDS, (row) => {
    batch.push(row);
    if (batch.length === BATCH) flush();
  });
  await feed(zip, sheet, parser);
  flush();
  post({ type: 'end' });
}

function refusalOf({ what, count }: SheetTooLarge): Extract<SheetMessage, { type: 'refused' }> {
  const inBothLanguages = (limit: number) => ({ limit: limit / 10_000, limitEn: limit });
  switch (what) {
    case 'row':
      return { type: 'refused', code: 'IMPORT_TOO_MANY_ROWS', facts: { limit: ROWS_MAX } };
    case 'column':
      return { type: 'refused', code: 'IMPORT_TOO_MANY_COLUMNS', facts: { count, limit: COLUMNS_MAX } };
    case 'cells':
      return { type: 'refused', code: 'IMPORT_TOO_MANY_CELLS', facts: inBothLanguages(CELLS_MAX) };
    case 'characters':
      return { type: 'refused', code: 'IMPORT_TOO_MUCH_TEXT', facts: inBothLanguages(CHARACTERS_MAX) };
  }
}

const { bytes, part }: { bytes: Uint8Array; part: string } = workerData;
await readRows(bytes, part).catch((error: unknown) => {
  if (!(error instanceof SheetTooLarge)) throw error;
  post(refusalOf(error));
});
