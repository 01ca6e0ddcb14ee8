import { headerScore } from './columns.ts';
import { type ReadResult, type Remark, refuse } from './table.ts';

export interface DecodedText {
  readonly text: string;
  readonly encoding: string;
  readonly notes: readonly Remark[];
}

type Decoded = ReadResult<DecodedText>;

const MARKS: readonly { readonly bytes: readonly number[]; readonly label: string; readonly encoding: string }[] = [
  { bytes: [0xef, 0xbb, 0xbf], label: 'utf-8', encoding: 'UTF-8 BOM' },
  { bytes: [0x84, 0x31, 0x95, 0x33], label: 'gb18030', encoding: 'GB18030' },
  { bytes: [0xff, 0xfe], label: 'utf-16le', encoding: 'UTF-16LE' },
  { bytes: [0xfe, 0xff], label: 'utf-16be', encoding: 'UTF-16BE' },
];

/** Text of the bytes, or null when one of them does not belong to the encoding. A mark at the beginning is left out. */
function strictly(bytes: Uint8Array, label: string): string | null {
  try {
    return new TextDecoder(label, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/**
 * Turns bytes into text without ever changing a character silently: a byte mark decides; else the only encoding that
 * reads every byte; else, where two can, the evidence of column names and common characters, which is reported; a few
 * unreadable bytes become U+FFFD, and rows that hold one are refused. Where nothing fits well, the file is refused.
 */
export function decodeText(bytes: Uint8Array): Decoded {
  const mark = MARKS.find((each) => each.bytes.every((byte, index) => bytes[index] === byte));
  if (mark !== undefined) return marked(bytes, mark);
  const wide = wideEncoding(bytes);
  if (wide !== null) {
    const text = strictly(bytes, wide.label);
    return text === null ? refuse('IMPORT_ENCODING_UNKNOWN') : { ok: true, text, encoding: wide.encoding, notes: [] };
  }
  const utf8 = strictly(bytes, 'utf-8');
  const gb = strictly(bytes, 'gb18030');
  if (utf8 !== null)
    return gb === null || isAscii(bytes)
      ? { ok: true, text: utf8, encoding: 'UTF-8', notes: [] }
      : either(utf8, gb, bytes);
  if (gb !== null && isPlausibleGb(bytes)) return { ok: true, text: gb, encoding: 'GB18030', notes: [] };
  return damaged(bytes);
}

function marked(bytes: Uint8Array, { bytes: mark, label, encoding }: (typeof MARKS)[number]): Decoded {
  const text = strictly(bytes, label);
  if (text !== null) return { ok: true, text: text.replace(/^\ufeff/, ''), encoding, notes: [] };
  const body = bytes.subarray(mark.length);
  return label === 'utf-8' || label === 'gb18030' ? repaired(body, label, encoding) : refuse('IMPORT_ENCODING_UNKNOWN');
}

const isAscii = (bytes: Uint8Array): boolean => bytes.every((byte) => byte < 0x80);

// Line ends, digits and delimiters of a list have one zero byte each in UTF-16, always on the same side; few characters
// (一 is one) have theirs on the other.
function wideEncoding(bytes: Uint8Array): { label: string; encoding: string } | null {
  if (bytes.length < 4 || bytes.length % 2 !== 0) return null;
  let [even, odd] = [0, 0];
  for (let at = 0; at < bytes.length; at += 2) {
    if (bytes[at] === 0) even++;
    if (bytes[at + 1] === 0) odd++;
  }
  const units = bytes.length / 2;
  const little =
    odd > units * 0.02 &&
    even * 3 <= odd &&
    bytes.some((byte, at) => at % 2 === 0 && byte === 0x0a && bytes[at + 1] === 0);
  const big =
    even > units * 0.02 &&
    odd * 3 <= even &&
    bytes.some((byte, at) => at % 2 === 1 && byte === 0x0a && bytes[at - 1] === 0);
  if (little) return { label: 'utf-16le', encoding: 'UTF-16LE' };
  return big ? { label: 'utf-16be', encoding: 'UTF-16BE' } : null;
}

/**
 * Counts double-byte characters, how many of them lie in the rows of GB 2312 that lists are written in, and the longest
 * run of them: Chinese words have two characters and more, accented letters stand alone.
 */
function gbEvidence(bytes: Uint8Array): { pairs: number; common: number; longestRun: number } {
  let [pairs, common, run, longestRun] = [0, 0, 0, 0];
  for (let at = 0; at < bytes.length; at++) {
    const lead = bytes[at] ?? 0;
    run = lead < 0x81 ? 0 : run + 1;
    longestRun = Math.max(longestRun, run);
    if (lead < 0x81) continue;
    const trail = bytes[at + 1] ?? 0;
    pairs++;
    // Symbols in A1–A3, characters in B0–F7. Traditional and Japanese encodings put half their trails below A1.
    if (trail >= 0xa1 && ((lead >= 0xa1 && lead <= 0xa3) || (lead >= 0xb0 && lead <= 0xf7))) common++;
    at += trail >= 0x30 && trail <= 0x39 ? 3 : 1;
  }
  return { pairs, common, longestRun };
}

const PLAUSIBLE_SHARE = 0.7;

function isPlausibleGb(bytes: Uint8Array): boolean {
  const { pairs, common } = gbEvidence(bytes);
  return common >= pairs * PLAUSIBLE_SHARE;
}

const UNUSUAL_IN_LISTS = /[\u0080-\u07ff]/;
const USUAL_IN_LISTS = /[\u2010-\u2027\u3000-\u303f\u3400-\u9fff\uf900-\ufaff\uff00-\uffef\u{20000}-\u{3ffff}]/u;

// Two bytes of GB can happen to be one letter of UTF-8 (Cyrillic, Arabic …). Column names decide, then the script.
function either(utf8: string, gb: string, bytes: Uint8Array): Decoded {
  const [known, knownGb] = [headerScore(utf8), headerScore(gb)];
  const { pairs, common, longestRun } = gbEvidence(bytes);
  const onlyForeign = UNUSUAL_IN_LISTS.test(utf8) && !USUAL_IN_LISTS.test(utf8);
  const asGb = knownGb !== known ? knownGb > known : onlyForeign && common === pairs && longestRun > 1;
  if (!asGb && !onlyForeign) return { ok: true, text: utf8, encoding: 'UTF-8', notes: [] };
  const encoding = asGb ? 'GB18030' : 'UTF-8';
  const [reason, reasonEn] =
    knownGb !== known
      ? ['这样才认得出列名', 'only so are the column names known ones']
      : ['这样读出的才是常用字', 'only so is it written in common characters'];
  return {
    ok: true,
    text: asGb ? gb : utf8,
    encoding,
    notes: [{ code: 'NOTE_ENCODING', facts: { encoding, reason, reasonEn } }],
  };
}

/** Share of bytes beyond ASCII that stand in well-formed UTF-8. */
function utf8Share(bytes: Uint8Array): number {
  let [beyond, formed] = [0, 0];
  for (let at = 0; at < bytes.length; ) {
    const lead = bytes[at] ?? 0;
    const length =
      lead < 0x80 ? 1 : lead >= 0xf0 && lead < 0xf5 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc2 && lead < 0xe0 ? 2 : 0;
    let whole = length > 0;
    for (let k = 1; k < length; k++) whole &&= ((bytes[at + k] ?? 0) & 0xc0) === 0x80;
    if (lead >= 0x80) {
      beyond += whole ? length : 1;
      if (whole) formed += length;
    }
    at += whole ? length : 1;
  }
  return beyond === 0 ? 1 : formed / beyond;
}

const MOSTLY = 0.8;

function damaged(bytes: Uint8Array): Decoded {
  if (utf8Share(bytes) >= MOSTLY) return repaired(bytes, 'utf-8', 'UTF-8');
  const { pairs, common } = gbEvidence(bytes);
  return pairs > 0 && common >= pairs * PLAUSIBLE_SHARE
    ? repaired(bytes, 'gb18030', 'GB18030')
    : refuse('IMPORT_ENCODING_UNKNOWN');
}

function repaired(bytes: Uint8Array, label: string, encoding: string): Decoded {
  const text = new TextDecoder(label).decode(bytes);
  const at = text.indexOf('\ufffd');
  const line = text.slice(0, Math.max(at, 0)).split('\n').length;
  return { ok: true, text, encoding, notes: [{ code: 'NOTE_ENCODING_DAMAGED', facts: { encoding, line } }] };
}
