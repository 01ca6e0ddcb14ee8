import { describe, expect, it } from 'vitest';
import { facilityByName } from './ask.ts';
import type { Facility } from './facility.ts';

const facility = (code: string, zh: string, aliases: readonly string[] = []): Facility => ({
  id: code,
  code,
  kind: 'park',
  name: { zh, en: `Park ${code}` },
  aliases,
  lon: 120,
  lat: 30,
  note: { zh: '', en: '' },
});

const all = [facility('a', '创新园'), facility('b', '5G 创新园', ['5G 园']), facility('c', '梦想小镇', ['互联网村'])];

describe('facility that an address names', () => {
  it('is found by name and alias, blanks and width aside', () => {
    expect(facilityByName(all, '余杭区仓前街道互联网村 7 幢')?.code).toBe('c');
    expect(facilityByName(all, '闲林街道５Ｇ园 3 幢')?.code).toBe('b');
  });

  it('is the one with the longest name of several', () => {
    expect(facilityByName(all, '5G创新园 3 幢')?.code).toBe('b');
    expect(facilityByName(all, '青山创新园 3 幢')?.code).toBe('a');
  });

  it('is none where none is named', () => {
    expect(facilityByName(all, '云帆路 88 号')).toBeUndefined();
    expect(facilityByName(all, '')).toBeUndefined();
  });
});
