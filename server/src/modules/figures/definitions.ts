import { Refusal } from '../../platform/errors.ts';
import { capitalFigures } from './capital-figures.ts';
import { coverageFigures } from './coverage-figures.ts';
import { dealFigures } from './deal-figures.ts';
import type { Figure } from './figure.ts';
import { firmFigures } from './firm-figures.ts';
import { matterFigures } from './matter-figures.ts';
import { offerFigures } from './offer-figures.ts';
import { placeFigures } from './place-figures.ts';
import { platformFigures } from './platform-figures.ts';
import { poolFigures } from './pool-figures.ts';
import { schemeFigures } from './scheme-figures.ts';
import { teamFigures } from './team-figures.ts';

/** All figures of this program, in the order in which the cockpit lists them. Only what has rows is here. */
export const FIGURES: readonly Figure[] = [
  ...matterFigures,
  ...offerFigures,
  ...firmFigures,
  ...teamFigures,
  ...placeFigures,
  ...dealFigures,
  ...coverageFigures,
  ...schemeFigures,
  ...poolFigures,
  ...capitalFigures,
  ...platformFigures,
];

const byId = new Map(FIGURES.map((each) => [each.id, each]));
if (byId.size !== FIGURES.length) throw new Error('Two figures share an id.');

/** A figure that the program itself names; an unknown id is a fault of the program. */
export function figureOf(id: string): Figure {
  const found = byId.get(id);
  if (found === undefined) throw new Error(`there is no figure ${id}`);
  return found;
}

/** A figure that somebody asked for. Refuses with FIGURE_UNKNOWN. */
export function figureAsked(id: string): Figure {
  const found = byId.get(id);
  if (found === undefined) throw new Refusal('FIGURE_UNKNOWN', { figure: id });
  return found;
}

/** Figures that split another one without rest: every row of the whole is in exactly one part. */
export const PARTITIONS: Readonly<Record<string, readonly string[]>> = {
  open: ['inHand', 'waiting', 'proposed'],
  settled: ['confirmed', 'unconfirmed', 'withdrawn', 'rejected'],
};
