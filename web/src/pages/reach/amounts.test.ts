import { describe, expect, it } from 'vitest';
import { factValueOf, sayFactValue } from './amounts.ts';

describe('facts as people write them', () => {
  it.each([
    ['money', '2.1亿', '210000000'],
    ['money', '２１，０００ 万元', '210000000'],
    ['money', '-0.5万', '-5000'],
    ['money', '210000000.55', '210000000.55'],
    ['money', '210 million', '210000000'],
    ['money', '0', '0'],
    ['money', '0.001万', '10'],
    ['money', '1.005', null],
    ['money', '两亿', null],
    ['money', '1.2.3', null],
    ['share', '4.2%', '0.042'],
    ['share', '100', '1'],
    ['share', '0.5', '0.005'],
    ['share', '-12', '-0.12'],
    ['count', '1,200', 1200],
    ['count', 'x', null],
    ['years', '2.5', 2.5],
    ['flag', 'true', true],
    ['flag', '', null],
    ['date', '2020-02-03', '2020-02-03'],
    ['date', '去年', null],
  ] as const)('%s “%s”', (kind, text, value) => expect(factValueOf(kind, text)).toBe(value));

  it('are said in the unit of their kind', () => {
    const words = { money: (fen: number) => `${fen} fen`, number: String, yes: '是', no: '否' };
    expect(sayFactValue('money', '210000000', words)).toBe('21000000000 fen');
    expect(sayFactValue('share', '0.042', words)).toBe('4.2 %');
    expect(sayFactValue('flag', false, words)).toBe('否');
    expect(sayFactValue('date', '2020-02-03', words)).toBe('2020-02-03');
    expect(sayFactValue('count', 12, words)).toBe('12');
  });
});
