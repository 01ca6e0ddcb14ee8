import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const css = readFileSync(join(import.meta.dirname, 'tokens.css'), 'utf8');

const tokensOf = (block: string): Map<string, string> =>
  new Map([...block.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6})\b/gi)].map((match) => [match[1] ?? '', match[2] ?? '']));

const light = tokensOf(css.slice(css.indexOf(':root'), css.indexOf("[data-theme='dark']")));
const dark = tokensOf(css.slice(css.indexOf("[data-theme='dark']")));

/** Relative luminance and contrast after WCAG 2.2. */
const luminance = (hex: string): number => {
  const [r = 0, g = 0, b = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};
const contrast = (a: string, b: string): number => {
  const [hi, lo] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return ((hi ?? 0) + 0.05) / ((lo ?? 0) + 0.05);
};

const TEXT: readonly [string, string][] = [
  ...['ink', 'ink-2', 'ink-3', 'lake', 'late', 'soon', 'done', 'wait'].flatMap((text): [string, string][] => [
    [text, 'paper'],
    [text, 'surface'],
    [text, 'sunk'],
  ]),
  ['on-lake', 'lake'],
  ['on-lake', 'lake-hover'],
  ['on-asked', 'asked'],
  ['asked-ink', 'asked-wash'],
  ['lake', 'lake-wash'],
  ['ink', 'lake-wash'],
  ['late', 'late-wash'],
  ['soon', 'soon-wash'],
  ['done', 'done-wash'],
  ['wait', 'wait-wash'],
  ['ink-2', 'wait-wash'],
  ['ink', 'note-wash'],
  ...['z1', 'z2', 'z3', 'z4', 'z5'].map((tint): [string, string] => ['zink', tint]),
];
const GRAPHICS: readonly [string, string][] = [
  ['line-strong', 'surface'],
  ['focus', 'paper'],
  ['focus', 'surface'],
  ['lake', 'surface'],
  ['asked', 'surface'],
];

describe.each([
  ['light', light],
  ['dark', dark],
])('%s', (_name, tokens) => {
  const ratio = ([front, back]: [string, string]): number => contrast(tokens.get(front) ?? '', tokens.get(back) ?? '');

  it('has every color that the other theme has', () => {
    expect([...tokens.keys()].sort()).toEqual([...light.keys()].sort());
  });

  it.each(TEXT)('text %s on %s is readable', (front, back) => {
    expect(ratio([front, back])).toBeGreaterThanOrEqual(4.5);
  });

  it.each(GRAPHICS)('%s stands out from %s', (front, back) => {
    expect(ratio([front, back])).toBeGreaterThanOrEqual(3);
  });
});
