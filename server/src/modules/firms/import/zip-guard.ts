import { type Entry, fromBuffer, type ZipFile } from 'yauzl';
import { RATIO_FROM_MB, SHEET_PARTS_MAX, UNPACK_RATIO_MAX, UNPACKED_MB_MAX } from './limits.ts';
import { type ReadResult, refuse } from './table.ts';

/** What the guard has learned of a workbook while it unpacked it once. */
export interface Workbook {
  readonly epoch: 1900 | 1904;
  /** Sheets in the order of their tabs, with the part that holds each; hidden ones last. */
  readonly sheets: readonly { readonly name: string; readonly part: string }[];
}

const UNPACKED_MAX = UNPACKED_MB_MAX * 1024 * 1024;
const SMALL_PART_MAX = 4 * 1024 * 1024;
const NESTED = /\.(?:zip|xlsx|xlsm|xlsb|xls|docx|docm|pptx|jar|7z|rar|gz)$/i;
const WORKBOOK = 'xl/workbook.xml';
const RELATIONS = 'xl/_rels/workbook.xml.rels';

type Verdict = ReadResult<{ readonly workbook: Workbook }>;

const open = (bytes: Buffer): Promise<ZipFile> =>
  new Promise((resolve, reject) => {
    fromBuffer(bytes, { lazyEntries: true, validateEntrySizes: true }, (error, zip) =>
      error === null ? resolve(zip) : reject(error),
    );
  });

/** The directory of the archive, read to its end before anything is unpacked. */
const entriesOf = (zip: ZipFile): Promise<readonly Entry[]> =>
  new Promise((resolve, reject) => {
    const entries: Entry[] = [];
    zip.on('entry', (entry: Entry) => {
      entries.push(entry);
      zip.readEntry();
    });
    zip.on('end', () => resolve(entries));
    zip.on('error', reject);
    zip.readEntry();
  });

function directoryFault(entries: readonly Entry[]): ReturnType<typeof refuse> | null {
  const nested = entries.find(({ fileName }) => NESTED.test(fileName));
  if (nested !== undefined) return refuse('IMPORT_SHEET_NESTED', { name: nested.fileName.slice(0, 80) });
  if (entries.some((entry) => entry.isEncrypted())) return refuse('IMPORT_SHEET_LOCKED');
  const unpacked = entries.reduce((total, { uncompressedSize }) => total + uncompressedSize, 0);
  const packed = entries.reduce((total, { compressedSize }) => total + compressedSize, 0);
  const swells = unpacked > RATIO_FROM_MB * 1024 * 1024 && unpacked > packed * UNPACK_RATIO_MAX;
  if (unpacked > UNPACKED_MAX || swells)
    return refuse('IMPORT_SHEET_EXPANDS', { size: Math.ceil(unpacked / 1024 / 1024), limit: UNPACKED_MB_MAX });
  const names = new Set(entries.map(({ fileName }) => fileName));
  if (!names.has(WORKBOOK) || !names.has('[Content_Types].xml'))
    return refuse('IMPORT_SHEET_DAMAGED', { problem: 'xl/workbook.xml' });
  // Two parts of one name: readers disagree about which of them counts.
  if (names.size !== entries.length) return refuse('IMPORT_SHEET_DAMAGED', { problem: 'duplicate parts' });
  return null;
}

