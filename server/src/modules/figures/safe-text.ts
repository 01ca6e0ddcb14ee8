// What a spreadsheet takes for the start of a formula, also behind white space and in full width (OWASP, CSV injection).
const FORMULA = /^\s*[=+\-@＝＋－＠]|^[\t\r\n]/u;
// Control characters and halves of characters: XML 1.0 cannot carry them, and one makes a whole workbook unreadable.
const UNWRITABLE = /[\p{Cc}\p{Cs}\ufffe\uffff]/gu;
const KEPT = new Set(['\t', '\n', '\r']);

/** Text that a spreadsheet shows and never computes: an apostrophe goes before whatever could begin a formula. */
export function safeText(text: string): string {
  const writable = text.replace(UNWRITABLE, (character) => (KEPT.has(character) ? character : ''));
  return FORMULA.test(writable) ? `'${writable}` : writable;
}
