/** Deepest nesting of a JSON body. Real requests need three levels; deeper ones are attacks on later recursion. */
export const NESTING_LIMIT = 32;

/** True when objects and arrays nest deeper than the limit. */
export function isTooDeep(value: unknown): boolean {
  let level: unknown[] = [value];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > NESTING_LIMIT) return true;
    level = level.flatMap((each) => (typeof each === 'object' && each !== null ? Object.values(each) : []));
  }
  return false;
}

const HALF = /\p{Surrogate}/u;

/**
 * True when a text or a key holds half a surrogate pair. JSON can write one as an escape, but no encoding can store it:
 * the database would refuse it inside JSON and keep a replacement character in its place elsewhere.
 */
export function hasHalfCharacter(value: unknown): boolean {
  if (typeof value === 'string') return HALF.test(value);
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).some(([key, member]) => HALF.test(key) || hasHalfCharacter(member));
}