/** Unpacks one part, counting what really comes out: sizes in the directory may lie. */
async function unpack(
  zip: ZipFile,
  entry: Entry,
  budget: number,
): Promise<{ size: number; text: string; declares: boolean }> {
  const stream = await new Promise<NodeJS.ReadableStream>((resolve, reject) => {
    zip.openReadStream(entry, (error, readable) => (error === null ? resolve(readable) : reject(error)));
  });
  const kept: Buffer[] = [];
  const keep = entry.fileName === WORKBOOK || entry.fileName === RELATIONS;
  let [size, tail, declares] = [0, '', false];
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    // zip streams yield buffers
    size += chunk.length;
    if (size > budget) return { size, text: '', declares };
    const text = tail + chunk.toString('latin1');
    declares ||=
      text.includes('<!DOCTYPE') ||
      text.includes('<!ENTITY') ||
      (size === chunk.length && /^(?:\xff\xfe|\xfe\xff)/.test(text));
    tail = text.slice(-10);
    if (keep && size <= SMALL_PART_MAX) kept.push(chunk);
  }
  return { size, text: Buffer.concat(kept).toString('utf8'), declares };
}

const attribute = (tag: string, name: string): string => new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1] ?? '';

const unescaped = (text: string): string =>
  text.replace(
    /&(?:lt|gt|quot|apos|amp);/g,
    (entity) => ({ '&lt;': '<', '&gt;': '>', '&quot;': '"', '&apos;': "'" })[entity] ?? '&',
  );

function workbookOf(workbook: string, relations: string): Workbook {
  const targets = new Map(
    [...relations.matchAll(/<Relationship\s[^>]*>/g)].map(([tag]) => [attribute(tag, 'Id'), attribute(tag, 'Target')]),
  );
  const sheets = [...workbook.matchAll(/<(?:\w+:)?sheet\s[^>]*>/g)].map(([tag]) => ({
    name: unescaped(attribute(tag, 'name')),
    part: `xl/${(targets.get(attribute(tag, '\\w+:id')) ?? '').replace(/^\/?xl\//, '').replace(/^\.?\//, '')}`,
    hidden: /\sstate="(?:hidden|veryHidden)"/.test(tag),
  }));
  const ordered = [...sheets.filter(({ hidden }) => !hidden), ...sheets.filter(({ hidden }) => hidden)];
  return {
    epoch: /\sdate1904="(?:1|true)"/.test(workbook) ? 1904 : 1900,
    sheets: ordered.map(({ name, part }) => ({ name, part })),
  };
}

/**
 * Looks at an xlsx before any sheet reader touches it: number of parts, sizes as the directory states them, sizes as they
 * really unpack, nested archives, declarations of external entities. Memory stays at one chunk.
 */
export async function guardWorkbook(bytes: Buffer): Promise<Verdict> {
  try {
    const zip = await open(bytes);
    if (zip.entryCount > SHEET_PARTS_MAX)
      return refuse('IMPORT_SHEET_PARTS', { count: zip.entryCount, limit: SHEET_PARTS_MAX });
    const entries = await entriesOf(zip);
    return directoryFault(entries) ?? (await unpackAll(zip, entries));
  } catch (error) {
    return refuse('IMPORT_SHEET_DAMAGED', { problem: error instanceof Error ? error.message.slice(0, 80) : 'zip' });
  }
}

async function unpackAll(zip: ZipFile, entries: readonly Entry[]): Promise<Verdict> {
  let total = 0;
  const texts = new Map<string, string>();
  for (const entry of entries) {
    if (entry.fileName.endsWith('/')) continue;
    const { size, text, declares } = await unpack(zip, entry, UNPACKED_MAX - total);
    total += size;
    if (total > UNPACKED_MAX) return refuse('IMPORT_SHEET_EXPANDS', { size: UNPACKED_MB_MAX, limit: UNPACKED_MB_MAX });
    if (declares && /\.(?:xml|rels|vml)$/i.test(entry.fileName))
      return refuse('IMPORT_SHEET_ENTITIES', { name: entry.fileName });
    texts.set(entry.fileName, text);
  }
  const workbook = workbookOf(texts.get(WORKBOOK) ?? '', texts.get(RELATIONS) ?? '');
  const [first] = workbook.sheets;
  if (first === undefined || !texts.has(first.part))
    return refuse('IMPORT_SHEET_DAMAGED', { problem: first?.part ?? 'no sheet' });
  return { ok: true, workbook };
}
