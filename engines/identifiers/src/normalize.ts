/** Longest text that is looked at; no identifier comes near, and a pasted page must not cost time. */
const LONGEST = 200;

/**
 * Clean an identifier as people type and paste it: full-width to ASCII (Unicode NFKC), upper case, no blanks, no
 * hyphens of any kind, no invisible format characters.
 *
 * @param raw text as typed
 * @returns the cleaned text, at most 200 characters
 */
export function normalizeIdentifier(raw: string): string {
  return raw
    .slice(0, LONGEST)
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\p{Pd}\p{Cf}\u2212_]/gu, '');
}

/**
 * The first character of `text` that `allowed` does not hold, with its position from 1.
 *
 * @returns null when all characters are allowed
 */
export function firstForeign(
  text: string,
  allowed: (position: number) => string,
): { position: number; found: string } | null {
  let position = 0;
  // Iterating by code point keeps a character outside the basic plane in one piece.
  for (const found of text) {
    position += 1;
    if (!allowed(position).includes(found)) return { position, found };
  }
  return null;
}
