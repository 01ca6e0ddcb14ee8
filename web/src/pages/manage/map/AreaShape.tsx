import type { AreaView } from '@banfei/contracts';
import type { CSSProperties, KeyboardEvent, MouseEvent } from 'react';
import type { DrawnArea } from './drawing.ts';

export interface AreaShapeProps {
  readonly area: AreaView;
  readonly drawn: DrawnArea;
  readonly name: string;
  readonly fill: string;
  /** One stop of the tab key for the whole map; arrows walk inside. */
  readonly stop: boolean;
  readonly onPress: (event: MouseEvent, number: number) => void;
  readonly onKey: (event: KeyboardEvent, number: number) => void;
  readonly onFocus: (number: number) => void;
}

export const shapeId = (number: number): string => `area-${number}`;

/** One area of the map: a link to its page with its full name. */
export function AreaShape({ area, drawn, name, fill, stop, onPress, onKey, onFocus }: AreaShapeProps) {
  return (
    <a
      id={shapeId(area.number)}
      href={`/m/areas/${area.number}`}
      className="shape"
      style={{ '--fill': fill } as CSSProperties} // a custom property, which the type does not list
      aria-label={name}
      tabIndex={stop ? 0 : -1}
      data-area={area.number}
      onClick={(event) => onPress(event, area.number)}
      onKeyDown={(event) => onKey(event, area.number)}
      onFocus={() => onFocus(area.number)}
    >
      <title>{name}</title>
      <path d={drawn.path} />
    </a>
  );
}
