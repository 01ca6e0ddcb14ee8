import type { Detector } from './code.ts';
import * as language from './language.ts';
import * as style from './style.ts';

/** A rule on single files: where it holds, what breaks it, and what only looks as if it did. */
export interface FileRule {
  readonly rule: string;
  readonly detector: Detector;
  readonly holdsIn: (path: string) => boolean;
  readonly fault: string;
  readonly fine: string;
  /** Lines of `fault` that must be caught, no more and no fewer. */
  readonly caught: readonly number[];
  /** Name of the planted file; its ending decides how it is read. */
  readonly as?: string;
}

const isTest = (path: string): boolean => /\.(test|spec)\.tsx?$/.test(path) || /[/-](fixture|oracle)\.ts$/.test(path);
const inEngine = (path: string): boolean => /^engines\/[^/]+\/src\//.test(path);
const inWeb = (path: string): boolean => path.startsWith('web/src/') && !isTest(path);
const inServer = (path: string): boolean => path.startsWith('server/src/') && !isTest(path);
const inProduct = (path: string): boolean =>
  /^(engines\/[^/]+|contracts|server|web)\/src\//.test(path) && !isTest(path);
const everywhere = (): boolean => true;

// These speak to the driver itself, or as the owner of the schema on a connection of their own; all take parameters.
const SPEAKS_TO_DRIVER = new Set([
  'server/src/platform/db.ts',
  'server/src/platform/live.ts',
  'server/src/platform/migrate.ts',
  'server/src/modules/districts/store.ts',
  'server/src/app/demo/store.ts',
]);

// Words that are compared with what people write, names of invented companies, and texts made by code for each language.
const VOCABULARY = [
  /^server\/src\/app\/demo\//,
  /^server\/src\/modules\/firms\/(import\/|names|brand|pinyin|place|code-tables|template)/,
  /^server\/src\/modules\/figures\/sentence\.ts$/,
];
const FORMATS = new Set(['web/src/text/format.ts']);
const isVocabulary = (path: string): boolean => VOCABULARY.some((pattern) => pattern.test(path));

const lines = (count: number): string => Array.from({ length: count }, (_, k) => `  work(${k});`).join('\n');

