import type { CoverageRefusalCode } from './refusals.ts';
import type { OrganizationForm, Reason } from './unit.ts';

/** A sentence in both languages; braces name facts. */
type Sentences<Code extends string> = Readonly<Record<Code, { readonly zh: string; readonly en: string }>>;

/** The sentence of every refusal: what happened, with which values, what to do. */
export const COVERAGE_SENTENCES: Sentences<CoverageRefusalCode> = {
  COVERAGE_VALUE: {
    zh: '第 {row} 行的 {column} 写成了 {found}，应是 {expected}。改正这一处',
    en: 'In row {row}, {column} is {found}; expected {expected}. Correct this place',
  },
  COVERAGE_COLUMN_MISSING: {
    zh: '表头缺少 {column} 列。需要的列是 {known}',
    en: 'The heading has no column {column}. Needed are {known}',
  },
  COVERAGE_CODE_TWICE: {
    zh: '第 {row} 行的代码 {code} 在第 {first} 行已经出现。删掉其中一行',
    en: 'The code {code} in row {row} stands in row {first} already. Remove one of them',
  },
  COVERAGE_RULE: {
    zh: '规则包的 {field} 写成了 {found}，应是 {expected}。改正这一处',
    en: 'In the rule pack, {field} is {found}; expected {expected}. Correct this place',
  },
  COVERAGE_RULE_DATE: {
    zh: '{asOf} 这一天没有施行中的规则。补上版本或换一个日期',
    en: 'No version of the rules is in force on {asOf}. Add one or choose another day',
  },
  COVERAGE_CURRENT: {
    zh: '现行方案的 {field} 写成了 {found}，应是 {expected}。用本命令的输出作为现行方案',
    en: 'In the current plan, {field} is {found}; expected {expected}. Give an answer of this command',
  },
  COVERAGE_MODE_MOVE: {
    zh: '“{from}”的条件仍然满足，不退回“{to}”。条件不再满足时再办',
    en: 'What {from} asks for still holds, so there is no way back to {to}. Come back when it no longer does',
  },
  COVERAGE_MODE_CONDITION: {
    zh: '转为“{to}”的条件“{condition}”未满足：现为 {found}，应为 {expected}。条件满足后再办',
    en: 'For {to}, {condition} must be {expected} and is {found}. Come back when it is',
  },
};

/** The sentence of every reason, with the facts of {@link Reason}. */
const REASON_SENTENCES: Sentences<Reason['code']> = {
  STANDS_ALONE: {
    zh: '正式党员 {members} 名，不少于 {least} 名，已有组织 {organization}（{formZh}），单建',
    en: '{members} full members, not fewer than {least}; it has the organization {organization} ({formEn}) and stands alone',
  },
  MUST_STAND_ALONE: {
    zh: '正式党员 {members} 名，不少于 {least} 名，应当单独成立组织（{formZh}）',
    en: '{members} full members, not fewer than {least}: it must set up an organization of its own ({formEn})',
  },
  LEAVES_JOINT: {
    zh: '正式党员 {members} 名，不少于 {least} 名，应当从 {organization} 分出，单独成立组织（{formZh}）',
    en: '{members} full members, not fewer than {least}: it must leave {organization} and stand alone ({formEn})',
  },
  JOINT: {
    zh: '正式党员 {members} 名，不足单建；与相邻单位组成联合党支部 {group}：{groupUnits} 家（至多 {most} 家），党员合计 {groupMembers} 名，最远相距 {spanMetres} 米',
    en: '{members} full members, too few to stand alone; joint branch {group} with its neighbors: {groupUnits} units (at most {most}), {groupMembers} members, {spanMetres} m across',
  },
  INCUBATED: {
    zh: '正式党员 {members} 名，相邻可联建单位 {linked} 家，未能成组；依托 {metres} 米外的 {host} 孵化，限期单建',
    en: '{members} full members, {linked} neighbors that could join, no group possible; hosted by {host}, {metres} m away, with a date to stand alone',
  },
  NURSED: {
    zh: '没有正式党员；由 {metres} 米外的 {mentor} 选派指导员',
    en: 'No full member; {mentor}, {metres} m away, sends the instructor',
  },
  NO_HOST: {
    zh: '正式党员 {members} 名，相邻可联建单位 {linked} 家，未能成组；{reachMetres} 米内也没有可依托的组织',
    en: '{members} full members, {linked} neighbors that could join, no group possible; no organization within {reachMetres} m has room to host it',
  },
  NO_MENTOR: {
    zh: '没有正式党员；{reachMetres} 米内没有可选派指导员的组织',
    en: 'No full member; no organization within {reachMetres} m can send an instructor',
  },
};

const FORM_WORDS: Readonly<Record<OrganizationForm, { readonly zh: string; readonly en: string }>> = {
  branch: { zh: '党支部', en: 'branch' },
  generalBranch: { zh: '党总支', en: 'general branch' },
  committee: { zh: '基层党委', en: 'committee' },
};

/** Facts that count members. */
const COUNTS: ReadonlySet<string> = new Set(['members', 'groupMembers']);

/** Says a reason in both languages. */
export function sayReason(
  { code, facts }: Reason,
  shown: (count: number) => string = String,
): { readonly zh: string; readonly en: string } {
  const form = 'form' in facts ? FORM_WORDS[facts.form] : { zh: '', en: '' };
  const known: Readonly<Record<string, unknown>> = { ...facts, formZh: form.zh, formEn: form.en };
  const said = (name: string): string => {
    const value = known[name];
    return typeof value === 'number' && COUNTS.has(name) ? shown(value) : String(value);
  };
  const fill = (text: string): string => text.replace(/\{(\w+)\}/g, (_, name: string) => said(name));
  return { zh: fill(REASON_SENTENCES[code].zh), en: fill(REASON_SENTENCES[code].en) };
}
