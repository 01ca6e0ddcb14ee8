import type { Bilingual, ImportField, ImportMapping } from '@banfei/contracts';
import { checkCreditCode } from '@banfei/identifiers';
import { searchKey } from '../names.ts';
import { readCapital } from './capital.ts';
import { readDay } from './days.ts';
import { type Cell, cellText, type ReadResult, refuse } from './table.ts';

/** Words under which lists of companies name their columns. Compared without case, spaces and punctuation. */
const SYNONYMS: Readonly<Record<ImportField, readonly string[]>> = {
  code: [
    '统一社会信用代码',
    '社会信用代码',
    '信用代码',
    '统一信用代码',
    '统一社会信用代码/注册号',
    '统一代码',
    '信用编码',
    'uscc',
    'creditcode',
    'credit_code',
    'unifiedsocialcreditcode',
    'socialcreditcode',
    'code',
  ],
  name: [
    '企业名称',
    '公司名称',
    '单位名称',
    '名称',
    '企业名',
    '公司名',
    '机构名称',
    '主体名称',
    '市场主体名称',
    '纳税人名称',
    '商事主体名称',
    '企业',
    '公司',
    'name',
    'companyname',
    'company',
    'firm',
    'firmname',
    'enterprise',
    'enterprisename',
  ],
  formerName: [
    '曾用名',
    '曾用名称',
    '原名称',
    '历史名称',
    '旧名称',
    '更名前名称',
    'formername',
    'formernames',
    'previousname',
    'oldname',
  ],
  status: ['状态', '经营状态', '登记状态', '企业状态', '存续状态', '主体状态', 'status', 'state', 'registrationstatus'],
  establishedOn: [
    '成立日期',
    '成立时间',
    '注册日期',
    '登记日期',
    '设立日期',
    '注册时间',
    '核准日期',
    'startdate',
    'start_date',
    'establishedon',
    'established',
    'foundedon',
    'foundingdate',
    'registrationdate',
    'dateofestablishment',
  ],
  capital: [
    '注册资本',
    '注册资金',
    '认缴出资额',
    '出资额',
    '资本',
    '认缴资本',
    '注册资本(万元)',
    '注册资本万元',
    'regcapital',
    'reg_capital',
    'registeredcapital',
    'capital',
  ],
  address: [
    '地址',
    '注册地址',
    '住所',
    '经营地址',
    '经营场所',
    '企业地址',
    '住所地',
    '登记住所',
    '主要经营场所',
    '办公地址',
    '详细地址',
    'address',
    'registeredaddress',
    'location',
  ],
  region: [
    '行政区划',
    '区划代码',
    '行政区划代码',
    '区域代码',
    '所属区域代码',
    '行政区代码',
    'areacode',
    'area_code',
    'regioncode',
    'region',
    'adcode',
  ],
  industry: [
    '行业代码',
    '行业',
    '国民经济行业代码',
    '所属行业',
    '行业门类',
    '行业分类',
    '行业类别代码',
    'industry',
    'industrycode',
    'industry_code',
    'gbt4754',
  ],
  lon: ['经度', 'lon', 'lng', 'longitude', 'x坐标'],
  lat: ['纬度', 'lat', 'latitude', 'y坐标'],
};

/** What the columns of an import are called where a sentence names them. */
const FIELD_NAMES: Readonly<Record<ImportField, Bilingual>> = {
  code: { zh: '统一社会信用代码', en: 'credit code' },
  name: { zh: '企业名称', en: 'company name' },
  formerName: { zh: '曾用名', en: 'former name' },
  status: { zh: '状态', en: 'status' },
  establishedOn: { zh: '成立日期', en: 'founding day' },
  capital: { zh: '注册资本', en: 'registered capital' },
  address: { zh: '地址', en: 'address' },
  region: { zh: '行政区划代码', en: 'region code' },
  industry: { zh: '行业代码', en: 'industry code' },
  lon: { zh: '经度', en: 'longitude' },
  lat: { zh: '纬度', en: 'latitude' },
};

const headerKey = (text: string): string => searchKey(text);

const FIELD_OF_WORD: ReadonlyMap<string, ImportField> = new Map(
  Object.entries(SYNONYMS).flatMap(([field, words]) =>
    words.map((word) => [headerKey(word), field as ImportField] as const),
  ), // keys of the record
);

