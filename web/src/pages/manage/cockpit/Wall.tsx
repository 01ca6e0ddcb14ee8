import { useEffect, useState } from 'react';
import { useKeys } from '../../../parts/useKeys.ts';
import { manageText } from '../../../text/manage.ts';
import { preferTheme } from '../../../text/settings.ts';
import { useText } from '../../../text/useText.ts';
import { MODES } from '../map/classes.ts';
import type { CockpitState } from './useCockpit.ts';

const TURN_MILLIS = 60_000;

/** Large type and the dark paper for as long as the wall is on. */
function useWallLook(): void {
  useEffect(() => {
    document.documentElement.dataset.wall = 'on';
    preferTheme('dark');
    return () => {
      delete document.documentElement.dataset.wall;
      preferTheme('light');
    };
  }, []);
}

/** A screen on a wall: nothing needs a pointer; the coloring changes by a key or every minute, and that can be paused. */
export function Wall({ state }: { state: CockpitState }) {
  const { t } = useText(manageText);
  const [paused, setPaused] = useState(false);
  useWallLook();
  const next = () => state.setMode(MODES[(MODES.indexOf(state.mode) + 1) % MODES.length] ?? 'areas');
  useKeys({ n: next, p: () => setPaused(!paused) });
  // biome-ignore lint/correctness/useExhaustiveDependencies: a turn counts from the last change of view, whoever made it.
  useEffect(() => {
    if (paused) return;
    const timer = setTimeout(next, TURN_MILLIS);
    return () => clearTimeout(timer);
  }, [paused, state.mode, state.figure]);
  return (
    <div className="wall-bar no-print">
      <span>{t('wallHint')}</span>
      <button type="button" onClick={next}>
        {t('wallNext')} <kbd>N</kbd>
      </button>
      <button type="button" aria-pressed={paused} onClick={() => setPaused(!paused)}>
        {t(paused ? 'wallGo' : 'wallPause')} <kbd>P</kbd>
      </button>
      <button type="button" onClick={() => state.setWall(false)}>
        {t('wallLeave')}
      </button>
    </div>
  );
}
