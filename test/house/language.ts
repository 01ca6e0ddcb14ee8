import ts from 'typescript';
import { type Detector, eachNode, type Fault, lineOf, nodesOf, type Source } from './code.ts';

const HAN = /[\u4e00-\u9fff]/;

export const hasChinese = (text: string): boolean => HAN.test(text);

const RULES: readonly (readonly [RegExp, string])[] = [
  [
    /[\p{Script=Han}」』”’）》][,;:?!](?=\s*[\p{Script=Han}「『“‘（《])/u,
    'has an ASCII mark between Chinese characters',
  ],
  [/\p{Script=Han}[,;?!](?=\s|$)/u, 'ends a Chinese clause with an ASCII mark'],
  [/[！]|\p{Script=Han}!/u, 'shouts; product copy has no exclamation marks'],
  [/失败(?=$|[。，、；？\s）”"])/u, 'says 失败 alone; name the cause and the way out'],
  [/无效/u, 'says 无效; name what does not fit and what would'],
  [/(^|[\s，。！“])亲(?=$|[\s，。！~～”])/u, 'says 亲; say 您'],
  [/请耐心等待/u, 'asks for patience; say until when'],
  [/系统繁忙/u, 'blames the system; say what to do'],
  [/操作失败/u, 'says 操作失败; name the cause and the way out'],
];

/** What is wrong with a piece of Chinese copy. Code between backticks is not copy. */
export function copyFaults(text: string): readonly string[] {
  if (!hasChinese(text)) return [];
  const copy = text.replace(/`[^`]*`/g, '`');
  return RULES.flatMap(([pattern, what]) => {
    const found = pattern.exec(copy);
    return found === null ? [] : [`${what}: …${copy.slice(Math.max(0, found.index - 8), found.index + 10)}…`];
  });
}

const literalText = (node: ts.Node): string | null => {
  if (ts.isStringLiteralLike(node)) return node.text;
  if (ts.isTemplateExpression(node))
    return node.head.text + node.templateSpans.map((s) => `{}${s.literal.text}`).join('');
  return ts.isJsxText(node) ? node.text : null;
};

/** Chinese copy in the strings and pages of one file. */
export const copyInCode: Detector = (source) =>
  nodesOf(source).flatMap((node): Fault[] => {
    const text = literalText(node);
    return text === null
      ? []
      : copyFaults(text).map((what) => ({ path: source.path, line: lineOf(source, node), what }));
  });

function* stringsIn(value: unknown): Generator<string> {
  if (typeof value === 'string') yield value;
  else if (value !== null && typeof value === 'object')
    for (const inner of Object.values(value)) yield* stringsIn(inner);
}

/** Chinese copy in a data file. */
export const copyInData = (path: string, text: string): readonly string[] =>
  [...stringsIn(JSON.parse(text))].flatMap((value) => copyFaults(value).map((what) => `${path} ${what}`));

/** Chinese copy in a document; blocks of code are left out. */
export const copyInDocument = (path: string, text: string): readonly string[] =>
  text
    .replace(/```[\s\S]*?```/g, (block) => block.replace(/[^\n]/g, ''))
    .split('\n')
    .flatMap((line, index) => copyFaults(line).map((what) => `${path}:${index + 1} ${what}`));

// A fact that is spoken differently in each language arrives as {nameZh} and {nameEn}: the same fact.
const namesIn = (text: string): string =>
  [...new Set((text.match(/\{\w+\}/g) ?? []).map((name) => name.replace(/(Zh|En)\}$/, '}')))].sort().join(' ');

type Pair = { readonly zh?: ts.PropertyAssignment; readonly en?: ts.PropertyAssignment };

function pairOf(node: ts.Node): Pair | null {
  if (!ts.isObjectLiteralExpression(node)) return null;
  const member = (name: string) =>
    node.properties.find((each) => ts.isPropertyAssignment(each) && each.name.getText() === name);
  const [zh, en] = [member('zh'), member('en')];
  const isPair = (each: ts.ObjectLiteralElementLike | undefined) => each !== undefined && ts.isPropertyAssignment(each);
  if (!isPair(zh) && !isPair(en)) return null;
  return {
    ...(zh !== undefined && ts.isPropertyAssignment(zh) ? { zh } : {}),
    ...(en !== undefined && ts.isPropertyAssignment(en) ? { en } : {}),
  };
}

function pairFault({ zh, en }: Pair): string | null {
  if (zh === undefined || en === undefined) return `is only in ${zh === undefined ? 'English' : 'Chinese'}`;
  const [chinese, english] = [literalText(zh.initializer), literalText(en.initializer)];
  if (chinese === null || english === null) return null;
  if ((chinese === '') !== (english === '')) return 'is empty in one language';
  if (namesIn(chinese) !== namesIn(english)) return `fills other values: ${namesIn(chinese)} | ${namesIn(english)}`;
  return null;
}

/** Every text stands in both languages, and both fill in the same values. */
export const oneLanguage: Detector = (source) => {
  // A dictionary from language to something else (`{ zh: Format, en: Format }`) is a pair as well and passes as one.
  return eachNode((node) => {
    const pair = pairOf(node);
    return pair === null ? null : pairFault(pair);
  })(source);
};

// `{ zh: …, en: … }`, `{ nameZh: …, nameEn: … }`, or a choice between the two by the language in use.
const inPair = (node: ts.Node): boolean => {
  for (let at: ts.Node | undefined = node; at !== undefined; at = at.parent) {
    if (ts.isPropertyAssignment(at) && /^(zh|en)$|(Zh|En)$/.test(at.name.getText())) return true;
    if (ts.isConditionalExpression(at) && /\b(zh|en|lang|language)\b/.test(at.condition.getText())) return true;
  }
  return false;
};

const SPOKEN_ATTRIBUTES = new Set(['aria-label', 'title', 'placeholder', 'alt', 'label', 'aria-description']);
const WORDS = /\p{Ll}{2,}|\p{Lo}{2,}/u;

const isElement = (node: ts.JsxAttribute): boolean => /^[a-z]/.test(node.parent.parent.tagName.getText());
const isKeyCap = ({ parent }: ts.Node): boolean =>
  ts.isJsxElement(parent) && parent.openingElement.tagName.getText() === 'kbd';

function looseWhat(node: ts.Node): string | null {
  if (ts.isJsxText(node))
    return WORDS.test(node.text) && !isKeyCap(node)
      ? `writes text into the page: ${node.text.trim().slice(0, 30)}`
      : null;
  if (!ts.isStringLiteralLike(node) && !ts.isTemplateExpression(node)) return null;
  const text = literalText(node) ?? '';
  const { parent } = node;
  if (
    ts.isJsxAttribute(parent) &&
    isElement(parent) &&
    SPOKEN_ATTRIBUTES.has(parent.name.getText()) &&
    WORDS.test(text)
  )
    return `writes ${parent.name.getText()}="${text}" into the page`;
  return hasChinese(text) && !inPair(node) ? `has Chinese without English: ${text.trim().slice(0, 30)}` : null;
}

/** Text of pages that stands outside the tables, where nobody could translate it. */
export const looseText: Detector = eachNode(looseWhat);

/** Lines of the command line carry both languages in one: 中文 / English, or one line each. */
export const loneChinese: Detector = (source: Source) =>
  eachNode((node) => {
    if (!ts.isStringLiteralLike(node) && !ts.isTemplateExpression(node)) return null;
    const text = literalText(node) ?? '';
    if (!hasChinese(text) || inPair(node)) return null;
    // Names of columns, currencies and the like are compared with what people write; they are never shown.
    // A sentence that ends with the stroke goes on in English in the next literal.
    const goesOn = /\/\s*$/.test(text);
    const english = text
      .replaceAll('伴飞', '')
      .split(/\n|\/ | · /)
      .some((part) => !hasChinese(part) && /[A-Za-z]{2}/.test(part));
    return english || goesOn ? null : `has Chinese without English: ${text.trim().slice(0, 40)}`;
  })(source);
