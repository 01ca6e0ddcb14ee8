import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCapital } from './capital.ts';

describe('registered capital', () => {
  it.each([
    ['500万元人民币', 1, 500_000_000n, 'CNY'],
    ['1000.5万美元', 1, 1_000_500_000n, 'USD'],
    ['（人民币）壹佰万元整', 1, 100_000_000n, 'CNY'],
    ['人民币叁仟伍佰贰拾万零伍佰圆整', 1, 3_520_050_000n, 'CNY'],
    ['一万亿元', 1, 100_000_000_000_000n, 'CNY'],
    ['50万', 1, 50_000_000n, 'CNY'],
    ['50', 10_000, 50_000_000n, 'CNY'],
    ['50万元', 10_000, 50_000_000n, 'CNY'],
    ['100000 USD', 1, 10_000_000n, 'USD'],
    ['1,234,567.89元', 1, 123_456_789n, 'CNY'],
    ['２００万港元', 1, 200_000_000n, 'HKD'],
    ['300万日元', 1, 3_000_000n, 'JPY'],
    ['1.5亿', 1, 15_000_000_000n, 'CNY'],
    ['0万元', 1, 0n, 'CNY'],
  ] as const)('%s (a bare number counts %i) is %i minor units of %s', (text, unit, minor, currency) => {
    expect(readCapital(text, unit)).toEqual({ text, minor, currency });
  });

  it.each([
    '无',
    '',
    '万元',
    '-500万元',
    '500万元或更多',
    '100万美元人民币',
    '1.005元',
    '12,34万',
    '五百万左右',
    '500万元人民币（实缴0）',
    '9'.repeat(30),
  ])('“%s” is kept as text alone', (text) => {
    expect(readCapital(text, 1)).toEqual({ text, minor: null, currency: null });
  });

  it('is exact for every amount that can be written', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 0n, max: 10n ** 13n }),
        fc.constantFrom(['元', 0] as const, ['万元', 4] as const, ['亿元', 8] as const),
        (fen, [unit, places]) => {
          const digits = fen.toString().padStart(3 + places, '0');
          const point = digits.length - 2 - places;
          expect(readCapital(`${digits.slice(0, point)}.${digits.slice(point)}${unit}`, 1).minor).toBe(fen);
        },
      ),
    );
  });
});
