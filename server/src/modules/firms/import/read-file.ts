import { readCsv } from './csv.ts';
import { FILE_BYTES_MAX, FILE_MB_MAX } from './limits.ts';
import { readSheet } from './sheet.ts';
import { type ReadResult, refuse, type Table } from './table.ts';

/** Kinds of files that people send by mistake, by their first bytes. */
const OTHERS: readonly { readonly bytes: readonly number[]; readonly zh: string; readonly en: string }[] = [
  {
    bytes: [0xd0, 0xcf, 0x11, 0xe0],
    zh: '旧版 xls 或加了密码的表格',
    en: 'an old xls or a spreadsheet with a password',
  },
  { bytes: [0x25, 0x50, 0x44, 0x46], zh: ' PDF 文件', en: 'a PDF' },
  { bytes: [0x89, 0x50, 0x4e, 0x47], zh: '图片', en: 'a picture' },
  { bytes: [0xff, 0xd8, 0xff], zh: '图片', en: 'a picture' },
  { bytes: [0x1f, 0x8b], zh: ' gzip 压缩包', en: 'a gzip archive' },
  { bytes: [0x37, 0x7a, 0xbc, 0xaf], zh: ' 7z 压缩包', en: 'a 7z archive' },
  { bytes: [0x52, 0x61, 0x72, 0x21], zh: ' rar 压缩包', en: 'a rar archive' },
];

const startsWith = (bytes: Uint8Array, start: readonly number[]): boolean =>
  start.every((byte, index) => bytes[index] === byte);

const ZIP = [0x50, 0x4b];

/** Reads a list of companies from the bytes of a file. The content decides what it is, not its name. */
export async function readFirmFile(bytes: Buffer, name: string): Promise<ReadResult<{ readonly table: Table }>> {
  if (bytes.length > FILE_BYTES_MAX)
    return refuse('IMPORT_FILE_TOO_LARGE', { size: Math.ceil(bytes.length / 1024 / 1024), limit: FILE_MB_MAX });
  if (bytes.length === 0) return refuse('IMPORT_FILE_EMPTY', { name });
  const other = OTHERS.find((each) => startsWith(bytes, each.bytes));
  if (other !== undefined) return refuse('IMPORT_FORMAT_UNKNOWN', { found: other.zh, foundEn: other.en });
  const read = startsWith(bytes, ZIP) ? await readSheet(bytes) : readCsv(bytes);
  return !read.ok && read.remark.code === 'IMPORT_FILE_EMPTY' ? refuse('IMPORT_FILE_EMPTY', { name }) : read;
}
