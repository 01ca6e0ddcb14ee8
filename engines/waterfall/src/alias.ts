/**
 * Walker's alias method in Vose's form, in whole numbers: any distribution over n outcomes becomes n columns of equal width,
 * each shared by at most two outcomes. Drawing is then one column and one comparison, however many outcomes there are.
 */

/** All words of 32 bits. */
const WORDS = 4_294_967_296;

/** How many words of 32 bits draw each outcome: together all of them, each no farther than one from its probability. */
export function wordsOf(probabilities: readonly number[]): readonly number[] {
  const exact = probabilities.map((probability) => probability * WORDS);
  const words = exact.map(Math.floor);
  // What rounding down leaves goes to those that lost most by it; never to what cannot happen.
  const byLoss = [...exact.keys()]
    .filter((index) => (exact[index] ?? 0) > 0)
    .sort((a, b) => (exact[b] ?? 0) - (words[b] ?? 0) - ((exact[a] ?? 0) - (words[a] ?? 0)));
  let left = words.reduce((sum, count) => sum - count, WORDS);
  for (const index of byLoss) {
    if (left <= 0) break;
    words[index] = (words[index] ?? 0) + 1;
    left -= 1;
  }
  return words;
}

/**
 * Lays out a table of 2^bits columns, one word for each: its first bits are an alias, the rest a limit. The first bits of
 * a drawn word are the column; the rest, if below the limit, says the column itself, otherwise its alias. Every outcome
 * is drawn by exactly as many words as asked, because nothing is rounded here.
 */
export function aliasTable(words: readonly number[], bits: number): Int32Array {
  const columns = 2 ** bits;
  const width = WORDS / columns;
  const left = Array.from({ length: columns }, (_, index) => words[index] ?? 0);
  // A column of one outcome needs no limit, which would not fit.
  const table = Int32Array.from({ length: columns }, (_, index) => index * width);
  const small: number[] = [];
  const large: number[] = [];
  for (const [index, count] of left.entries()) (count < width ? small : large).push(index);
  // Every step fills one small column up with a part of a large outcome; whole numbers leave exactly full ones.
  for (let less = small.pop(); less !== undefined; less = small.pop()) {
    const more = large.pop() ?? less;
    const own = left[less] ?? 0;
    table[less] = more * width + own;
    left[more] = (left[more] ?? 0) - (width - own);
    ((left[more] ?? 0) < width ? small : large).push(more);
  }
  return table;
}
