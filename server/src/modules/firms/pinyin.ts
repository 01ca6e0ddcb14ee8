import { pinyin } from 'pinyin-pro';
import { searchKey } from './names.ts';

export interface Reading {
  /** Syllables without tones, separated by spaces; a Latin letter or digit is a syllable of its own. */
  readonly pinyin: string;
  /** First letter of each syllable. */
  readonly initials: string;
}

/** How a name is read: computed once when it is stored, since the dictionary behind it is slow (about 20 µs a name). */
export function readingOf(name: string): Reading {
  const syllables = pinyin(searchKey(name), { toneType: 'none', type: 'array', v: true })
    .map((syllable) =>
      syllable
        .toLowerCase()
        .replaceAll('ü', 'v')
        .replace(/[^a-z0-9]/g, ''),
    )
    .filter((syllable) => syllable !== '');
  return { pinyin: syllables.join(' '), initials: syllables.map((syllable) => syllable[0]).join('') };
}
