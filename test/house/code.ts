import ts from 'typescript';
import { read, sourceFiles } from './project.ts';

/** One parsed file. Nothing is type-checked: every rule of the house can be read from the text of one file. */
export interface Source {
  readonly path: string;
  readonly text: string;
  readonly lines: readonly string[];
  readonly tree: ts.SourceFile;
}

export interface Fault {
  readonly path: string;
  readonly line: number;
  readonly what: string;
}

/** Looks at one file and says each fault with its line. */
export type Detector = (source: Source) => readonly Fault[];

export const spoken = ({ path, line, what }: Fault): string => `${path}:${line} ${what}`;

export function parse(path: string, text: string): Source {
  const kind = path.endsWith('x') ? ts.ScriptKind.TSX : /\.m?js$/.test(path) ? ts.ScriptKind.JS : ts.ScriptKind.TS;
  return {
    path,
    text,
    lines: text.split('\n'),
    tree: ts.createSourceFile(path, text, ts.ScriptTarget.ESNext, true, kind),
  };
}

let parsed: readonly Source[] | undefined;

/** Every source file of the product, parsed once. */
export function sources(): readonly Source[] {
  parsed ??= sourceFiles().map((path) => parse(path, read(path)));
  return parsed;
}

const nodes = new WeakMap<Source, readonly ts.Node[]>();

/** Every node of a file in the order of its text. */
export function nodesOf(source: Source): readonly ts.Node[] {
  const known = nodes.get(source);
  if (known !== undefined) return known;
  const all: ts.Node[] = [];
  const visit = (node: ts.Node): void => {
    all.push(node);
    ts.forEachChild(node, visit);
  };
  visit(source.tree);
  nodes.set(source, all);
  return all;
}

/** First line of a node, counted from 1. */
export const lineOf = (source: Source, node: ts.Node): number =>
  source.tree.getLineAndCharacterOfPosition(node.getStart(source.tree)).line + 1;

export const lastLineOf = (source: Source, node: ts.Node): number =>
  source.tree.getLineAndCharacterOfPosition(node.getEnd()).line + 1;

/** A detector that asks every node; `what` is the sentence, or null where nothing is wrong. */
export const eachNode =
  (what: (node: ts.Node, source: Source) => string | null): Detector =>
  (source) => {
    const faults: Fault[] = [];
    for (const node of nodesOf(source)) {
      const said = what(node, source);
      if (said !== null) faults.push({ path: source.path, line: lineOf(source, node), what: said });
    }
    return faults;
  };

export interface Comment {
  readonly line: number;
  readonly last: number;
  readonly text: string;
}

const comments = new WeakMap<Source, readonly Comment[]>();

/** Comments of a file with their lines; text of pages that only looks like a comment is left out. */
export function commentsOf(source: Source): readonly Comment[] {
  const known = comments.get(source);
  if (known !== undefined) return known;
  const { tree, text } = source;
  // A comment stands before or after a node, or alone between braces.
  const places = new Set<number>();
  for (const node of nodesOf(source)) {
    if (node.kind === ts.SyntaxKind.JsxText) continue;
    places.add(node.pos).add(node.end);
    // Marks that close or part are no nodes; what follows them on the line belongs to what they end.
    for (let at = node.end; /[,;)\]}]/.test(text[at] ?? ''); at += 1) places.add(at + 1);
    if (ts.isBlock(node) && node.statements.length === 0) places.add(node.getStart(tree) + 1);
  }
  const found = new Map<number, number>();
  for (const place of places)
    for (const { pos, end } of [
      ...(ts.getLeadingCommentRanges(text, place) ?? []),
      ...(ts.getTrailingCommentRanges(text, place) ?? []),
    ])
      found.set(pos, end);
  const lineAt = (position: number) => tree.getLineAndCharacterOfPosition(position).line + 1;
  const all = [...found].map(([pos, end]) => ({ line: lineAt(pos), last: lineAt(end), text: text.slice(pos, end) }));
  comments.set(source, all);
  return all;
}

export type Callable =
  | ts.FunctionDeclaration
  | ts.FunctionExpression
  | ts.ArrowFunction
  | ts.MethodDeclaration
  | ts.ConstructorDeclaration
  | ts.AccessorDeclaration;

const isCallable = (node: ts.Node): node is Callable =>
  ts.isFunctionDeclaration(node) ||
  ts.isFunctionExpression(node) ||
  ts.isArrowFunction(node) ||
  ts.isMethodDeclaration(node) ||
  ts.isConstructorDeclaration(node) ||
  ts.isAccessor(node);

// `describe` only groups tests; each test inside it is measured by itself.
const isGroupOfTests = ({ parent }: Callable): boolean =>
  ts.isCallExpression(parent) && /^(describe|test\.describe)\b/.test(parent.expression.getText());

function nameOf(node: Callable): string {
  if (node.name !== undefined) return node.name.getText();
  const { parent } = node;
  if ((ts.isVariableDeclaration(parent) || ts.isPropertyAssignment(parent)) && parent.name !== undefined)
    return parent.name.getText();
  return 'a function';
}

export interface Measured {
  readonly path: string;
  readonly line: number;
  readonly name: string;
  readonly lines: number;
  readonly parameters: number;
}

/** Every function with its length and number of parameters. */
export function functionsOf(source: Source): readonly Measured[] {
  const all: Measured[] = [];
  for (const node of nodesOf(source))
    if (isCallable(node) && node.body !== undefined && !isGroupOfTests(node)) {
      const line = lineOf(source, node);
      const lines = lastLineOf(source, node) - line + 1;
      all.push({ path: source.path, line, name: nameOf(node), lines, parameters: node.parameters.length });
    }
  return all;
}