/** The field that a column name stands for: the whole name, or the name without what it says in brackets. */
export function fieldOfHeader(header: string): ImportField | null {
  const bare = header.replace(/[（(［[【].*?[）)］\]】]/gu, '');
  return FIELD_OF_WORD.get(headerKey(header)) ?? FIELD_OF_WORD.get(headerKey(bare)) ?? null;
}

/** How many cells of the best of the first lines are known column names: evidence that a text was decoded well. */
export function headerScore(text: string): number {
  const lines = text.slice(0, 20_000).split(/\r\n|\r|\n/, 10);
  return Math.max(
    ...lines.map(
      (line) => line.split(/[,;\t|]/).filter((cell) => fieldOfHeader(cell.replace(/^"|"$/g, '')) !== null).length,
    ),
  );
}

const SNIFF_ROWS = 200;

type Sniff = readonly [field: ImportField, looksLike: (text: string) => boolean];

// What a column of one kind is full of and no other column is. Order matters: a code looks like nothing else.
const SNIFFS: readonly Sniff[] = [
  ['code', (text) => checkCreditCode(text).ok],
  [
    'name',
    (text) =>
      /(?:公司|合伙企业[）)]?|合作社|事务所|工作室|经营部|商行|厂|中心|集团|[)）])$/u.test(text) &&
      /\p{Script=Han}/u.test(text) &&
      text.length <= 60,
  ],
  ['establishedOn', (text) => /\d{4}\D\d{1,2}\D\d{1,2}/.test(text) && readDay(text, 1900).ok],
  ['capital', (text) => /万|元|CNY|USD/u.test(text) && readCapital(text, 1).minor !== null],
  ['address', (text) => /(?:省|市|区|县|镇|街道|路|号)/u.test(text) && text.length >= 8],
];

/** A column whose name says nothing is recognized by what most of its cells look like. */
function sniffedField(values: readonly string[], taken: ReadonlySet<ImportField>): ImportField | null {
  const filled = values.filter((value) => value.trim() !== '');
  if (filled.length === 0) return null;
  const found = SNIFFS.find(
    ([field, looksLike]) => !taken.has(field) && filled.filter(looksLike).length >= filled.length * 0.8,
  );
  return found?.[0] ?? null;
}

/** Proposes a field for each column: by its name first, then by what it holds; every field once. */
export function proposeMapping(
  header: readonly string[],
  rows: readonly { readonly cells: readonly Cell[] }[],
): ImportMapping {
  const mapping: Record<string, ImportField | null> = {};
  const taken = new Set<ImportField>();
  for (const name of header) {
    const field = fieldOfHeader(name);
    const free = field !== null && !taken.has(field);
    mapping[name] = free ? field : null;
    if (free) taken.add(field);
  }
  const head = rows.slice(0, SNIFF_ROWS);
  for (const [index, name] of header.entries()) {
    if (mapping[name] !== null || taken.size === SNIFFS.length) continue;
    // A known name that is taken already (a second address) stays aside instead of being sniffed into something else.
    if (fieldOfHeader(name) !== null) continue;
    const field = sniffedField(
      head.map(({ cells }) => cellText(cells[index] ?? '')),
      taken,
    );
    mapping[name] = field;
    if (field !== null) taken.add(field);
  }
  return mapping;
}

/** Signature of a header: files from the same source carry the same one, and their mapping is remembered under it. */
export const headerSignature = (header: readonly string[]): string => header.map(headerKey).join('|');

/** Index of the column of each field, or the sentence why the mapping cannot be used. */
export function columnsOf(
  header: readonly string[],
  mapping: ImportMapping,
): ReadResult<{ readonly columns: ReadonlyMap<ImportField, number> }> {
  const columns = new Map<ImportField, number>();
  for (const [name, field] of Object.entries(mapping)) {
    const index = header.indexOf(name);
    if (index < 0) return refuse('IMPORT_MAPPING_COLUMN', { header: name });
    if (field === null) continue;
    const earlier = columns.get(field);
    if (earlier !== undefined)
      return refuse('IMPORT_MAPPING_TWICE', {
        first: header[earlier] ?? '',
        second: name,
        field: FIELD_NAMES[field].zh,
        fieldEn: FIELD_NAMES[field].en,
      });
    columns.set(field, index);
  }
  return columns.has('name') || columns.has('code') ? { ok: true, columns } : refuse('IMPORT_NAME_COLUMN_MISSING');
}
