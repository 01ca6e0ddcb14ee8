import type { AreaMap as AreaMapData, AreaView } from '@banfei/contracts';
import { useNavigate } from '@tanstack/react-router';
import { type KeyboardEvent, type MouseEvent, useId, useMemo, useState } from 'react';
import { manageMapText } from '../../../text/manageMap.ts';
import { useText } from '../../../text/useText.ts';
import { AreaShape, shapeId } from './AreaShape.tsx';
import { classesFor, type Mode, stepOf } from './classes.ts';
import { type Box, type Drawing, drawingOf } from './drawing.ts';
import { MapMarks } from './MapMarks.tsx';
import { useMapWords } from './useMapWords.ts';
import { isArrow, step } from './walk.ts';
import './map.css';

interface AreaMapProps {
  readonly data: AreaMapData;
  readonly mode: Mode;
  /** Drawn with a border: the area that is being talked about. */
  readonly selected: number | undefined;
  /** Chosen by the reader. */
  readonly chosen?: number | undefined;
  /** A press on an area selects it; the second press, and Enter, open its page. */
  readonly onSelect?: (number: number) => void;
  /** The keyboard has come to an area. */
  readonly onVisit?: (number: number) => void;
  /** Only these areas and their surroundings, for the page of one area. */
  readonly around?: readonly number[];
}

/** The part of the drawing that holds the given areas, with some air. */
function viewOf(drawing: Drawing, around: readonly number[] | undefined): Box {
  const boxes = drawing.areas.filter(({ number }) => around?.includes(number)).map(({ box }) => box);
  if (boxes.length === 0) return { x: 0, y: 0, width: drawing.width, height: drawing.height };
  const [x, y] = [Math.min(...boxes.map((box) => box.x)), Math.min(...boxes.map((box) => box.y))];
  const right = Math.max(...boxes.map((box) => box.x + box.width));
  const bottom = Math.max(...boxes.map((box) => box.y + box.height));
  return { x: x - 8, y: y - 8, width: right - x + 16, height: bottom - y + 16 };
}

function useWalk(
  data: AreaMapData,
  drawing: Drawing,
  props: Pick<AreaMapProps, 'selected' | 'chosen' | 'onSelect' | 'onVisit'>,
) {
  const navigate = useNavigate();
  const [visited, setVisited] = useState<number | undefined>(undefined);
  const stops = useMemo(() => {
    const neighbors = new Map(data.areas.map((area) => [area.number, area.neighbors]));
    return drawing.areas.map(({ number, center }) => ({ number, center, neighbors: neighbors.get(number) ?? [] }));
  }, [data, drawing]);
  const open = (number: number) => void navigate({ to: '/m/areas/$number', params: { number: String(number) } });
  return {
    stop: visited ?? props.selected ?? data.areas[0]?.number,
    onPress: (event: MouseEvent, number: number) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      // A press by keyboard or screen reader has no pointer behind it: it does what the link says.
      if (event.detail === 0 || props.onSelect === undefined || props.chosen === number) open(number);
      else props.onSelect(number);
    },
    onKey: (event: KeyboardEvent, number: number) => {
      if (!isArrow(event.key)) return;
      event.preventDefault();
      const next = step(stops, number, event.key);
      if (next !== undefined) document.getElementById(shapeId(next))?.focus();
    },
    onFocus: (number: number) => {
      // A pointer focuses what it presses as well; only the keyboard walks.
      if (document.getElementById(shapeId(number))?.matches(':focus-visible') !== true) return;
      setVisited(number);
      props.onVisit?.(number);
    },
  };
}

const fillOf = (area: AreaView, mode: Mode, stepNumber: number | null, hatch: string): string => {
  if (mode === 'areas') return `var(--z${area.tint})`;
  return stepNumber === null ? `url(#${hatch})` : `var(--q${stepNumber})`;
};

function Hatch({ id }: { id: string }) {
  return (
    <pattern id={id} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
      <rect width="6" height="6" fill="var(--surface)" />
      <path d="M0 0V6" stroke="var(--line-strong)" strokeWidth="1.6" />
    </pattern>
  );
}

/** The map: every area a link with its full name, tints or one ramp, symbols on top. Never the only way: see AreaTable. */
export function AreaMap({ data, mode, selected, chosen, onSelect, onVisit, around }: AreaMapProps) {
  const { t } = useText(manageMapText);
  const { nameOf } = useMapWords();
  const drawing = useMemo(() => drawingOf(data), [data]);
  const walk = useWalk(data, drawing, { selected, chosen, ...(onSelect && { onSelect }), ...(onVisit && { onVisit }) });
  const hatch = useId();
  const classes = classesFor(mode, data.areas);
  const steps = new Map(data.areas.map((area) => [area.number, stepOf(mode, area, classes)]));
  const drawn = new Map(drawing.areas.map((each) => [each.number, each]));
  const view = viewOf(drawing, around);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a drawing cannot be a fieldset.
    <svg
      className={`map mode-${mode}`}
      viewBox={`${view.x} ${view.y} ${view.width} ${view.height}`}
      role="group"
      aria-label={t('map', { count: data.areas.length })}
      aria-describedby={`${hatch}-keys`}
    >
      <desc id={`${hatch}-keys`}>{t('keys')}</desc>
      <defs>
        <Hatch id={hatch} />
      </defs>
      {data.areas.map((area) => {
        const shape = drawn.get(area.number);
        if (shape === undefined) return null;
        const fill = fillOf(area, mode, steps.get(area.number) ?? null, hatch);
        return (
          <AreaShape
            key={area.number}
            area={area}
            drawn={shape}
            name={nameOf(area, mode)}
            fill={fill}
            {...walk}
            stop={walk.stop === area.number}
          />
        );
      })}
      <MapMarks
        data={data}
        drawing={drawing}
        selected={selected}
        steps={steps}
        mode={mode}
        zoomed={around !== undefined}
      />
    </svg>
  );
}
