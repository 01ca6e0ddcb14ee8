import type { Chance } from '../../server/src/app/demo/random.ts';

export interface Upload {
  readonly contentType: string;
  readonly payload: Buffer;
  /** Why it must not be stored; null when it may be. */
  readonly forbidden: string | null;
}

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const CSV = Buffer.from('统一社会信用代码,企业名称,地址\r\n,演示光电有限公司,互联网村 7 幢\r\n');

/** Contents with the endings under which they may be stored; anything under another ending must be refused. */
const CONTENTS: readonly (readonly [content: Buffer, endings: readonly string[]])[] = [
  [PNG, ['png']],
  [Buffer.from('电梯停运记录\n第一天'), ['txt', 'csv']],
  [CSV, ['txt', 'csv']],
  [Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\n'), ['pdf']],
  [Buffer.alloc(0), []],
  [Buffer.from('<!doctype html><script>alert(1)</script>'), []],
  [Buffer.from('\ufeff  <svg onload=alert(1)>'), []],
  [Buffer.from('<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>'), []],
  [Buffer.from('MZ\u0000\u0000this program'), []],
  [Buffer.from('#!/bin/sh\nrm -rf /\n'), ['txt', 'csv']],
  [Buffer.from([0x50, 0x4b, 0x03, 0x04, ...Array.from({ length: 60 }, () => 0)]), []],
  [Buffer.from([0xff, 0xfe, 0x41, 0x00, 0x00, 0xd8]), []],
  [Buffer.alloc(9000, 0), []],
  [Buffer.from(`${'"'.repeat(5000)}\n`), ['txt', 'csv']],
  [Buffer.from('=cmd|calc!A1,＝1+1,@SUM(1)\n'), ['txt', 'csv']],
];

const NAMES: readonly string[] = [
  'photo.png',
  'note.txt',
  'firms.csv',
  'paper.pdf',
  'table.xlsx',
  'photo.PNG',
  '',
  '.',
  '..',
  '.png',
  '../../../../etc/cron.d/x.png',
  '..\\..\\windows\\system32\\x.txt',
  'C:\\Users\\x\\报告.png',
  'gnp.\u202eexe.png',
  'photo.png\u0000.html',
  'photo.html',
  'photo.svg',
  'photo.png.exe',
  'a".png',
  "a';drop table uploads;--.txt",
  '<img src=x onerror=alert(1)>.png',
  `${'长'.repeat(400)}.png`,
  `x.${'y'.repeat(300)}`,
  '演示\r\nX-Injected: 1.txt',
  '\u{1f600}.txt',
  '%00%2e%2e%2f.txt',
  'con.txt',
  '  .txt  ',
  'é\u0301\u0301.txt',
];

const FIELDS: readonly string[] = [
  'file',
  'file',
  'file',
  'upload',
  '__proto__',
  'constructor',
  'toString',
  '',
  'file[]',
  'x'.repeat(300),
];

const part = (disposition: string, content: Buffer, more = ''): Buffer =>
  Buffer.concat([
    Buffer.from(`Content-Disposition: form-data; ${disposition}\r\n${more}\r\n`),
    content,
    Buffer.from('\r\n'),
  ]);

function form(boundary: string, parts: readonly Buffer[], ending = '--\r\n'): Buffer {
  const opening = Buffer.from(`--${boundary}\r\n`);
  return Buffer.concat([...parts.flatMap((each) => [opening, each]), Buffer.from(`--${boundary}${ending}`)]);
}

const filePart = (
  field: string,
  name: string,
  content: Buffer,
  more = 'Content-Type: application/octet-stream\r\n',
): Buffer => part(`name="${field}"; filename="${name}"`, content, more);

const MAPPING = [
  '{}',
  '{',
  'null',
  '[]',
  '{"企业名称":"name"}',
  '{"__proto__":"name"}',
  '{"a":"no such field"}',
  '\u0000',
  'x'.repeat(70_000),
];

/** Whole forms that are broken as forms: cut, without an end, with false boundaries, with too much of everything. */
function brokenForm(boundary: string, file: Buffer, luck: Chance): Buffer {
  const whole = form(boundary, [file]);
  const mapping = part('name="mapping"', Buffer.from(luck.pick(MAPPING)));
  return luck.pick<() => Buffer>([
    () => whole.subarray(0, luck.below(whole.length)),
    () => form(boundary, [file], ''),
    () => form(boundary, [file, file]),
    () => form(boundary, []),
    () => form(boundary, [mapping, file]),
    () => form(boundary, [mapping]),
    () =>
      form(
        boundary,
        Array.from({ length: 12 }, () => mapping),
      ),
    () => form(boundary, [part('', Buffer.from('x'))]),
    () => form(boundary, [part('name="file"', Buffer.from('no file'))]),
    () => form(boundary, [part('name="file"; filename*=UTF-8\'\'%zz%00.png', PNG)]),
    () => form(boundary, [filePart('file', 'a.png', PNG, `${'X-Header: y\r\n'.repeat(100)}`)]),
    () => form(boundary, [filePart('file', 'a.png', PNG, 'Content-Type: \r\nContent-Transfer-Encoding: base64\r\n')]),
    () => form('another', [file]),
    () => Buffer.from('not a form'),
    () => Buffer.alloc(0),
  ])();
}

const typeOf = (boundary: string): string => `multipart/form-data; boundary=${boundary}`;

const WRONG_TYPES = [
  'multipart/form-data',
  'multipart/form-data; boundary=',
  `multipart/form-data; boundary=${'x'.repeat(200)}`,
  'multipart/mixed; boundary=x',
  'application/json',
  'text/plain',
  '',
];

/** A form with one file: a good one, or one with a hostile name, content, shape or type. */
export function hostileUpload(luck: Chance, hostile: boolean, tables: boolean): Upload {
  const boundary = `----banfei${luck.below(1_000_000)}`;
  const contentType = typeOf(boundary);
  if (!hostile) {
    const csv = luck.yes(0.5);
    return {
      contentType,
      payload: form(boundary, [filePart('file', csv ? 'firms.csv' : 'photo.png', csv ? CSV : PNG)]),
      forbidden: null,
    };
  }
  const [content, endings] = luck.pick(CONTENTS);
  const name = luck.pick(NAMES);
  const file = filePart(luck.pick(FIELDS), name, content);
  const roll = luck.next();
  if (roll < 0.35) return { contentType, payload: brokenForm(boundary, file, luck), forbidden: null };
  if (roll < 0.45) return { contentType: luck.pick(WRONG_TYPES), payload: form(boundary, [file]), forbidden: null };
  const ending = /\.([A-Za-z0-9]+)\s*$/.exec(name)?.[1]?.toLowerCase() ?? '';
  // A table is known by its content, whatever the file is called; a file for reading must be what its name says.
  const allowed = tables ? !content.includes(0) && content.length > 0 : endings.includes(ending);
  return {
    contentType,
    payload: form(boundary, [file]),
    forbidden: allowed ? null : `content does not go with “${name}”`,
  };
}
