import { dirname, join } from 'node:path/posix';
import ts from 'typescript';
import { type Fault, lineOf, type Source } from './code.ts';

type Files = ReadonlyMap<string, Source>;

/** One exported name of a front door, followed to the file that declares it. */
export interface Exported {
  readonly name: string;
  readonly source: Source;
  readonly node: ts.Node;
}

function declaredNames(statement: ts.Statement): readonly string[] {
  if (ts.isVariableStatement(statement))
    return statement.declarationList.declarations.map(({ name }) => name.getText());
  if (
    ts.isFunctionDeclaration(statement) ||
    ts.isClassDeclaration(statement) ||
    ts.isInterfaceDeclaration(statement) ||
    ts.isTypeAliasDeclaration(statement)
  )
    return statement.name === undefined ? [] : [statement.name.text];
  return [];
}

const isExported = (statement: ts.Statement): boolean =>
  ts.canHaveModifiers(statement) &&
  (ts.getModifiers(statement) ?? []).some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);

function declaration(files: Files, path: string, name: string): Exported | null {
  const source = files.get(path);
  if (source === undefined) return null;
  for (const statement of source.tree.statements) {
    if (declaredNames(statement).includes(name)) return { name, source, node: statement };
    const passedOn =
      ts.isExportDeclaration(statement) && passed(files, source, statement).find((each) => each.name === name);
    if (passedOn) return passedOn;
  }
  return null;
}

function passed(files: Files, source: Source, statement: ts.ExportDeclaration): readonly Exported[] {
  const { moduleSpecifier, exportClause } = statement;
  if (moduleSpecifier === undefined || !ts.isStringLiteral(moduleSpecifier)) return [];
  const target = join(dirname(source.path), moduleSpecifier.text);
  if (exportClause === undefined) return exportsOf(files, target);
  if (!ts.isNamedExports(exportClause)) return [];
  return exportClause.elements.flatMap((element) => {
    const found = declaration(files, target, (element.propertyName ?? element.name).getText());
    return found === null ? [] : [{ ...found, name: element.name.getText() }];
  });
}

/** Everything that `path` exports, followed to where it is declared. */
export function exportsOf(files: Files, path: string): readonly Exported[] {
  const source = files.get(path);
  if (source === undefined) return [];
  return source.tree.statements.flatMap((statement) => {
    if (ts.isExportDeclaration(statement)) return passed(files, source, statement);
    return isExported(statement) ? declaredNames(statement).map((name) => ({ name, source, node: statement })) : [];
  });
}

// A type that is read off a value (`keyof typeof X`) is described with that value; plain types of a module by their names.
const speaksForItself = ({ node, source }: Exported): boolean =>
  (ts.isTypeAliasDeclaration(node) &&
    /\b(typeof|keyof|Static|ReturnType|Extract)\b|\['\w+'\]/.test(node.type.getText())) ||
  (!source.path.startsWith('engines/') && (ts.isTypeAliasDeclaration(node) || ts.isInterfaceDeclaration(node)));

/** Exports of a front door that nobody has described. */
export const undocumented = (files: Files, path: string): readonly Fault[] =>
  exportsOf(files, path)
    .filter((each) => ts.getJSDocCommentsAndTags(each.node).length === 0 && !speaksForItself(each))
    .map(({ name, source, node }) => ({
      path: source.path,
      line: lineOf(source, node),
      what: `${name} leaves ${path} without a description`,
    }));
