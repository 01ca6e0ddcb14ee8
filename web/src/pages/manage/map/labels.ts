import type { Box } from './drawing.ts';
import type { Point } from './outline.ts';

export interface Label {
  readonly text: string;
  readonly at: Point;
}

const overlap = (a: Box, b: Box): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

/** Width of a text in the place-name face: Chinese characters are one em and spaced, Latin ones about half. */
export const widthOf = (text: string, size: number): number =>
  [...text].reduce((sum, character) => sum + (character > '\u2e80' ? 1.16 : 0.6) * size, 0);

export const labelBox = ({ text, at }: Label, size: number): Box => {
  const width = widthOf(text, size);
  return { x: at.x - width / 2, y: at.y - size, width, height: size * 1.3 };
};

export interface Surroundings {
  readonly size: number;
  readonly width: number;
  readonly height: number;
  /** What a name must not cover: numbers and symbols of areas. */
  readonly taken: readonly Box[];
}

/**
 * Names where they fit: at their place or beside it, in the given order, never over a number, a symbol or another name.
 * A name that fits nowhere is left out; the table has them all.
 */
export function placeLabels(labels: readonly Label[], { size, width, height, taken }: Surroundings): readonly Label[] {
  const placed: Label[] = [];
  const boxes = [...taken];
  const shifts = [0, 1, -1, 1.7, -1.7].flatMap((down) =>
    [0, 1.2, -1.2].map((right) => ({ x: right * size, y: down * size })),
  );
  for (const { text, at } of labels) {
    for (const shift of shifts) {
      const label = { text, at: { x: at.x + shift.x, y: at.y + shift.y } };
      const box = labelBox(label, size);
      const inside = box.x >= 0 && box.y >= 0 && box.x + box.width <= width && box.y + box.height <= height;
      if (!inside || boxes.some((each) => overlap(each, box))) continue;
      boxes.push(box);
      placed.push(label);
      break;
    }
  }
  return placed;
}
