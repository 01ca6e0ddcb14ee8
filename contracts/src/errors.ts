import type { Bilingual } from './common.ts';
import { areaErrors } from './errors/areas.ts';
import { capitalErrors } from './errors/capital.ts';
import { coverageErrors } from './errors/coverage.ts';
import { custodyErrors } from './errors/custody.ts';
import { endingErrors } from './errors/endings.ts';
import { figureErrors } from './errors/figures.ts';
import { firmErrors } from './errors/firms.ts';
import { matterErrors } from './errors/matters.ts';
import { momentErrors } from './errors/moments.ts';
import { networkErrors } from './errors/network.ts';
import { organizationErrors } from './errors/organizations.ts';
import { platformErrors } from './errors/platform.ts';
import { gatheringErrors } from './errors/platforms.ts';
import { poolErrors } from './errors/pool.ts';
import { schemeErrors } from './errors/schemes.ts';
import { securitizationErrors } from './errors/securitization.ts';

export type { ErrorEntry } from './errors/entry.ts';

/** The error catalogue. Every code is explained in docs/errors.md and provoked by a test. */
export const ERRORS = {
  ...platformErrors,
  ...matterErrors,
  ...firmErrors,
  ...custodyErrors,
  ...areaErrors,
  ...endingErrors,
  ...figureErrors,
  ...momentErrors,
  ...networkErrors,
  ...organizationErrors,
  ...gatheringErrors,
  ...securitizationErrors,
  ...poolErrors,
  ...schemeErrors,
  ...coverageErrors,
  ...capitalErrors,
} as const;

export type ErrorCode = keyof typeof ERRORS;
export type ErrorFacts = Readonly<Record<string, string | number | boolean | null>>;

// A fact that is spoken differently in each language arrives as nameZh and nameEn.
const fill = (sentence: string, facts: ErrorFacts, language: 'Zh' | 'En'): string =>
  sentence.replace(/\{(\w+)\}/g, (whole, name: string) => String(facts[`${name}${language}`] ?? facts[name] ?? whole));

/** The sentence of a refusal with its values filled in, in both languages. */
export function errorMessage(code: ErrorCode, facts: ErrorFacts = {}): Bilingual {
  const entry = ERRORS[code];
  return { zh: fill(entry.zh, facts, 'Zh'), en: fill(entry.en, facts, 'En') };
}
