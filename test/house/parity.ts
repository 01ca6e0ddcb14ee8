import ts from 'typescript';
import { nodesOf, type Source } from './code.ts';

/** What two lists do not share, as sentences. */
export const unshared = (
  left: Iterable<string>,
  right: Iterable<string>,
  [leftName, rightName]: readonly [string, string],
): readonly string[] => {
  const [a, b] = [new Set(left), new Set(right)];
  return [
    ...[...a].filter((each) => !b.has(each)).map((each) => `${each} is in ${leftName} and not in ${rightName}`),
    ...[...b].filter((each) => !a.has(each)).map((each) => `${each} is in ${rightName} and not in ${leftName}`),
  ];
};

/** Codes that docs/errors.md explains: one heading for each. */
export const documentedCodes = (text: string): readonly string[] =>
  [...text.matchAll(/^### `([A-Z][A-Z0-9_]+)`$/gm)].map(([, code]) => code ?? '');

/** Texts of string literals of a file. */
export const stringsOf = (source: Source): ReadonlySet<string> =>
  new Set(nodesOf(source).flatMap((node) => (ts.isStringLiteralLike(node) ? [node.text] : [])));

/** Strings that a file uses: passed, returned, compared; a mere list of codes or a type of them raises nothing. */
export const raisedIn = (source: Source): ReadonlySet<string> =>
  new Set(
    nodesOf(source).flatMap((node) =>
      ts.isStringLiteralLike(node) && !ts.isArrayLiteralExpression(node.parent) && !ts.isLiteralTypeNode(node.parent)
        ? [node.text]
        : [],
    ),
  );

/** Strings of a file and the names of its object members: a table of codes may be keyed by them. */
export const codesOf = (source: Source): ReadonlySet<string> =>
  new Set([
    ...stringsOf(source),
    ...nodesOf(source).flatMap((node) =>
      ts.isPropertyAssignment(node) && ts.isIdentifier(node.name) ? [node.name.text] : [],
    ),
  ]);

/** Names that a file declares or spells: identifiers, members, and the words of literal unions. */
export const wordsOf = (source: Source): ReadonlySet<string> =>
  new Set(
    nodesOf(source).flatMap((node) => (ts.isIdentifier(node) || ts.isStringLiteralLike(node) ? [node.text] : [])),
  );

/** Names that a file introduces: variables, functions, types, members, parameters. */
export const declaredIn = (source: Source): ReadonlySet<string> =>
  new Set(
    nodesOf(source).flatMap((node) =>
      ts.isIdentifier(node) &&
      'name' in node.parent &&
      node.parent.name === node &&
      !ts.isPropertyAccessExpression(node.parent) &&
      !ts.isJsxAttribute(node.parent)
        ? [node.text]
        : [],
    ),
  );

export interface Term {
  readonly line: number;
  readonly chinese: string;
  readonly identifiers: readonly string[];
  readonly english: string;
  readonly meaning: string;
  readonly avoid: readonly string[];
  readonly owner: string;
}

const quoted = (cell: string): readonly string[] => [...cell.matchAll(/`([^`]+)`/g)].map(([, word]) => word ?? '');

/** Rows of the glossary: Chinese · identifier · English · meaning · words to avoid · file that owns it. */
export const glossaryOf = (text: string): readonly Term[] =>
  text.split('\n').flatMap((line, index) => {
    const cells = line.split('|').map((cell) => cell.trim());
    const [, chinese = '', identifier = '', english = '', meaning = '', avoid = '', owner = ''] = cells;
    const isRow = cells.length === 8 && /\p{Script=Han}/u.test(chinese) && quoted(identifier).length > 0;
    if (!isRow) return [];
    const identifiers = quoted(identifier);
    return [
      { line: index + 1, chinese, identifiers, english, meaning, avoid: quoted(avoid), owner: quoted(owner)[0] ?? '' },
    ];
  });

/** `firstAskedOwner` → first, asked, owner. */
const wordsIn = (text: string): readonly string[] =>
  text
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter((word) => word.length > 1);

const stem = (word: string): string => word.replace(/(ings?|ed|e?s)$/, '').slice(0, 6);

/** A term can be guessed when the words of its identifier are those of its English, its meaning or its file. */
export function unguessable({ identifiers, english, meaning, owner }: Term): readonly string[] {
  const known = new Set(wordsIn(`${english} ${meaning} ${owner}`).map(stem));
  return identifiers.filter((identifier) => !wordsIn(identifier).some((word) => known.has(stem(word))));
}

export interface Spelled {
  readonly words: ReadonlyMap<string, ReadonlySet<string>>;
  readonly declared: ReadonlySet<string>;
}

/** What the glossary says and the code does not, term by term. */
export const glossaryFaults = (terms: readonly Term[], { words, declared }: Spelled): readonly string[] =>
  terms.flatMap((term) => {
    const where = `GLOSSARY.md:${term.line} ${term.chinese}`;
    const owner = words.get(term.owner);
    if (owner === undefined) return [`${where} is owned by ${term.owner || 'no file'}, which is not a source file`];
    return [
      ...term.identifiers.filter((name) => !owner.has(name)).map((name) => `${where}: ${term.owner} has no ${name}`),
      ...unguessable(term).map((name) => `${where}: nobody would guess ${name}`),
      ...term.avoid
        .filter((name) => declared.has(name))
        .map((name) => `${where}: the code says ${name}, a word to avoid`),
    ];
  });
