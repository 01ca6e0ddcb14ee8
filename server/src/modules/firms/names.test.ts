import { expect, it } from 'vitest';
import { hasLostCharacter, hiddenCharacter, nameKey, searchKey, trimmed } from './names.ts';
import { readingOf } from './pinyin.ts';

it('names keep their inner spelling and lose outer white space alone', () => {
  expect(trimmed('\ufeff　 演示（杭州） 有限公司\u00a0\t')).toBe('演示（杭州） 有限公司');
});

it('two spellings of one name have one key', () => {
  expect(nameKey('ＡＢＣ（杭州） 有限公司')).toBe(nameKey('abc(杭州)有限公司'));
  expect(nameKey('甲公司')).not.toBe(nameKey('乙公司'));
  expect(searchKey('甲·乙（丙）A-1')).toBe('甲乙丙a1');
});

it.each(['\u200b', '\u202e', '\u2066', '\ufeff', '\u00ad', '\0', '\n', '\u3164', '\u{e0041}'])(
  'a name does not hide %j',
  (character) => {
    expect(hiddenCharacter(`演示${character}公司`)).toMatch(/^U\+/);
  },
);

it('rare characters are neither hidden nor lost, destroyed ones are', () => {
  for (const text of ['𠮷野家', '㐂', '龘', 'Ⅴ号（甲）—“乙”·丙', '葛\u{e0100}城']) {
    expect(hiddenCharacter(text)).toBeNull();
    expect(hasLostCharacter(text)).toBe(false);
  }
  for (const text of ['\ufffd', '\ud842', '\ue000']) expect(hasLostCharacter(text)).toBe(true);
});

it('readings follow words, not single characters', () => {
  expect(readingOf('重庆长行银行（5G）AI')).toEqual({
    pinyin: 'chong qing chang xing yin hang 5 g a i',
    initials: 'cqcxyh5gai',
  });
  expect(readingOf('绿女').pinyin).toBe('lv nv');
});
