import type { AreaMap as AreaMapData, AreaPlanDetail } from '@banfei/contracts';
import { type CSSProperties, type KeyboardEvent, useId, useMemo, useRef } from 'react';
import { manageRedrawText } from '../../../text/manageRedraw.ts';
import { useText } from '../../../text/useText.ts';
import { type Drawing, drawingOf } from '../map/drawing.ts';
import type { Point } from '../map/outline.ts';
import { isArrow, type Stop, step } from '../map/walk.ts';
import { cellName } from './judge.ts';
import type { Edits } from './useEdits.ts';
import '../map/map.css';

interface PlanMapProps {
  readonly plan: AreaPlanDetail;
  readonly rings: AreaMapData['rings'];
  readonly edits: Edits;
  /** Position of the cell that the panel talks about. */
  readonly chosen: number | null;
  readonly editable: boolean;
  readonly onChoose: (at: number) => void;
}

interface DrawnCell extends Stop {
  readonly path: string;
}

const cellId = (at: number): string => `cell-${at}`;

/** Puts the focus back on a cell: after an edit the keyboard goes on where it was. */
export const focusCell = (at: number): void => document.getElementById(cellId(at))?.focus();

/** Cells as they are drawn and walked; `place` comes from the drawing of the areas, so both lie on each other. */
function useCells({ plan, rings, edits }: Pick<PlanMapProps, 'plan' | 'rings' | 'edits'>) {
  const { area, ground } = edits;
  const drawing = useMemo(() => {
    const cells = new Map<number, string[]>(plan.areas.map(({ number }) => [number, []]));
    plan.graph.cells.forEach((cell, at) => void cells.get(area[at] ?? 0)?.push(cell));
    return drawingOf({ areas: [...cells].map(([number, own]) => ({ number, cells: own })), rings });
  }, [plan, area, rings]);
  const drawn = useMemo(
    () =>
      plan.graph.cells.map((cell, at): DrawnCell => {
        const points = (rings[cell] ?? []).map(([lon, lat]) => drawing.place(lon, lat));
        const mean = (axis: keyof Point) =>
          points.reduce((sum, point) => sum + point[axis], 0) / Math.max(1, points.length);
        return {
          number: at,
          neighbors: ground.neighbors[at] ?? [],
          center: { x: mean('x'), y: mean('y') },
          path: `M${points.map(({ x, y }) => `${x.toFixed(1)} ${y.toFixed(1)}`).join('L')}Z`,
        };
      }),
    [plan, rings, drawing, ground],
  );
  return { drawing, drawn };
}

/** Names of cells, for those who hear the map. */
function useCellNames({ area, ground }: Edits): (at: number) => string {
  const { t, f } = useText(manageRedrawText);
  const { graph, today } = ground;
  return (at) => {
    const [cell = '', now = 0, before = 0] = [graph.cells[at], area[at], today[at]];
    const [firms = 0, points = 0] = [graph.firms[at], graph.points[at]];
    const name = t('cellName', { cell: cellName(cell), area: now, firms, points: f.number(Math.round(points / 100)) });
    return now === before ? name : `${name}${t('cellMoved', { from: before })}`;
  };
}

/** Borders and numbers of the areas over the cells. Each cell's own name says its area. */
function Borders({ areas }: Pick<Drawing, 'areas'>) {
  return (
    // biome-ignore lint/a11y/noAriaHiddenOnFocusable: nothing in it takes the focus.
    <g className="marks" aria-hidden="true">
      {areas.map(({ number, path }) => (
        <path key={number} className="border" d={path} />
      ))}
      {areas.map(({ number, at }) => (
        <text key={number} className="number" x={at.x.toFixed(1)} y={(at.y + 5).toFixed(1)}>
          {number}
        </text>
      ))}
    </g>
  );
}

/** Keys and dragging: arrows walk, Enter chooses, a cell dropped on a neighbor of another area joins that area. */
function useHands({ edits, editable, onChoose }: PlanMapProps, drawn: readonly DrawnCell[]) {
  const dragged = useRef<number | null>(null);
  const { area, ground } = edits;
  return {
    onKey: (event: KeyboardEvent, at: number) => {
      if (isArrow(event.key)) {
        event.preventDefault();
        const next = step(drawn, at, event.key);
        if (next !== undefined) focusCell(next);
      } else if (event.key === 'Enter' || event.key === ' ') {
        event.preventDefault();
        onChoose(at);
      }
    },
    onTake: (at: number) => {
      dragged.current = at;
    },
    onDrop: (at: number) => {
      const from = dragged.current;
      dragged.current = null;
      const to = area[at];
      if (!editable || from === null || from === at || to === undefined || to === area[from]) return;
      if ((ground.neighbors[from] ?? []).some((next) => area[next] === to)) edits.give({ at: from, to });
    },
  };
}

/** The plan cell by cell: every cell a button with its full name, arrows walk, dragging is only one of three ways to edit. */
export function PlanMap(props: PlanMapProps) {
  const { plan, edits, chosen, onChoose } = props;
  const { t } = useText(manageRedrawText);
  const { drawing, drawn } = useCells(props);
  const nameOf = useCellNames(edits);
  const { onKey, onTake, onDrop } = useHands(props, drawn);
  const keys = useId();
  const { area, ground } = edits;
  const tints = new Map(plan.areas.map(({ number, tint }) => [number, tint.after]));
  return (
    // biome-ignore lint/a11y/useSemanticElements: a drawing cannot be a fieldset.
    <svg
      className="map plan-map"
      viewBox={`0 0 ${drawing.width} ${drawing.height}`}
      role="group"
      aria-label={t('map', { count: drawn.length })}
      aria-describedby={keys}
    >
      <desc id={keys}>{t('mapKeys')}</desc>
      {drawn.map(({ number: at, path }) => (
        // biome-ignore lint/a11y/useSemanticElements: a shape of a drawing cannot be a button element.
        <g
          key={at}
          id={cellId(at)}
          role="button"
          tabIndex={(chosen ?? 0) === at ? 0 : -1}
          aria-label={nameOf(at)}
          aria-pressed={chosen === at}
          className={area[at] === ground.today[at] ? 'cell' : 'cell moved'}
          style={{ '--fill': `var(--z${tints.get(area[at] ?? 0) ?? 1})` } as CSSProperties} // a custom property, which the type does not list
          onClick={() => onChoose(at)}
          onKeyDown={(event) => onKey(event, at)}
          onPointerDown={() => onTake(at)}
          onPointerUp={() => onDrop(at)}
        >
          <path d={path} />
        </g>
      ))}
      <Borders areas={drawing.areas} />
    </svg>
  );
}
