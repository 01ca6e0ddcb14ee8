/** Deepest nesting of a JSON body. Real requests need three levels; deeper ones are attacks on later recursion. */
export const NESTING_LIMIT = 32;

/** True when objects and arrays nest deeper than the limit, or a key is one that JavaScript treats specially. */
export function isTooDeep(value: unknown): boolean {
  let level: unknown[] = [value];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > NESTING_LIMIT) return true;
    level = level.flatMap((each) => (typeof each === 'object' && each !== null ? Object.values(each) : []));
  }
  return false;
}
