import { parentPort, workerData } from 'node:worker_threads';
import type { ErrorFacts } from '@banfei/contracts';
import type { SaxesParser } from 'saxes';
import { type Entry, fromBuffer, type ZipFile } from 'yauzl';
import { COLUMNS_MAX, ROWS_MAX } from './limits.ts';
import { SheetTooLarge, sharedStringsParser, sheetParser } from './sheet-xml.ts';
import type { TableRow } from './table.ts';

/** What the thread tells the server: rows as they come, then the end or the reason why there is none. */
export type SheetMessage =
  | { readonly type: 'rows'; readonly rows: readonly TableRow[] }
  | { readonly type: 'end' }
  | { readonly type: 'refused'; readonly code: string; readonly facts: ErrorFacts };

const BATCH = 2000;
/** A title, a header and empty rows between come on top of the data rows. */
const LINE_MAX = ROWS_MAX * 2;
const COLUMN_MAX = COLUMNS_MAX * 2;

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
  if (shared !== undefined) await feed(zip, shared, sharedStringsParser(strings));
  const sheet = entries.get(part);
  if (sheet === undefined) throw new Error(part);
  let batch: TableRow[] = [];
  const flush = (): void => {
    post({ type: 'rows', rows: batch });
    batch = [];
  };
  const parser = sheetParser(strings, { row: LINE_MAX, column: COLUMN_MAX }, (row) => {
    batch.push(row);
    if (batch.length === BATCH) flush();
  });
  await feed(zip, sheet, parser);
  flush();
  post({ type: 'end' });
}

const { bytes, part }: { bytes: Uint8Array; part: string } = workerData;
await readRows(bytes, part).catch((error: unknown) => {
  if (!(error instanceof SheetTooLarge)) throw error;
  if (error.what === 'rows') post({ type: 'refused', code: 'IMPORT_TOO_MANY_ROWS', facts: { limit: ROWS_MAX } });
  else post({ type: 'refused', code: 'IMPORT_TOO_MANY_COLUMNS', facts: { count: error.count, limit: COLUMNS_MAX } });
});
