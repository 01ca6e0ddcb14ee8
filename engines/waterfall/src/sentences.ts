import type { DealRefusalCode } from './refusals.ts';

/** The sentence of every refusal in both languages: what happened, with which values, what to do. Braces name facts. */
export const DEAL_SENTENCES: Readonly<Record<DealRefusalCode, { readonly zh: string; readonly en: string }>> = {
  DEAL_VALUE: {
    zh: '“{field}”写成了 {found}，应是 {expected}。改正这一处',
    en: '“{field}” is {found}; expected {expected}. Correct this place',
  },
  DEAL_FIELD_UNKNOWN: {
    zh: '不认识“{field}”。这里可用的是 {known}；改名或删掉它',
    en: 'There is no field “{field}”. Known here are {known}; rename or remove it',
  },
  DEAL_FIELD_MISSING: {
    zh: '缺少“{field}”。补上后再算',
    en: '“{field}” is missing. Add it',
  },
  DEAL_ID_TWICE: {
    zh: '“{field}”里的编号 {id} 已经用过。换一个编号',
    en: 'The id {id} in “{field}” is taken already. Choose another',
  },
  DEAL_ID_UNHEARD: {
    zh: '“{field}”提到的 {id} 不存在。改成已有的编号',
    en: '“{field}” names {id}, which does not exist. Name one that does',
  },
  DEAL_DATE_ORDER: {
    zh: '“{field}”的日期 {date} 应晚于“{after}”（{limit}）。改正其中一个日期',
    en: 'The date {date} of “{field}” must come after “{after}” ({limit}). Correct one of them',
  },
  DEAL_CIRCLE: {
    zh: '“{field}”使偿付顺序绕成一圈：{circle}。去掉其中一环',
    en: '“{field}” makes the order of payment go round in a circle: {circle}. Remove one link',
  },
  DEAL_AMOUNTS: {
    zh: '“{field}”是 {found} 分，与 {limit} 分不相容（{rule}）。改正金额',
    en: '“{field}” is {found} fen, which does not agree with {limit} fen ({rule}). Correct the amounts',
  },
  DEAL_NOT_FAST: {
    zh: '快速模拟不支持“{field}”（{found}）。去掉它，或用逐期精确计算',
    en: 'The fast simulation does not support “{field}” ({found}). Remove it, or use the exact run',
  },
};
