import { assert, constantFrom, integer, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fenOf, percentOf, shareOf, wanOf } from './amounts.ts';

describe('amounts as people write them', () => {
  it('come back as they went, to the last digit', () => {
    assert(property(integer({ min: 1, max: 1_000_000_000_000 }), (fen) => fenOf(wanOf(fen)) === fen));
    assert(
      property(integer({ min: 0, max: 999_999 }), (millionths) => {
        const share = `0.${String(millionths).padStart(6, '0')}`.replace(/\.?0+$/, '');
        return shareOf(percentOf(share)) === share;
      }),
    );
  });

  it('are read in the forms people use', () => {
    expect([shareOf('4.35'), shareOf('95'), shareOf('100'), shareOf('0.2'), shareOf('３')]).toEqual([
      '0.0435',
      '0.95',
      '1',
      '0.002',
      '0.03',
    ]);
    expect([fenOf('1,200'), fenOf('0.000001'), wanOf(123_456), wanOf(0)]).toEqual([1_200_000_000, 1, '0.123456', '0']);
  });

  it('are refused when they are none', () => {
    const bad = constantFrom('', '-1', '1e3', 'abc', '1.', '.5', '1.0000001');
    assert(property(bad, (text) => fenOf(text) === null));
    expect([shareOf('101'), shareOf('0.00001'), shareOf('x'), fenOf('0')]).toEqual([null, null, null, null]);
  });
});
