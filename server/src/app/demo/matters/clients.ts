import type { NewFirm } from '../../../modules/firms/index.ts';
import { HERO_FIRMS } from '../companies.ts';
import { type Chance, chance, demoId, weighted } from '../random.ts';
import type { DemoAccount } from '../staff.ts';
import { REGISTER_BEGAN } from '../staff.ts';
import type { Territory } from '../territory.ts';

/** A company that raises matters, with the account it signs in with. */
export interface Client {
  readonly firm: NewFirm;
  readonly account: DemoAccount;
  readonly areaNumber: number | null;
}

export interface Clients {
  readonly all: readonly Client[];
  readonly heroes: readonly Client[];
  /** Draws a company; a few raise many matters, most raise one or none. */
  draw(luck: Chance): Client;
  /** A company of an area, other than the heroes. */
  inArea(areaNumber: number, luck: Chance): Client;
}

const SHARE = 0.05;
const MOST = 3500;
const LEAST = 60;

/** The companies that speak up: the three with a story, and one in twenty of the others, as many as 3,500. */
export function clientsOf(seed: number, firms: readonly NewFirm[], territory: Territory): Clients {
  const wanted = Math.min(MOST, Math.max(LEAST, Math.round(firms.length * SHARE)));
  const heroCount = HERO_FIRMS.length;
  const heroes = firms.slice(0, heroCount).map((firm, index) => clientOf(seed, firm, index, territory));
  const active = firms.slice(heroCount).filter(({ status }) => status === '存续' || status === '在业');
  // Every k-th active company: spread over the district, and the same whenever the register is.
  const step = Math.max(1, Math.floor(active.length / wanted));
  const others = active
    .filter((_, index) => index % step === 0)
    .slice(0, wanted)
    .map((firm, index) => clientOf(seed, firm, heroCount + index, territory));
  const all = [...heroes, ...others];
  const ranks = new Map(all.map((client, index) => [client, rank(seed, index)]));
  const draw = weighted(all, (client) => ((ranks.get(client) ?? 1) * all.length + 8) ** -0.7);
  return {
    all,
    heroes,
    draw,
    inArea: (areaNumber, luck) => {
      const there = others.filter((client) => client.areaNumber === areaNumber);
      return luck.pick(there.length > 0 ? there : others);
    },
  };
}

/** Rank in [0, 1), dealt by chance, so that the busiest companies lie anywhere. */
const rank = (seed: number, index: number): number => chance(seed, 'rank', index).next();

function clientOf(seed: number, firm: NewFirm, index: number, territory: Territory): Client {
  const hero = HERO_FIRMS[index];
  const login = hero?.login ?? `firm${String(index).padStart(4, '0')}`;
  const cell = firm.sites[0]?.cell ?? null;
  return {
    firm,
    account: {
      id: demoId(REGISTER_BEGAN, chance(seed, 'account', login)),
      login,
      role: 'company',
      nameZh: firm.name,
      nameEn: hero?.en ?? firm.name,
    },
    areaNumber: cell === null ? null : (territory.areaOf.get(cell) ?? null),
  };
}
