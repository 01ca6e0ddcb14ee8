import { createDeflateRaw, deflateRawSync } from 'node:zlib';
import { makeCreditCode } from '@banfei/identifiers';

/** Encodings in which lists of companies arrive. */
export const ENCODINGS = [
  'UTF-8',
  'UTF-8 BOM',
  'GB18030',
  'UTF-16LE',
  'UTF-16LE BOM',
  'UTF-16BE',
  'UTF-16BE BOM',
] as const;
export type TestEncoding = (typeof ENCODINGS)[number];

let pairs: Map<string, readonly number[]> | undefined;

// GB18030 backwards: the runtime only decodes it, so every code is decoded once and the table is turned round.
function gbTable(): Map<string, readonly number[]> {
  if (pairs !== undefined) return pairs;
  pairs = new Map();
  const decoder = new TextDecoder('gb18030', { fatal: true });
  const learn = (bytes: readonly number[]): void => {
    try {
      const character = decoder.decode(Uint8Array.from(bytes));
      if ([...character].length === 1 && !pairs?.has(character)) pairs?.set(character, bytes);
    } catch {
      // Not a code of GB18030.
    }
  };
  for (let lead = 0x81; lead <= 0xfe; lead++)
    for (let trail = 0x40; trail <= 0xfe; trail++) if (trail !== 0x7f) learn([lead, trail]);
  for (let a = 0x81; a <= 0x84; a++)
    for (let b = 0x30; b <= 0x39; b++)
      for (let c = 0x81; c <= 0xfe; c++) for (let d = 0x30; d <= 0x39; d++) learn([a, b, c, d]);
  return pairs;
}

function gbBytes(character: string): readonly number[] {
  const point = character.codePointAt(0) ?? 0;
  if (point < 0x80) return [point];
  const known = gbTable().get(character);
  if (known !== undefined) return known;
  // Beyond the basic plane the codes follow one another from 90 30 81 30.
  const index = point - 0x10000;
  return [
    0x90 + Math.floor(index / 12600),
    0x30 + (Math.floor(index / 1260) % 10),
    0x81 + (Math.floor(index / 10) % 126),
    0x30 + (index % 10),
  ];
}

export function encoded(text: string, encoding: TestEncoding): Buffer {
  if (encoding === 'GB18030') return Buffer.from([...text].flatMap(gbBytes));
  if (encoding === 'UTF-8') return Buffer.from(text, 'utf8');
  if (encoding === 'UTF-8 BOM') return Buffer.from(`\ufeff${text}`, 'utf8');
  const wide = Buffer.from(encoding.endsWith('BOM') ? `\ufeff${text}` : text, 'utf16le');
  return encoding.startsWith('UTF-16BE') ? wide.swap16() : wide;
}

/** The n-th credit code of a demonstration range, both check digits right. */
export const demoCode = (n: number): string =>
  makeCreditCode({
    registrar: '9',
    category: '1',
    region: '330110',
    organization8: `MA2D${n.toString().padStart(4, '0')}`,
  });

/** A code with its last character wrong. */
export const wrongCode = (n: number): string => {
  const code = demoCode(n);
  return code.slice(0, 17) + (code.endsWith('0') ? '1' : '0');
};

export interface ZipPart {
  readonly name: string;
  readonly data: Buffer;
  /** Deflated bytes made elsewhere, with the size and sum of what they unpack to. */
  readonly ready?: { readonly deflated: Buffer; readonly size: number };
  /** Size that the directory claims instead of the real one. */
  readonly claims?: number;
  readonly encrypted?: boolean;
}

/** A zip archive by hand, so that its directory can lie. */
export function zipOf(parts: readonly ZipPart[]): Buffer {
  const locals: Buffer[] = [];
  const centrals: Buffer[] = [];
  let offset = 0;
  for (const part of parts) {
    const name = Buffer.from(part.name, 'utf8');
    const deflated = part.ready?.deflated ?? deflateRawSync(part.data);
    const size = part.claims ?? part.ready?.size ?? part.data.length;
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(0x0800 | (part.encrypted ? 1 : 0), 2);
    fields.writeUInt16LE(8, 4);
    fields.writeUInt32LE(part.ready === undefined ? checksum(part.data) : 0, 10);
    fields.writeUInt32LE(deflated.length, 14);
    fields.writeUInt32LE(size, 18);
    fields.writeUInt16LE(name.length, 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), fields, name, deflated]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    centrals.push(Buffer.concat([Buffer.from('PK\x01\x02', 'latin1'), Buffer.from([20, 0]), fields, tail, name]));
    locals.push(local);
    offset += local.length;
  }
  const directory = Buffer.concat(centrals);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 0, 'latin1');
  end.writeUInt16LE(Math.min(parts.length, 0xffff), 8);
  end.writeUInt16LE(Math.min(parts.length, 0xffff), 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, directory, end]);
}

const TABLE = Array.from({ length: 256 }, (_, n) => {
  let value = n;
  for (let k = 0; k < 8; k++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value >>> 0;
});

function checksum(data: Buffer): number {
  let value = 0xffffffff;
  for (const byte of data) value = (TABLE[(value ^ byte) & 255] ?? 0) ^ (value >>> 8);
  return (value ^ 0xffffffff) >>> 0;
}

/** Deflates a head, then the same filling many times, then a tail, without ever holding the whole. */
export async function deflatedRun(run: {
  head: string;
  fill: string;
  times: number;
  tail: string;
}): Promise<{ deflated: Buffer; size: number }> {
  const stream = createDeflateRaw();
  const chunks: Buffer[] = [];
  stream.on('data', (chunk: Buffer) => chunks.push(chunk));
  const write = (text: string): Promise<void> =>
    new Promise((resolve) => (stream.write(text) ? resolve() : stream.once('drain', resolve)));
  await write(run.head);
  for (let k = 0; k < run.times; k++) await write(run.fill);
  await write(run.tail);
  await new Promise<void>((resolve) => {
    stream.on('end', resolve);
    stream.end();
  });
  const size = Buffer.byteLength(run.head) + Buffer.byteLength(run.fill) * run.times + Buffer.byteLength(run.tail);
  return { deflated: Buffer.concat(chunks), size };
}

const part = (name: string, text: string): ZipPart => ({ name, data: Buffer.from(text, 'utf8') });

/** The parts of a workbook with one sheet, each replaceable. */
export function workbookParts(
  sheetData: string,
  more: { readonly workbook?: string; readonly shared?: string } = {},
): ZipPart[] {
  const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
  return [
    part('[Content_Types].xml', `${head}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`),
    part(
      'xl/workbook.xml',
      more.workbook ?? `${head}<workbook><sheets><sheet name="名单" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    ),
    part(
      'xl/_rels/workbook.xml.rels',
      `${head}<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Target="worksheets/sheet2.xml"/></Relationships>`,
    ),
    ...(more.shared === undefined ? [] : [part('xl/sharedStrings.xml', more.shared)]),
    part(
      'xl/worksheets/sheet1.xml',
      sheetData.startsWith('<?xml') || sheetData.startsWith('<!')
        ? sheetData
        : `${head}<worksheet><sheetData>${sheetData}</sheetData></worksheet>`,
    ),
  ];
}

/** A row of inline texts. */
export const textRow = (row: number, cells: readonly string[]): string =>
  `<row r="${row}">${cells.map((cell, k) => `<c r="${String.fromCharCode(65 + k)}${row}" t="inlineStr"><is><t>${cell}</t></is></c>`).join('')}</row>`;
