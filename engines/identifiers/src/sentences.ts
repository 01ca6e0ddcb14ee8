import type { FaultCode, WarningCode } from './outcomes.ts';

/**
 * The sentence of every fault and warning in both languages: what is there, what belongs there, what to do. Words in
 * braces are names of facts; `{normalized}` is the text as it was read. A sentence for a hint is separate, since it only
 * makes sense when there is one.
 */
export const IDENTIFIER_SENTENCES: Readonly<
  Record<FaultCode | WarningCode, { readonly zh: string; readonly en: string }>
> = {
  CREDIT_CODE_LENGTH: {
    zh: '统一社会信用代码是 18 位，“{normalized}”有 {found} 位。对照营业执照补全',
    en: 'A credit code has 18 characters and “{normalized}” has {found}. Complete it from the business license',
  },
  CREDIT_CODE_CHARACTER: {
    zh: '第 {position} 位的“{found}”不会出现在这里，应是 {expected}。对照营业执照改这一位',
    en: 'Character {position}, “{found}”, cannot stand there; expected {expected}. Correct it from the business license',
  },
  CREDIT_CODE_CHECK_DIGIT: {
    zh: '末位校验码应是“{expected}”，现在是“{found}”。多半是前面有一位抄错，逐位对照营业执照',
    en: 'The last character should be “{expected}” and is “{found}”. Most likely an earlier character was miscopied; compare with the business license',
  },
  CREDIT_CODE_ORGANIZATION_CHECK_DIGIT: {
    zh: '代码有效。其中组织机构代码 {organizationCode} 的校验码按规则应是“{expected}”，现在是“{found}”，可核对一次',
    en: 'The code is valid. Its organization code {organizationCode} ends in “{found}” where the rule gives “{expected}”; worth one look',
  },
  PATENT_NUMBER_LENGTH: {
    zh: '专利号是 13 位（2003 年 10 月前是 9 位），含小数点后的校验位；“{normalized}”有 {found} 位。对照专利证书补全',
    en: 'A patent number has 13 digits (9 before October 2003) with the check digit; “{normalized}” has {found}. Complete it from the certificate',
  },
  PATENT_NUMBER_CHARACTER: {
    zh: '第 {position} 位的“{found}”不会出现在专利号里，应是 {expected}。对照专利证书改这一位',
    en: 'Character {position}, “{found}”, cannot stand in a patent number; expected {expected}. Correct it from the certificate',
  },
  PATENT_NUMBER_DOT: {
    zh: '小数点在第 {position} 位，应在第 {expected} 位，也就是校验位之前。移动或去掉小数点',
    en: 'The dot is at position {position}; it belongs at {expected}, before the check digit. Move it or leave it out',
  },
  PATENT_NUMBER_YEAR: {
    zh: '申请年份“{found}”不对，应是 {expected}。对照专利证书修改',
    en: 'The year “{found}” cannot be; expected {expected}. Correct it from the certificate',
  },
  PATENT_NUMBER_TYPE: {
    zh: '第 {position} 位是专利类型，没有“{found}”类，应是 {expected} 之一。对照专利证书修改',
    en: 'Digit {position} is the type and there is no type “{found}”; expected one of {expected}. Correct it from the certificate',
  },
  PATENT_NUMBER_CHECK_DIGIT: {
    zh: '末位校验位应是“{expected}”，现在是“{found}”。多半是前面有一位抄错，逐位对照专利证书',
    en: 'The check digit should be “{expected}” and is “{found}”. Most likely an earlier digit was miscopied; compare with the certificate',
  },
  PATENT_NUMBER_IS_PUBLICATION: {
    zh: '“{found}”是公开（公告）号。这里要申请号，专利证书上写在 ZL 之后',
    en: '“{found}” is a publication number. The application number is wanted; the certificate prints it after ZL',
  },
  REGION_CODE_LENGTH: {
    zh: '行政区划代码是 6 位，街道和乡镇是 9 位；“{normalized}”有 {found} 位。补全后再试',
    en: 'A region code has 6 digits, 9 for a street or town; “{normalized}” has {found}. Complete it',
  },
  REGION_CODE_CHARACTER: {
    zh: '第 {position} 位的“{found}”不会出现在行政区划代码里，应是 {expected}。改这一位',
    en: 'Character {position}, “{found}”, cannot stand in a region code; expected {expected}. Correct it',
  },
  REGION_CODE_LEVEL: {
    zh: '第 {position} 位起的“{found}”缺了一级，应是 {expected}。下一级有编号时，上一级不能是零',
    en: 'From position {position}, “{found}” leaves out a level; expected {expected}. A level below cannot be filled while this one is zero',
  },
  REGION_CODE_UNKNOWN: {
    zh: '{version} 版行政区划代码表里没有 {found}。检查代码，或更新代码表',
    en: 'The region table of {version} has no {found}. Check the code, or update the table',
  },
  REGION_CODE_RETIRED: {
    zh: '{found} 自 {retiredOn} 起停用，由 {successors} 承接。此前登记的代码仍然有效',
    en: '{found} has been retired since {retiredOn}, succeeded by {successors}. What was registered before keeps it',
  },
  IDENTIFIER_UNRECOGNIZED: {
    zh: '“{normalized}”（{found} 位）不像统一社会信用代码、专利号或行政区划代码。检查是否抄全',
    en: '“{normalized}” ({found} characters) looks like no credit code, patent number or region code. Check that it is complete',
  },
};
