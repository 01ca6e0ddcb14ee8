// Zero-width and direction-changing characters, tags and other format characters: invisible, so two names that look the
// same would be two companies. Variation selectors stay: rare characters in registered names need them.
const HIDDEN =
  /[\p{Cc}\u00ad\u061c\u115f\u1160\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\u{e0000}-\u{e007f}]/u;

// A replacement character or half of a pair shows that an earlier conversion destroyed a character; a private-use one
// shows whatever the font of one machine drew there.
const LOST = /[\ufffd\p{Cs}\p{Co}]/u;

/** Outer white space goes, ideographic and no-break spaces included; nothing inside a text is touched. */
export const trimmed = (text: string): string => text.replace(/^[\s\u3000\ufeff]+|[\s\u3000\ufeff]+$/gu, '');

const codePoint = (character: string): string =>
  `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;

/** The first invisible or direction-changing character of a text as `U+200B`, or null. */
export function hiddenCharacter(text: string): string | null {
  const found = HIDDEN.exec(text)?.[0];
  return found === undefined ? null : codePoint(found);
}

/** True when the text carries a character that an earlier conversion has already destroyed. */
export const hasLostCharacter = (text: string): boolean => LOST.test(text);

/**
 * Key under which two spellings of one name meet: NFKC, lower case, without any white space. Used for matching only;
 * names are stored as they were written.
 */
export const nameKey = (name: string): string => name.normalize('NFKC').toLowerCase().replace(/\s+/gu, '');

// Most names are made of these alone, and nothing folds them: they pass without being copied three times.
const PLAIN = /^[\u4e00-\u9fff]+$/;

/** What search compares: letters, marks and digits of the key; brackets and points need not be typed. */
export const searchKey = (text: string): string =>
  PLAIN.test(text) ? text : nameKey(text).replace(/[^\p{L}\p{M}\p{N}]/gu, '');
