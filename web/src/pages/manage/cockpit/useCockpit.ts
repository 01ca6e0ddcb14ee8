import { useNavigate, useSearch } from '@tanstack/react-router';
import { useKeys } from '../../../parts/useKeys.ts';
import { MODES, type Mode } from '../map/classes.ts';
import { TABLE_BUTTON } from '../map/MapModes.tsx';
import type { CockpitSearch } from '../search.ts';

export interface CockpitState {
  readonly figure: string | undefined;
  readonly area: number | undefined;
  readonly mode: Mode;
  readonly table: boolean;
  readonly wall: boolean;
  readonly setArea: (area: number | undefined) => void;
  readonly setMode: (mode: Mode) => void;
  readonly toggleTable: () => void;
  readonly setWall: (wall: boolean) => void;
  readonly fold: () => void;
}

/** The address with some members changed; undefined removes one. */
const changed = (
  search: CockpitSearch,
  change: { [Key in keyof CockpitSearch]?: CockpitSearch[Key] | undefined },
): CockpitSearch =>
  Object.fromEntries(
    Object.entries({ ...search, ...change }).filter(([, value]) => value !== undefined),
  ) as CockpitSearch; // same members, absent ones removed

/** What the cockpit shows lives in the address alone. The opener of the rows gets the focus back when they fold. */
export function useCockpit(): CockpitState {
  const search = useSearch({ from: '/m/' });
  const navigate = useNavigate();
  const go = (change: Parameters<typeof changed>[1], replace = false) =>
    void navigate({ to: '/m', search: changed(search, change), resetScroll: false, replace });
  const mode = search.mode ?? 'areas';
  const table = search.view === 'table';
  const fold = () => {
    if (search.figure === undefined) return;
    const opener = document.querySelector<HTMLElement>(`[data-metric="${search.figure}"][aria-current]`);
    go({ figure: undefined });
    opener?.focus({ preventScroll: true });
  };
  const state: CockpitState = {
    figure: search.figure,
    area: search.area,
    mode,
    table,
    wall: search.wall === 1,
    setArea: (area) => go({ area }),
    setMode: (next) => go({ mode: next === 'areas' ? undefined : next, view: undefined }, true),
    toggleTable: () => {
      document.getElementById(TABLE_BUTTON)?.focus({ preventScroll: true });
      go({ view: table ? undefined : 'table' }, true);
    },
    setWall: (wall) => go({ wall: wall ? 1 : undefined }),
    fold,
  };
  useKeys({
    ...Object.fromEntries(MODES.map((each, at) => [String(at + 1), () => state.setMode(each)])),
    t: state.toggleTable,
    Escape: fold,
  });
  return state;
}
