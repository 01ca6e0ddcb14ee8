import { checkCreditCode } from '@banfei/identifiers';
import { latLngToCell } from 'h3-js';
import { describe, expect, it } from 'vitest';
import { CELL_RESOLUTION, isContiguous, neighborCells, neighborsOfAreas } from '../../modules/areas/index.ts';
import { DEMO_ORGANIZATION_PREFIX, demoCreditCode, FIRM_COUNT, HERO_FIRMS } from './companies.ts';
import { LINKED_COUNT } from './organizations.ts';
import { digestOf, populationOf } from './population.ts';
import { facilityEntries, streetEntries } from './vocabulary.ts';

const SEED = 20250717;
const NOW = Date.parse('2026-11-19T02:20:00.000Z');
const small = populationOf({ seed: SEED, now: NOW, firms: 700, matters: 120 });

describe('the ground of the demo', () => {
  const { areas, cells, areaOf, density } = small.territory;

  it('is one piece of about a thousand cells without holes', () => {
    expect(cells.length).toBeGreaterThan(900);
    expect(cells.length).toBeLessThan(1100);
    expect(isContiguous(cells)).toBe(true);
    const inside = new Set(cells);
    const rim = new Set(cells.flatMap((cell) => neighborCells(cell).filter((next) => !inside.has(next))));
    // What surrounds a piece without holes is one ring; a hole would be a second one.
    expect(isContiguous([...rim])).toBe(true);
  });

  it('has 62 contiguous areas, each cell in exactly one', () => {
    expect(areas.map(({ number }) => number)).toEqual(Array.from({ length: 62 }, (_, index) => index + 1));
    expect(areas.every(({ cells: own }) => isContiguous(own))).toBe(true);
    const all = areas.flatMap(({ cells: own }) => own);
    expect(all).toHaveLength(cells.length);
    expect(new Set(all)).toEqual(new Set(cells));
    expect(areaOf.size).toBe(cells.length);
  });

  it('balances ground and companies within a tenth', () => {
    const total = [...density.values()].reduce((sum, value) => sum + value, 0);
    const loads = areas.map(({ cells: own }) =>
      own.reduce((sum, cell) => sum + (0.5 / cells.length + (0.5 * (density.get(cell) ?? 0)) / total) * 62, 0),
    );
    expect(Math.max(...loads)).toBeLessThan(1.1);
    expect(Math.min(...loads)).toBeGreaterThan(0.9);
  });

  it('names every area once in both languages and gives neighbors different tints', () => {
    expect(new Set(areas.map(({ name }) => name.zh)).size).toBe(62);
    expect(new Set(areas.map(({ name }) => name.en)).size).toBe(62);
    expect(areas[26]?.name.zh).toBe('梦想小镇西片');
    const tints = new Map(areas.map(({ number, tint }) => [number, tint]));
    for (const [number, around] of neighborsOfAreas(areas))
      for (const next of around) expect(tints.get(next)).not.toBe(tints.get(number));
  });

  it('holds every facility and street', () => {
    for (const { code, lon, lat } of [...facilityEntries(), ...streetEntries()]) {
      expect([code, areaOf.has(latLngToCell(lat, lon, CELL_RESOLUTION))]).toEqual([code, true]);
    }
  });

  it('marks invented places, and says of real ones only that the report names them', () => {
    for (const { code, demo, zh, en, note } of facilityEntries()) {
      expect([code, zh.includes('演示'), en.includes('demo')]).toEqual([code, demo === true, demo === true]);
      if (demo !== true) expect(note.zh).toMatch(/^报道/);
    }
  });
});

describe('who answers in the demo', () => {
  const { posts, accounts, teams, servicePoints } = small.staff;
  const code = new Map(posts.map((post) => [post.id, post]));

  it('is a lead post with officer and deputy for each of 62 teams, and a supervisor for every post but the supervisors', () => {
    expect(teams).toHaveLength(62);
    for (const team of teams)
      expect(code.get(team.postId)).toMatchObject({ kind: 'team', code: `T${String(team.number).padStart(2, '0')}` });
    const ids = new Set(accounts.map(({ id }) => id));
    for (const post of posts) {
      expect(ids.has(post.officerId ?? '') && ids.has(post.deputyId ?? '')).toBe(true);
      expect(post.officerId).not.toBe(post.deputyId);
      const supervisor = code.get(post.supervisorId ?? '');
      expect(supervisor?.kind).toBe(post.kind === 'supervisor' ? undefined : 'supervisor');
    }
    expect(servicePoints.every(({ counterPostId }) => code.get(counterPostId ?? '')?.kind === 'counter')).toBe(true);
  });

  it('has telephones that no exchange hands out, each once, and logins each once', () => {
    const phones = [
      ...posts.flatMap(({ phone, deputyPhone }) => [phone, deputyPhone]),
      ...servicePoints.map(({ phone }) => phone),
    ];
    expect(phones.every((phone) => /^0571-0000 0\d{3}$/.test(phone))).toBe(true);
    expect(new Set(phones).size).toBe(phones.length);
    expect(new Set(accounts.map(({ login }) => login)).size).toBe(accounts.length);
  });
});

