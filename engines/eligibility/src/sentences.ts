import { type EligibilityRefusal, type EligibilityRefusalCode, fillWords, type Words } from './refusals.ts';

/** The sentence of every refusal: what happened, with which values, what to do. Braces name facts. */
const SENTENCES: Readonly<Record<EligibilityRefusalCode, Words>> = {
  PACK_ATTRIBUTE_UNKNOWN: {
    zh: '规则包 {place} 里有不认识的属性“{attribute}”。可用的是 {known}；改名或删掉它',
    en: 'The rule pack has an unknown attribute “{attribute}” at {place}. Known are {known}; rename or remove it',
  },
  PACK_ATTRIBUTE_MISSING: {
    zh: '规则包 {place} 缺少“{attribute}”。补上后再用',
    en: 'The rule pack lacks “{attribute}” at {place}. Add it',
  },
  PACK_VALUE: {
    zh: '规则包 {place} 写成了 {found}，应是 {expected}。改正这一处',
    en: 'The rule pack has {found} at {place}; expected {expected}. Correct this place',
  },
  PACK_NAME_UNKNOWN: {
    zh: '规则包 {place} 提到的“{name}”没有声明过（{kind}）。先声明，或改正名称',
    en: 'The rule pack names “{name}” at {place}, which nobody declared ({kind}). Declare it or correct the name',
  },
  PACK_NAME_UNUSED: {
    zh: '规则包 {place} 声明的“{name}”没有任何标准用到。用上它，或删掉它',
    en: 'The rule pack declares “{name}” at {place} and no standard uses it. Use it or remove it',
  },
  PACK_OVERLAP: {
    zh: '规则“{scheme}”的两个版本 {first} 与 {second} 在同一天都有效力。改正其中一个的起止日期',
    en: 'Two versions of “{scheme}”, {first} and {second}, are in force on one day. Correct the dates of one',
  },
  FACTS_NOT_OBJECT: {
    zh: '{place} 应是 JSON 对象，现在是 {found}。按事实文件的写法改正',
    en: '{place} must be a JSON object and is {found}. Follow the form of a facts file',
  },
  FACT_UNKNOWN: {
    zh: '{place} 里的“{name}”不是事实名称。最接近的是“{nearest}”；全部名称见 banfei schemes facts',
    en: '“{name}” at {place} is not the name of a fact. The nearest is “{nearest}”; banfei schemes facts lists all',
  },
  FACT_SCOPE: {
    zh: '“{name}”写在 {place} 下，应写在 {expected} 下。移到那里',
    en: '“{name}” stands under {place} and belongs under {expected}. Move it there',
  },
  FACT_MONEY: {
    zh: '{place} 是金额，写成了 {found}。请写以元为单位的数字文本，例如 "272000000"，最多两位小数',
    en: '{place} is an amount of money and is {found}. Write whole yuan as decimal text such as "272000000", at most two decimals',
  },
  FACT_COUNT: {
    zh: '{place} 是个数，写成了 {found}。请写不带引号的整数，例如 320',
    en: '{place} is a count and is {found}. Write a whole number without quotes, such as 320',
  },
  FACT_SHARE: {
    zh: '{place} 是比例，写成了 {found}。百分之二十五写成 0.25，最多十二位小数',
    en: '{place} is a share and is {found}. Write 25 percent as 0.25, at most twelve decimals',
  },
  FACT_DECIMAL: {
    zh: '{place} 是数值，写成了 {found}。请写小数，最多 {places} 位小数',
    en: '{place} is a number and is {found}. Write a decimal with at most {places} decimals',
  },
  FACT_FLAG: {
    zh: '{place} 只能是 true 或 false，写成了 {found}。不清楚就不写',
    en: '{place} is true or false and is {found}. Leave it out if it is not known',
  },
  FACT_DATE: {
    zh: '{place} 是日期，写成了 {found}。请写 2015-03-01 这样的日期',
    en: '{place} is a date and is {found}. Write a date like 2015-03-01',
  },
  FACT_DATE_AHEAD: {
    zh: '{place} 是 {found}，晚于 {latest}。已经发生的事不会在将来，请核对',
    en: '{place} is {found}, after {latest}. What has happened cannot lie ahead; check it',
  },
  FACT_NEGATIVE: {
    zh: '{place} 不会是负数，写成了 {found}。请核对',
    en: '{place} cannot be negative and is {found}. Check it',
  },
  FACT_TOO_LARGE: {
    zh: '{place} 写成了 {found}，超过上限 {max}。请核对单位',
    en: '{place} is {found}, above the limit of {max}. Check the unit',
  },
  FACT_YEAR: {
    zh: '没有 {found} 这个会计年度。请写 {min} 到 {max} 之间的四位年份',
    en: 'There is no fiscal year {found}. Write a year of four digits from {min} to {max}',
  },
  FACT_CURRENCY: {
    zh: '币种写成了 {found}，这里按人民币记事实。请写 "CNY"，港元标准用 venueCurrencyRate 折算',
    en: 'The currency is {found}; facts are kept in yuan. Write "CNY"; tests in Hong Kong dollars convert by venueCurrencyRate',
  },
  FACT_PART: {
    zh: '{place}：{part} 大于 {whole}，部分不会大于整体。请核对两者的单位',
    en: '{place}: {part} exceeds {whole}, and a part is never larger than its whole. Check the units of both',
  },
  AS_OF: {
    zh: '日期 {found} 看不懂。请写 2024-06-30 这样的日期',
    en: 'The date {found} cannot be read. Write a date like 2024-06-30',
  },
  SCHEME_UNKNOWN: {
    zh: '没有“{scheme}”这套标准。现有 {known}',
    en: 'There is no scheme “{scheme}”. Known are {known}',
  },
};

/** The sentence of one refusal in both languages. */
export function eligibilitySentence(refusal: EligibilityRefusal): Words {
  return fillWords(SENTENCES[refusal.code], { ...refusal.facts });
}
