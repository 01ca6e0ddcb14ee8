import ts from 'typescript';
import { commentsOf, type Detector, eachNode, functionsOf, lastLineOf, lineOf, nodesOf, type Source } from './code.ts';

export const LIMITS = { fileLines: 400, functionLines: 70, parameters: 4 } as const;

const lineCount = (text: string): number => text.split('\n').length - (text.endsWith('\n') ? 1 : 0);

export const tooLong = (path: string, text: string): string | null =>
  lineCount(text) > LIMITS.fileLines
    ? `${path}:1 has ${lineCount(text)} lines; the limit is ${LIMITS.fileLines}`
    : null;

export const longFunctions: Detector = (source) =>
  functionsOf(source)
    .filter(({ lines }) => lines > LIMITS.functionLines)
    .map(({ path, line, name, lines }) => ({ path, line, what: `${name} has ${lines} lines; split it` }));

export const manyParameters: Detector = (source) =>
  functionsOf(source)
    .filter(({ parameters }) => parameters > LIMITS.parameters)
    .map(({ path, line, name, parameters }) => ({
      path,
      line,
      what: `${name} takes ${parameters} parameters; use one options object`,
    }));

const isAsConst = (node: ts.AsExpression): boolean => node.type.getText() === 'const';

/** Places where a type is claimed and not proved. */
const claimIn = (node: ts.Node): string | null => {
  if (ts.isAsExpression(node)) return isAsConst(node) ? null : 'as';
  if (ts.isTypeAssertionExpression(node)) return '<type>';
  if (ts.isNonNullExpression(node)) return '!';
  return node.kind === ts.SyntaxKind.AnyKeyword ? 'any' : null;
};

/** In engines nothing is claimed: every type is proved. */
export const claims: Detector = eachNode((node) => {
  const claim = claimIn(node);
  return claim === null ? null : `uses ${claim}; prove the type instead`;
});

const SHORT_STATEMENT = 12;

function statementOf(node: ts.Node): ts.Node {
  let at = node;
  while (!ts.isStatement(at) && at.parent !== undefined) at = at.parent;
  return at;
}

/**
 * Elsewhere a claim carries its reason: a comment on its line, right above or below it (a run of claims may share
 * the one above), or with the short statement that holds it.
 */
export const claimsWithoutReason: Detector = (source) => {
  const commented = new Set(
    commentsOf(source).flatMap(({ line, last }) => Array.from({ length: last - line + 1 }, (_, k) => line + k)),
  );
  const claimed = [...nodesOf(source)].flatMap((node) => {
    const claim = claimIn(node);
    return claim === null ? [] : [{ node, claim, first: lineOf(source, node), last: lastLineOf(source, node) }];
  });
  const claimLines = new Set(claimed.map(({ last }) => last));
  const covered = (from: number, until: number): boolean => {
    for (let line = from; line <= until; line += 1) if (commented.has(line)) return true;
    return false;
  };
  const hasReason = (node: ts.Node, first: number, last: number): boolean => {
    let above = first - 1;
    while (claimLines.has(above)) above -= 1;
    if (covered(first, last + 1) || commented.has(above)) return true;
    const statement = statementOf(node);
    const [from, until] = [lineOf(source, statement), lastLineOf(source, statement)];
    return until - from < SHORT_STATEMENT && covered(from - 1, until);
  };
  return claimed
    .filter(({ node, first, last }) => !hasReason(node, first, last))
    .map(({ first, claim }) => ({ path: source.path, line: first, what: `uses ${claim} without saying why` }));
};

const SILENCED = /@ts-(ignore|nocheck|expect-error)|biome-ignore(?!.*: )/;

export const silencedChecks: Detector = (source) =>
  commentsOf(source)
    .filter(({ text }) => SILENCED.test(text))
    .map(({ line }) => ({ path: source.path, line, what: 'silences a check' }));

const UNFINISHED = /\b(TODO|FIXME|XXX|HACK)\b/;

export const unfinished: Detector = (source) =>
  commentsOf(source)
    .filter(({ text }) => UNFINISHED.test(text))
    .map(({ line, text }) => ({ path: source.path, line, what: `leaves work behind: ${text.trim().slice(0, 60)}` }));

// Tools ask for it: configurations, and the set-up files of the two test runners.
const MAY_EXPORT_DEFAULT = /(\.config\.ts|^\.dependency-cruiser\.mjs|^server\/test\/cluster\.ts|\/stage\/setUp\.ts)$/;

