/** Finds a mentor or a host for units: near, akin, in the same facility if possible, and none with too many. */
import { Grid, Ground } from './ground.ts';
import { type IndustryKey, industryKey, industrySteps, STRANGERS } from './industry.ts';
import type { SetupRules } from './rules.ts';
import type { Organization, Place, Unit } from './unit.ts';

/** An organization that can take a unit in. */
export interface Guide {
  readonly code: string;
  readonly place: Place;
  readonly industry: string;
  readonly facility: string | null;
  /** It exists already; one that is only planned is chosen when none that exists is near. */
  readonly isFounded: boolean;
}

/** A unit that found its guide. */
export interface Matched {
  readonly guide: string;
  readonly metres: number;
}

/** How many metres it weighs that an organization is still to be founded. */
const UNFOUNDED_METRES = 500;

/**
 * Organizations that may guide others: those that exist, joint branches left out (they have no strength to spare), and those
 * that units with members enough will found.
 */
export function guidesOf(
  standing: readonly Unit[],
  organizations: readonly Organization[],
  shared: ReadonlySet<string>,
): readonly Guide[] {
  const guides = new Map<string, Guide>();
  const joint = new Set(shared);
  for (const { code, place, industry, host, kind } of organizations)
    if (kind === 'jointBranch') joint.add(code);
    else guides.set(code, { code, place, industry, facility: host, isFounded: true });
  for (const { code, organization, place, industry, host } of standing) {
    // Whoever leaves a joint branch founds one of its own, under its own code.
    const own = organization === null || (joint.has(organization) && !guides.has(organization)) ? null : organization;
    const name = own ?? code;
    if (!guides.has(name)) guides.set(name, { code: name, place, industry, facility: host, isFounded: own !== null });
  }
  return [...guides.values()];
}

/** How far and how many. */
export interface Reach {
  readonly metres: number;
  readonly most: number;
}

/** Finds guides for units, by their number in the list, one after the other; whoever comes first chooses first. */
export class Matching {
  readonly units: readonly Unit[];
  readonly #from: Ground;
  readonly #guides: readonly Guide[];
  readonly #ground: Ground;
  readonly #keys: readonly IndustryKey[];
  readonly #grid: Grid;
  readonly #numbers: ReadonlyMap<string, number>;
  readonly #load: Int32Array;
  readonly #rules: SetupRules;
  readonly #reach: Reach;
  readonly #unfounded: number;

  constructor(guides: readonly Guide[], units: readonly Unit[], rules: SetupRules, reach: Reach) {
    this.units = units;
    this.#from = new Ground(units.map(({ place }) => place));
    this.#guides = guides;
    this.#rules = rules;
    this.#reach = reach;
    const places = guides.map(({ place }) => place);
    this.#ground = new Ground(places);
    this.#keys = guides.map(({ industry }) => industryKey(industry));
    const pole = [...places, ...units.map(({ place }) => place)].reduce(
      (most, { lat }) => Math.max(most, Math.abs(lat)),
      0,
    );
    // Cells fine enough that the nearest ring of a dense quarter already has a choice.
    this.#grid = new Grid(places, Math.max(reach.metres / 16, 50), pole);
    this.#numbers = new Map(guides.map(({ code }, index) => [code, index]));
    // Where none exists yet all are alike, and the search may stop sooner.
    this.#unfounded = guides.some(({ isFounded }) => isFounded) ? UNFOUNDED_METRES : 0;
    this.#load = new Int32Array(guides.length);
  }

  #take(guide: number, metres: number): Matched | null {
    const found = this.#guides[guide];
    if (found === undefined) return null;
    const load = (this.#load[guide] ?? 0) + 1;
    this.#load[guide] = load;
    // A full one is taken off the grid, so that the search does not pass it again and again.
    if (load >= this.#reach.most) this.#grid.remove(guide, found.place);
    return { guide: found.code, metres: Math.ceil(metres) };
  }

  /** The guide that a unit has today, if the rules still allow it. */
  keep(unit: number, code: string): Matched | null {
    const guide = this.#numbers.get(code);
    if (guide === undefined || (this.#load[guide] ?? 0) >= this.#reach.most) return null;
    const metres = this.#from.metres(unit, guide, this.#ground);
    return metres <= this.#reach.metres ? this.#take(guide, metres) : null;
  }

  /** The best guide in reach that still has room. */
  find(index: number): Matched | null {
    const unit = this.units[index];
    if (unit === undefined) return null;
    const key = industryKey(unit.industry);
    const { strangerMetres, facilityMetres } = this.#rules.limits;
    // Nothing beyond the best price so far can win, but for what the same facility is worth.
    const bonus = unit.host === null ? 0 : facilityMetres;
    let [best, least, away] = [-1, Number.POSITIVE_INFINITY, 0];
    this.#grid.rings(
      unit.place,
      this.#reach.metres,
      (cell) => {
        for (const guide of cell) {
          const metres = this.#from.metres(index, guide, this.#ground);
          const found = this.#guides[guide];
          if (metres > this.#reach.metres || found === undefined) continue;
          const kinship = (strangerMetres * industrySteps(key, this.#keys[guide] ?? key)) / STRANGERS;
          const atHome = bonus > 0 && unit.host === found.facility ? bonus : 0;
          const price = metres + kinship - atHome + (found.isFounded ? 0 : this.#unfounded);
          if (price < least || (price === least && guide < best)) [best, least, away] = [guide, price, metres];
        }
      },
      (seenMetres) => least <= seenMetres - bonus,
    );
    return best < 0 ? null : this.#take(best, away);
  }
}
