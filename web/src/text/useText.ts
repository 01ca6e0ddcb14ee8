import type { Bilingual } from '@banfei/contracts';
import i18next from 'i18next';
import { createElement, Fragment, type ReactNode, useMemo } from 'react';
import { type Format, formatFor } from './format.ts';
import { type Language, useLanguage } from './language.ts';

/** Texts of one group of pages, Chinese and English side by side. `x_one` and `x_other` are read as `x` with a `count`. */
export type TextTable = Readonly<Record<string, Bilingual>>;

type Base<Key> = Key extends `${infer Stem}_one` | `${infer Stem}_other` ? Stem : Key;
export type TextKey<Table> = Base<keyof Table & string>;

export type Values = Readonly<Record<string, string | number>>;

export interface Text<Table extends TextTable> {
  readonly lang: Language;
  /** The sentence with its {values} filled in. */
  t(key: TextKey<Table>, values?: Values): string;
  /** The sentence with elements in place of its {names}. */
  rich(key: TextKey<Table>, parts: Readonly<Record<string, ReactNode>>): ReactNode;
  /** The text of a bilingual value from the server. */
  pick(value: Bilingual): string;
  readonly f: Format;
}

const namespaces = new WeakMap<TextTable, string>();
let counter = 0;

/** Registers a table once; the name of its namespace is of no meaning. */
function namespaceOf(table: TextTable): string {
  const known = namespaces.get(table);
  if (known !== undefined) return known;
  counter += 1;
  const namespace = `text${counter}`;
  for (const lang of ['zh', 'en'] as const) {
    const sentences = Object.fromEntries(Object.entries(table).map(([key, both]) => [key, both[lang]]));
    i18next.addResourceBundle(lang, namespace, sentences);
  }
  namespaces.set(table, namespace);
  return namespace;
}

function fillWithElements(sentence: string, parts: Readonly<Record<string, ReactNode>>): ReactNode {
  const pieces = sentence.split(/\{(\w+)\}/g);
  return pieces.map((piece, at) =>
    // Odd pieces are names; their position in a fixed sentence is a stable key.
    createElement(Fragment, { key: `${at}` }, at % 2 === 1 ? (parts[piece] ?? `{${piece}}`) : piece),
  );
}

/** Texts of a table in the current language, with the formats of that language. Re-renders when the language changes. */
export function useText<const Table extends TextTable>(table: Table): Text<Table> {
  const lang = useLanguage();
  return useMemo(() => textIn(table, lang), [table, lang]);
}

/** The same outside a component, for code that is told the language. */
export function textIn<const Table extends TextTable>(table: Table, lang: Language): Text<Table> {
  const ns = namespaceOf(table);
  const fixed = i18next.getFixedT(lang, ns);
  return {
    lang,
    t: (key, values) => fixed(key, values ?? {}),
    rich: (key, parts) => fillWithElements(fixed(key, { skipInterpolation: true }), parts),
    pick: (value) => value[lang],
    f: formatFor(lang),
  };
}
