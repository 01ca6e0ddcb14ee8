/** Rules, random districts and rows for tests and benches; everything follows from a seed. */
import { readFileSync } from 'node:fs';
import { type Place, rulesAt, type SetupRules, type Unit } from '../src/index.ts';

const PACK: unknown = JSON.parse(
  readFileSync(new URL('../../../data/coverage/setup-rules.json', import.meta.url), 'utf8'),
);

/** The rules of the pack in force. */
export const rulesInForce = (): SetupRules => {
  const read = rulesAt(PACK, '2026-11-22');
  if (!read.ok) throw new Error(JSON.stringify(read));
  return read.rules;
};

export const packData = (): unknown => structuredClone(PACK);

/** Industries of unlike depth and kinship. */
const INDUSTRIES = ['6513', '6511', '6520', 'I6432', '7320', '3963', '39', '5179', 'M', ''];

/** A generator of numbers from 0 to 1 that repeats itself (mulberry32). */
export function chance(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export const unit = (code: string, fullMembers: number, place: Place, more: Partial<Unit> = {}): Unit => ({
  code,
  name: code,
  fullMembers,
  staff: 20,
  place,
  industry: '6513',
  organization: null,
  host: null,
  ...more,
});

/** A place some metres east and north of a corner of the demo district. */
export const at = (east: number, north: number): Place => ({
  lon: 120 + east / (111_195 * Math.cos((30.28 * Math.PI) / 180)),
  lat: 30.28 + north / 111_195,
});

/** How a random district is made. */
export interface DistrictShape {
  readonly units: number;
  readonly sideMetres: number;
  readonly quarters: number;
  /** Shares of units with 3 and more, 2, and 1 full members. */
  readonly shares: readonly [number, number, number];
}

/** A district whose units gather in quarters. */
export function randomDistrict(seed: number, { units, sideMetres, quarters, shares }: DistrictShape): readonly Unit[] {
  const next = chance(seed);
  const centers = Array.from({ length: quarters }, () => [next() * sideMetres, next() * sideMetres] as const);
  const [many, two, one] = shares;
  return Array.from({ length: units }, (_, index) => {
    const [x, y] = centers[Math.floor(next() * quarters)] ?? [0, 0];
    const spread = sideMetres / Math.sqrt(quarters);
    const roll = next();
    const members = roll < many ? 3 + Math.floor(next() * 60) : roll < many + two ? 2 : roll < many + two + one ? 1 : 0;
    return unit(`U${index}`, members, at(x + (next() - 0.5) * spread, y + (next() - 0.5) * spread), {
      staff: Math.floor(next() * 60),
      industry: INDUSTRIES[Math.floor(next() * INDUSTRIES.length)] ?? '',
    });
  });
}

/** Small districts of every density, from a handful of neighbors to loose chains of them. */
export function smallDistrict(seed: number): readonly Unit[] {
  const next = chance(seed * 7919);
  return randomDistrict(seed, {
    units: 20 + Math.floor(next() * 41),
    sideMetres: 1_500 + next() * 4_500,
    quarters: 1 + Math.floor(next() * 5),
    shares: [0.05, 0.15 + next() * 0.3, 0.5],
  });
}

/** A loose district: so few neighbors that every plan of it can be listed. */
export const looseDistrict = (seed: number): readonly Unit[] =>
  randomDistrict(seed, { units: 60, sideMetres: 7_000, quarters: 8, shares: [0.05, 0.3, 0.5] });

/** A crowded district that is small enough to list every plan of it. */
export const crowdedDistrict = (seed: number): readonly Unit[] =>
  randomDistrict(seed, { units: 9, sideMetres: 1_400, quarters: 2, shares: [0.02, 0.25, 0.55] });

/** The district a while later: one unit in twenty, or another share, closes, counts anew, or has moved in. */
export function later(units: readonly Unit[], seed: number, share = 0.05): readonly Unit[] {
  const next = chance(seed);
  return units.flatMap((before, index) => {
    if (next() >= share) return [before];
    const roll = next();
    if (roll < 0.3) return [];
    const fullMembers = Math.floor(next() * 4);
    if (roll < 0.7) return [{ ...before, fullMembers }];
    const { lon, lat } = before.place;
    return [before, { ...before, code: `N${index}`, fullMembers, place: { lon: lon + 0.001, lat: lat - 0.0005 } }];
  });
}