describe('the companies of the demo', () => {
  it('all say 演示, with names and valid codes of the demo range that occur once', () => {
    const { firms } = small;
    expect(firms).toHaveLength(700);
    for (const { name, formerNames, code, demo } of firms) {
      expect(demo).toBe(true);
      for (const each of [name, ...formerNames]) expect(each).toContain('（演示）');
      const checked = checkCreditCode(code ?? '');
      expect(checked).toMatchObject({ ok: true, warnings: [] });
      expect(code?.slice(0, 11)).toBe(`91330110${DEMO_ORGANIZATION_PREFIX}`);
    }
    expect(new Set(firms.map(({ name }) => name)).size).toBe(700);
  });

  it('have codes that never collide, for as many as the district has', () => {
    const codes = new Set(Array.from({ length: FIRM_COUNT }, (_, index) => demoCreditCode(index)));
    expect(codes.size).toBe(FIRM_COUNT);
  });

  it('stand inside the outline; one in sixty without coordinates, and some nowhere', () => {
    const { firms } = populationOf({ seed: SEED, now: NOW, firms: 6000 });
    const sites = firms.flatMap((firm) => firm.sites);
    for (const { cell } of sites) if (cell !== null) expect(small.territory.areaOf.has(cell)).toBe(true);
    const heads = sites.filter(({ kind }) => kind === 'head');
    const share = (wanted: readonly (string | null)[]): number =>
      heads.filter(({ placedBy }) => wanted.includes(placedBy)).length / heads.length;
    expect(heads).toHaveLength(6000);
    expect(share(['facility', 'street'])).toBeGreaterThan(0.01);
    expect(share(['facility', 'street'])).toBeLessThan(0.02);
    expect(share([null])).toBeGreaterThan(0.001);
    expect(share([null])).toBeLessThan(0.006);
    expect(firms.some(({ formerNames }) => formerNames.length > 0)).toBe(true);
    expect(sites.length).toBeGreaterThan(6000 * 1.01);
  });

  it('begin with the three that have accounts, the first of them in area 27', () => {
    const heroes = small.clients.heroes;
    expect(heroes.map(({ account }) => account.login)).toEqual(HERO_FIRMS.map(({ login }) => login));
    expect(heroes[0]?.areaNumber).toBe(27);
    expect(heroes.every(({ areaNumber }) => areaNumber !== null)).toBe(true);
  });

  it('are the same companies, whatever the number asked for', () => {
    const fewer = populationOf({ seed: SEED, now: NOW, firms: 50 }).firms;
    expect(fewer).toEqual(small.firms.slice(0, 50));
  });
});

describe('the linked organizations', () => {
  it('are the 165 of the article, invented throughout, none a list of persons', () => {
    const { organizations } = small;
    expect(organizations).toHaveLength(LINKED_COUNT);
    expect(LINKED_COUNT).toBe(165);
    expect(new Set(organizations.map(({ code }) => code)).size).toBe(165);
    for (const { name } of organizations)
      expect([name.zh.includes('演示'), name.en.includes('demo')]).toEqual([true, true]);
    const firms = new Set(small.firms.map(({ id }) => id));
    for (const { kind, firmId } of organizations) {
      expect(kind === 'keyCompany').toBe(firmId !== null && firms.has(firmId));
    }
  });
});

describe('one seed', () => {
  it('gives the same district each time, and another seed another one', () => {
    const again = populationOf({ seed: SEED, now: NOW, firms: 700, matters: 120 });
    expect(digestOf(again)).toBe(digestOf(small));
    expect(digestOf(populationOf({ seed: SEED + 1, now: NOW, firms: 700, matters: 120 }))).not.toBe(digestOf(small));
  });
});
