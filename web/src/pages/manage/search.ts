import type { PoolStage } from '@banfei/contracts';
import { MODES, type Mode } from './map/classes.ts';

/** What the cockpit shows, all of it in the address: any view can be sent to a colleague, and the back button works. */
export interface CockpitSearch {
  readonly figure?: string;
  readonly area?: number;
  readonly mode?: Mode;
  readonly view?: 'table';
  readonly wall?: 1;
}

export interface RowsSearch {
  readonly metric?: string;
  readonly area?: number;
}

type Raw = Readonly<Record<string, unknown>>;

const figureIn = (value: unknown): string | undefined =>
  typeof value === 'string' && /^[A-Za-z]{1,40}$/.test(value) ? value : undefined;

const areaIn = (value: unknown): number | undefined => {
  const number = Number(value);
  return Number.isInteger(number) && number >= 1 && number <= 9999 ? number : undefined;
};

/** Leaves out what is absent, so that addresses stay short. */
const present = <Value extends object>(value: { [Key in keyof Value]: Value[Key] | undefined }): Value =>
  Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined)) as Value; // exactly the filtered members

export const cockpitSearch = (raw: Raw): CockpitSearch =>
  present<CockpitSearch>({
    figure: figureIn(raw.figure),
    area: areaIn(raw.area),
    mode: MODES.find((mode) => mode === raw.mode && mode !== 'areas'),
    view: raw.view === 'table' ? 'table' : undefined,
    wall: String(raw.wall) === '1' ? 1 : undefined,
  });

export const rowsSearch = (raw: Raw): RowsSearch =>
  present<RowsSearch>({ metric: figureIn(raw.metric), area: areaIn(raw.area) });

const STAGES: readonly PoolStage[] = [
  'reserve',
  'restructure',
  'coachingFiling',
  'application',
  'committeeReview',
  'registration',
  'listed',
  'left',
  'withdrawn',
  'rejected',
  'terminated',
];

/** Where a card was dropped: the form begins with that stage. */
export const candidateSearch = (raw: Raw): { readonly to?: PoolStage } =>
  present<{ readonly to?: PoolStage }>({ to: STAGES.find((stage) => stage === raw.to) });