export const forbiddenForms: Detector = (source) =>
  eachNode((node) => {
    if (ts.isEnumDeclaration(node)) return 'declares an enum; use a union of literals';
    if (ts.isModuleDeclaration(node) && ts.isIdentifier(node.name) && node.name.text !== 'global')
      return 'declares a namespace; use a file';
    if (ts.isInterfaceDeclaration(node) && /^I[A-Z][a-z]/.test(node.name.text))
      return `names an interface ${node.name.text}; drop the I`;
    const isDefault = ts.isExportAssignment(node) || node.kind === ts.SyntaxKind.DefaultKeyword;
    const inSwitch = node.parent !== undefined && ts.isDefaultClause(node.parent);
    if (isDefault && !inSwitch && !MAY_EXPORT_DEFAULT.test(source.path)) return 'has a default export; name it';
    return null;
  })(source);

const FRONT_DOOR = /(^|\/)index\.ts$/;

/** A file that only passes on what others make, and is not a front door. */
export const hiddenBarrels: Detector = (source) => {
  const passes = source.tree.statements.every(
    (statement) => ts.isExportDeclaration(statement) && statement.moduleSpecifier !== undefined,
  );
  return passes && source.tree.statements.length > 0 && !FRONT_DOOR.test(source.path)
    ? [{ path: source.path, line: 1, what: 'only passes on exports; import from where they are made' }]
    : [];
};

const IMPURE = new Set([
  'performance',
  'process',
  'globalThis',
  'crypto',
  'fetch',
  'setTimeout',
  'setInterval',
  'console',
]);

/** What an engine must not touch: the clock, chance, and the world outside. `Date.UTC` is arithmetic. */
export const impurity: Detector = eachNode((node) => {
  if (ts.isNewExpression(node) && node.expression.getText() === 'Date') return 'makes a Date; time enters as data';
  if (ts.isCallExpression(node) && node.expression.getText() === 'Date') return 'reads the clock; time enters as data';
  if (ts.isPropertyAccessExpression(node)) {
    const text = node.getText();
    if (text === 'Math.random') return 'throws dice; chance enters as a seed';
    if (/^Date\.(?!UTC$)\w+$/.test(text)) return `uses ${text}; time enters as data`;
  }
  if (!ts.isIdentifier(node) || !IMPURE.has(node.text)) return null;
  const { parent } = node;
  const isMember = ts.isPropertyAccessExpression(parent) && parent.name === node;
  const isNameOfItsOwn = 'name' in parent && parent.name === node;
  return isMember || isNameOfItsOwn ? null : `touches ${node.text}; engines touch nothing outside`;
});

const STATEMENT =
  /^\s*(select\s[\s\S]+\sfrom\s|insert\s+into\s|update\s+\w+\s+set\s|delete\s+from\s|with\s+\w+\s+as\s|create\s+(table|index|role|database|schema|extension)\s|alter\s+(table|role|database)\s|drop\s+(table|database|schema|role)\s|truncate\s|listen\s+\w+$|begin\s*;|select\s+\w+\(|show\s+\w+$)/i;

// Statements are written in one case; a sentence begins with a capital.
const isStatementText = (text: string): boolean => STATEMENT.test(text) && !/^\s*[A-Z][a-z]/.test(text);

const textOf = (node: ts.Node): string | null => {
  if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) return node.text;
  return ts.isTemplateExpression(node)
    ? [node.head.text, ...node.templateSpans.map((s) => s.literal.text)].join('x')
    : null;
};

/** A statement outside the tag could carry a value that somebody typed. */
export const sqlOutsideTag: Detector = eachNode((node) => {
  const text = textOf(node);
  if (text === null || !isStatementText(text)) return null;
  if (ts.isTaggedTemplateExpression(node.parent) && node.parent.tag.getText() === 'sql') return null;
  return `writes SQL outside the sql tag: ${text.trim().slice(0, 40).replaceAll('\n', ' ')}`;
});

const FORBIDDEN_SQL: readonly (readonly [RegExp, string])[] = [
  [/on\s+conflict[^;]*?do\s+update/i, 'ON CONFLICT DO UPDATE reads past row security (CVE-2026-120154)'],
  [/security\s+definer/i, 'SECURITY DEFINER runs past row security'],
  [/synchronous_commit\s*(=|to)\s*'?off/i, 'an answered request could be lost'],
];

/** Statements that would open a hole, in SQL files and in the strings of the server. */
export function forbiddenSql(path: string, text: string): readonly string[] {
  const code = path.endsWith('.sql') ? text.replace(/--[^\n]*/g, (comment) => ' '.repeat(comment.length)) : text;
  return FORBIDDEN_SQL.flatMap(([pattern, why]) => {
    const found = pattern.exec(code);
    return found === null ? [] : [`${path}:${code.slice(0, found.index).split('\n').length} ${why}`];
  });
}

export const forbiddenSqlInStrings = (source: Source): readonly string[] =>
  [...nodesOf(source)].flatMap((node) => {
    const text = textOf(node);
    return text === null ? [] : forbiddenSql(`${source.path}:${lineOf(source, node)}`, text);
  });
