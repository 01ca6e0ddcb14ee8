import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readLonLat } from './lonlat.ts';

const lon = fc.integer({ min: 73_000_000, max: 136_000_000 }).map((micro) => micro / 1e6);
const lat = fc.integer({ min: 3_000_000, max: 54_000_000 }).map((micro) => micro / 1e6);
const between = fc.constantFrom(', ', ',', ' ', '，', '；', '\t', ' / ');

describe('a pasted place', () => {
  it('is read in any usual writing', () => {
    fc.assert(
      fc.property(lon, lat, between, (x, y, gap) => {
        expect(readLonLat(`${x}${gap}${y}`)).toEqual([x, y]);
      }),
    );
  });

  it('is turned when the latitude came first', () => {
    fc.assert(
      fc.property(lon, lat, between, (x, y, gap) => {
        expect(readLonLat(`${y}${gap}${x}`)).toEqual([x, y]);
      }),
    );
  });

  it.each(['', '120.1', '120.1, 30.2, 4', '10, 20', '200, 30', '文一西路'])('is refused: %s', (text) => {
    expect(readLonLat(text)).toBeNull();
  });
});
