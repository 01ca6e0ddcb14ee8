/** Mulberry32: a seeded generator in six lines, so that before and after are measured on the same companies. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const PLACES = ['杭州', '杭州', '杭州', '杭州', '浙江', '杭州市余杭区', '上海', '深圳市', '宁波', ''];
const WORDS = [
  ...'云澜见光启衡智远海创天瑞和信达明德华宇星辰博睿新科联盛嘉禾同泰恒昌金石飞谷灵犀未来数维蓝图思源景行致知格物微纳量子芯原弘毅清源朗润格致极目行知鼎立森川汇川拓朴墨言知行',
];
const TRADES = [
  '科技',
  '信息技术',
  '网络科技',
  '生物医药',
  '智能装备',
  '机器人',
  '文化传媒',
  '企业管理咨询',
  '电子商务',
  '供应链管理',
  '软件',
  '新材料',
  '医疗器械',
  '贸易',
  '投资管理',
  '数字技术',
  '半导体',
  '光学',
  '航空航天技术',
  '人力资源服务',
];
const FORMS = [
  '有限公司',
  '有限公司',
  '有限公司',
  '有限公司',
  '有限公司',
  '股份有限公司',
  '合伙企业（有限合伙）',
  '有限公司杭州分公司',
  '（集团）有限公司',
  '工作室',
];

const oneOf = <Value>(random: () => number, from: readonly Value[]): Value => {
  const value = from[Math.floor(random() * from.length)];
  if (value === undefined) throw new Error('empty list');
  return value;
};

/** An invented company name of the usual build: place, own word, trade, legal form. */
export function generatedName(random: () => number): string {
  const own = Array.from({ length: 2 + Math.floor(random() * 3) }, () => oneOf(random, WORDS)).join('');
  const latin = random() < 0.03 ? oneOf(random, ['AI', '5G', 'X1', 'Nova', 'Bio']) : '';
  return `${oneOf(random, PLACES)}${own}${latin}${oneOf(random, TRADES)}${oneOf(random, FORMS)}`;
}

/** Eighteen characters in the shape of a credit code; its check character plays no part in search. */
export function creditCodeFor(random: () => number): string {
  const letters = '0123456789ABCDEFGHJKLMNPQRTUWXY';
  return `91330110MA${Array.from({ length: 8 }, () => letters[Math.floor(random() * letters.length)]).join('')}`;
}
