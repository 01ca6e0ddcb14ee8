import fc from 'fast-check';
import { isValidCell } from 'h3-js';
import { describe, expect, it } from 'vitest';
import { type GazetteerEntry, gazetteerOf, place } from './place.ts';

const entry = (
  names: string[],
  lon: number,
  lat: number,
  facilityId: string | null = names[0] ?? '',
): GazetteerEntry => ({ facilityId, names, lon, lat });
const GAZETTEER = gazetteerOf(
  [entry(['人工智能小镇', 'AI小镇'], 120.01, 30.28), entry(['人工智能小镇二期'], 120.02, 30.29), entry(['园'], 1, 1)],
  [entry(['仓前街道'], 120.0, 30.27, null)],
);
const nowhere = { lon: null, lat: null };

describe('a site', () => {
  it.each([
    ['文一西路 1 号', { lon: 120.05, lat: 30.3 }, 'coordinates', null],
    ['仓前街道 AI 小镇 3 幢', nowhere, 'facility', '人工智能小镇'],
    ['仓前街道人工智能小镇（二期）3 幢', nowhere, 'facility', '人工智能小镇二期'],
    ['余杭区仓前街道某路', nowhere, 'street', null],
    ['仓前街道', { lon: 0, lat: 0 }, 'street', null],
    ['仓前街道', { lon: 120, lat: null }, 'street', null],
  ])('at “%s” is placed', (address, point, placedBy, facilityId) => {
    expect(place(address, point, GAZETTEER)).toMatchObject({ placedBy, facilityId });
  });

  it('that nothing places stays without a place', () => {
    for (const address of ['', '桃花园', '不知何处']) expect(place(address, nowhere, GAZETTEER)).toBeNull();
  });

  it('lies in a cell of the map wherever it is', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 73, max: 136, noNaN: true }),
        fc.double({ min: 3, max: 54, noNaN: true }),
        (lon, lat) => {
          const placed = place('', { lon, lat }, GAZETTEER);
          expect(placed?.placedBy).toBe('coordinates');
          expect(isValidCell(placed?.cell ?? '')).toBe(true);
        },
      ),
    );
  });
});
