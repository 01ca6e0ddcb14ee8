import type { AreaMap as AreaMapData, AreaView, Bilingual } from '@banfei/contracts';
import { useMemo } from 'react';
import { manageMapText } from '../../../text/manageMap.ts';
import { useText } from '../../../text/useText.ts';
import type { Mode } from './classes.ts';
import type { Box, Drawing } from './drawing.ts';
import { placeLabels } from './labels.ts';
import type { Point } from './outline.ts';

interface MapMarksProps {
  readonly data: AreaMapData;
  readonly drawing: Drawing;
  readonly selected: number | undefined;
  readonly steps: ReadonlyMap<number, number | null>;
  readonly mode: Mode;
  readonly zoomed: boolean;
}

const NUMBER = 13.5;
const NAME = 15;
/** More names than this make a map of names. */
const NAMES = 9;

const around = ({ x, y }: Point, width: number, above: number, below: number): Box => ({
  x: x - width / 2,
  y: y - above,
  width,
  height: above + below,
});

/** ◆ with its count where something is overdue, ▲ where something is due today; ◆ outranks ▲. */
function Flag({ area, at }: { area: AreaView; at: Point }) {
  if (area.overdue > 0)
    return (
      <g transform={`translate(${at.x.toFixed(1)} ${(at.y - 12).toFixed(1)})`}>
        <g className="flag late">
          <path d="M0-10 10 0 0 10-10 0z" />
          <text y="4.2">{area.overdue}</text>
        </g>
      </g>
    );
  return (
    <g transform={`translate(${at.x.toFixed(1)} ${(at.y - 10).toFixed(1)})`}>
      <path className="flag soon" d="M0-6 6.5 5.5-6.5 5.5z" />
    </g>
  );
}

const flagged = (area: AreaView): boolean => area.overdue > 0 || area.dueToday > 0;

const DEMO = /\s*[（(](演示|demo)[）)]/;

/**
 * Names that fit between numbers and symbols, real places before invented ones. That the data are a demonstration stands
 * once under the map instead of in every name.
 */
function useNames({ data, drawing }: Pick<MapMarksProps, 'data' | 'drawing'>, pick: (value: Bilingual) => string) {
  return useMemo(() => {
    const byNumber = new Map(data.areas.map((area) => [area.number, area]));
    const taken = drawing.areas.map(({ number, at }) => {
      const area = byNumber.get(number);
      return area !== undefined && flagged(area) ? around(at, 26, 26, 16) : around(at, 22, 9, 9);
    });
    const labels = data.places
      .map(({ name, lon, lat }) => ({ text: pick(name), at: drawing.place(lon, lat) }))
      .sort((a, b) => Number(DEMO.test(a.text)) - Number(DEMO.test(b.text)))
      .map(({ text, at }) => ({ text: text.replace(DEMO, ''), at }));
    const { width, height } = drawing;
    return placeLabels(labels, { size: NAME, width, height, taken }).slice(0, NAMES);
  }, [data, drawing, pick]);
}

/** What lies on top of the areas. Hidden from screen readers: each area's own name says the same. */
export function MapMarks({ data, drawing, selected, steps, mode, zoomed }: MapMarksProps) {
  const { pick } = useText(manageMapText);
  const names = useNames({ data, drawing }, pick);
  const byNumber = new Map(data.areas.map((area) => [area.number, area]));
  const chosen = drawing.areas.find(({ number }) => number === selected);
  return (
    // biome-ignore lint/a11y/noAriaHiddenOnFocusable: nothing in it takes the focus.
    <g className="marks" aria-hidden="true">
      <path className="inner" d={drawing.inner} />
      {chosen !== undefined && <path className="chosen" d={chosen.path} />}
      {drawing.areas.map(({ number, at }) => {
        const area = byNumber.get(number);
        if (area === undefined) return null;
        const kept = flagged(area) || number === selected || zoomed;
        return (
          <g
            key={number}
            className={kept ? 'mark kept' : 'mark'}
            data-step={mode === 'areas' ? undefined : (steps.get(number) ?? undefined)}
          >
            <text className="number" x={at.x.toFixed(1)} y={(at.y + (flagged(area) ? 11 : NUMBER / 3)).toFixed(1)}>
              {number}
            </text>
            {flagged(area) && <Flag area={area} at={at} />}
          </g>
        );
      })}
      <g className="places">
        {names.map(({ text, at }) => (
          <text key={text} x={at.x.toFixed(1)} y={at.y.toFixed(1)}>
            {text}
          </text>
        ))}
      </g>
    </g>
  );
}
