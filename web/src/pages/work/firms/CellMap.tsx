import type { AreaMap } from '@banfei/contracts';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useText } from '../../../text/useText.ts';
import { workFirmsText } from '../../../text/workFirms.ts';
import { areasQuery } from '../queries.ts';
import type { LonLat } from './lonlat.ts';

const WIDTH = 1000;

interface Cell {
  readonly id: string;
  readonly area: number;
  readonly tint: number;
  readonly center: LonLat;
  readonly points: string;
}

interface Drawn {
  readonly cells: readonly Cell[];
  readonly height: number;
  readonly project: (spot: LonLat) => LonLat;
}

/** Cells on a plane: longitudes are shortened by the cosine of the latitude, so that hexagons look like hexagons. */
function draw(map: AreaMap): Drawn {
  const rings = Object.values(map.rings).flat();
  const lons = rings.map(([lon]) => lon);
  const lats = rings.map(([, lat]) => lat);
  const west = lons.reduce((a, b) => Math.min(a, b), 180);
  const east = lons.reduce((a, b) => Math.max(a, b), -180);
  const south = lats.reduce((a, b) => Math.min(a, b), 90);
  const north = lats.reduce((a, b) => Math.max(a, b), -90);
  const squeeze = Math.cos((((south + north) / 2) * Math.PI) / 180);
  const scale = WIDTH / Math.max(1e-6, (east - west) * squeeze);
  const project = ([lon, lat]: LonLat): LonLat => [(lon - west) * squeeze * scale, (north - lat) * scale];
  const cells = map.areas.flatMap((area) =>
    area.cells.flatMap((id) => {
      const ring = map.rings[id];
      if (ring === undefined || ring.length === 0) return [];
      const points = ring
        .map((corner) =>
          project(corner)
            .map((value) => value.toFixed(1))
            .join(','),
        )
        .join(' ');
      const sum = ring.reduce<LonLat>(([x, y], [lon, lat]) => [x + lon, y + lat], [0, 0]);
      const center: LonLat = [sum[0] / ring.length, sum[1] / ring.length];
      return [{ id, area: area.number, tint: area.tint, center, points }];
    }),
  );
  return { cells, height: (north - south) * scale, project };
}

/** The cell whose middle is nearest; a spot farther than a cell is wide from all of them is outside. */
function cellOf(spot: LonLat, { cells, project }: Drawn): Cell | null {
  const [x, y] = project(spot);
  const width = 2 * Math.sqrt(WIDTH ** 2 / Math.max(1, cells.length));
  let best: { cell: Cell; far: number } | null = null;
  for (const cell of cells) {
    const [cx, cy] = project(cell.center);
    const far = Math.hypot(cx - x, cy - y);
    if (best === null || far < best.far) best = { cell, far };
  }
  return best === null || best.far > width ? null : best.cell;
}

interface CellMapProps {
  readonly spot: LonLat | null;
  readonly onSpot: (spot: LonLat) => void;
}

/** The district as cells to choose from with a pointer; by keyboard the list of areas does the same. */
export function CellMap({ spot, onSpot }: CellMapProps) {
  const { t, pick } = useText(workFirmsText);
  const map = useQuery(areasQuery()).data;
  const drawn = useMemo(() => (map === undefined ? null : draw(map)), [map]);
  if (map === undefined || drawn === null || drawn.cells.length === 0) return null;
  const chosen = spot === null ? null : cellOf(spot, drawn);
  const dot = spot === null ? null : drawn.project(spot);
  const toArea = (number: number) => {
    const cells = drawn.cells.filter((cell) => cell.area === number);
    const middle = cells[Math.floor(cells.length / 2)];
    if (middle !== undefined) onSpot(middle.center);
  };
  return (
    <div className="cell-map">
      <p className="hint">{t('placeMap')}</p>
      <svg viewBox={`-6 -6 ${WIDTH + 12} ${drawn.height + 12}`} aria-hidden="true">
        {drawn.cells.map((cell) => (
          // biome-ignore lint/a11y/noStaticElementInteractions: the list of areas below is the same choice by keyboard.
          <polygon
            key={cell.id}
            points={cell.points}
            className={cell === chosen ? 'on' : undefined}
            style={{ fill: cell === chosen ? 'var(--lake)' : `var(--z${cell.tint})` }}
            onClick={() => onSpot(cell.center)}
          />
        ))}
        {dot !== null && <circle cx={dot[0]} cy={dot[1]} r="9" />}
      </svg>
      <label className="field">
        <span className="label">{t('placeArea')}</span>
        <select
          className="input"
          value={chosen?.area ?? ''}
          onChange={(event) => toArea(Number(event.currentTarget.value))}
        >
          <option value="" disabled>
            —
          </option>
          {map.areas.map((area) => (
            <option key={area.number} value={area.number}>
              {area.number} {pick(area.name)}
            </option>
          ))}
        </select>
      </label>
      <p className="hint" role="status">
        {chosen !== null && t('placeCell', { number: chosen.area })}
      </p>
    </div>
  );
}