export const FILE_RULES: readonly FileRule[] = [
  {
    rule: `functions have at most ${style.LIMITS.functionLines} lines`,
    detector: style.longFunctions,
    holdsIn: everywhere,
    fault: `export const Page = () => {\n${lines(69)}\n};`,
    caught: [1],
    fine: `export const Page = () => {\n${lines(68)}\n};\ndescribe('a group', () => {\n${lines(90)}\n});`,
  },
  {
    rule: `functions take at most ${style.LIMITS.parameters} parameters`,
    detector: style.manyParameters,
    holdsIn: everywhere,
    fault: 'export function f(a: 1, b: 2, c: 3, d: 4, e: 5) {}',
    caught: [1],
    fine: 'export const f = (a: 1, b: 2, c: 3, d: { e: 4; f: 5 }) => [a, b, c, d];',
  },
  {
    rule: 'engines prove their types',
    detector: style.claims,
    holdsIn: inEngine,
    fault: 'const a = <Row>x;\nconst b = x as Row;\nconst c = x!;\nlet d: any;',
    caught: [1, 2, 3, 4],
    fine: "import { a as b } from './a.ts';\nconst c = [1] as const;\nconst d = x satisfies Row;\nconst e = !x;",
  },
  {
    rule: 'elsewhere a claimed type says why',
    detector: style.claimsWithoutReason,
    holdsIn: (path) => !inEngine(path),
    fault: 'const a = x as Row;\n\nconst b = x!;\n\n// A reason that stands too far away.\n\nlet c: any;',
    caught: [1, 3, 7],
    fine: 'const a = x as Row; // checked above\n// The schema has validated both.\nconst b = y as Row;\nconst c = z as Row;',
  },
  {
    rule: 'no check is silenced',
    detector: style.silencedChecks,
    holdsIn: everywhere,
    fault: '// @ts-expect-error\nconst a = 1;',
    caught: [1],
    fine: "const a = '@ts-ignore';",
  },
  {
    rule: 'nothing is left for later',
    detector: style.unfinished,
    holdsIn: everywhere,
    fault: `// ${'TO'}DO: mend this\nconst a = 1;\n/* FIX${'ME'} */`,
    caught: [1, 3],
    fine: `const a = '${'TO'}DO';`,
  },
  {
    rule: 'no enum, namespace, I-prefix or default export',
    detector: style.forbiddenForms,
    holdsIn: everywhere,
    fault: 'export enum A { b }\ninterface IThing {}\nexport default 1;\nnamespace N {}',
    caught: [1, 2, 3, 4],
    fine: 'interface Item {}\ndeclare module "x" { interface Register {} }\nswitch (a) { default: b(); }',
  },
  {
    rule: 'no barrel beside the front doors',
    detector: style.hiddenBarrels,
    holdsIn: everywhere,
    fault: "export { a } from './a.ts';\nexport * from './b.ts';",
    caught: [1],
    fine: "export { a } from './a.ts';\nexport const b = 1;",
  },
  {
    rule: 'engines know neither clock nor chance nor the world outside',
    detector: style.impurity,
    holdsIn: inEngine,
    fault:
      'const a = Date.now();\nconst b = new Date();\nconst c = Math.random();\nperformance.now();\nprocess.env.TZ;',
    caught: [1, 2, 3, 4, 5],
    fine: 'const a = Date.UTC(2026, 0, 1);\nconst b = Math.floor(1.5);\nconst c = { process: 1 }.process;',
  },
  {
    rule: 'SQL stands in the sql tag',
    detector: style.sqlOutsideTag,
    holdsIn: (path) => inServer(path) && !SPEAKS_TO_DRIVER.has(path),
    fault: 'db.query(`select * from firms where code = $' + '{code}`);\ndb.query("delete from matters where true");',
    caught: [1, 2],
    fine: 'sql`select * from firms where code = $' + '{code}`;\nconst label = "Select a company from the list";',
  },
  {
    rule: 'Chinese copy keeps the house words and marks',
    detector: language.copyInCode,
    holdsIn: inProduct,
    as: 'planted.tsx',
    fault: "const a = ['没有网络,请稍后', '提交失败', '代码无效', '好了！', '亲，请看'];\nconst b = <p>系统繁忙</p>;",
    caught: [1, 2],
    fine: "// 注释,不管\nconst a = ['没有网络，请稍后', '亲自到场', 'a, b', '10:12 已接手', '上传失败的原因：文件是空的'];",
  },
  {
    rule: 'every text stands in both languages and fills in the same values',
    detector: language.oneLanguage,
    holdsIn: (path) => inProduct(path) && !isVocabulary(path),
    fault:
      "const a = { zh: '还有 {n} 件' };\nconst b = { zh: '{n} 件', en: '{count} left' };\nconst c = { zh: '无', en: '' };",
    caught: [1, 2, 3],
    fine: "const a = { zh: '{n} 件由{byZh}办', en: '{n} with {by}' };\nconst b = { zh: FORMAT, en: FORMAT };",
  },
  {
    rule: 'pages take their words from the tables',
    detector: language.looseText,
    holdsIn: (path) => (inWeb(path) && !FORMATS.has(path)) || path.startsWith('contracts/src/'),
    as: 'planted.tsx',
    fault: 'const a = <p>Send it</p>;\nconst b = <button aria-label="Close" />;\nconst c = \'发送\';',
    caught: [1, 2, 3],
    fine: "const a = <p>{t('send')}</p>;\nconst b = <Band title=\"inWork\" />;\nconst c = { zh: '发送', en: 'Send' };\nconst d = <kbd>Esc</kbd>;",
  },
  {
    rule: 'the server says nothing in Chinese alone',
    detector: language.loneChinese,
    holdsIn: (path) => inServer(path) && !isVocabulary(path),
    fault: "io.out('没有这个账号');",
    caught: [1],
    fine: "io.out('没有这个账号。/ There is no such account.');\nconst a = zh ? '口径' : 'Definition';\nconst b = { holderZh: '岗' };",
  },
];
