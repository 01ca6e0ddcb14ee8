import { placeWords } from './code-tables.ts';
import { searchKey } from './names.ts';

/**
 * How many characters of a name's search key say a place before the company's own word: 2 in 杭州澜见光学, 3 in
 * 深圳市诚升, 5 in 浙江省杭州市…, 0 when it begins with its own word. People type the own word.
 */
export function brandStart(name: string): number {
  const key = searchKey(name);
  const { words, longest } = placeWords();
  let at = 0;
  for (;;) {
    // A name that is nothing but places begins with its own word.
    let length = Math.min(longest.get(key.slice(at, at + 2)) ?? 0, key.length - at - 1);
    while (length >= 2 && !words.has(key.slice(at, at + length))) length--;
    if (length < 2) return at;
    at += length;
  }
}
