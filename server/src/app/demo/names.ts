import { type Chance, weighted } from './random.ts';
import { type IndustryEntry, industryEntries, nameWords } from './vocabulary.ts';

/** Stands in every demo name where real companies put their city: the name says 演示 wherever it is shown. */
export const DEMO_MARK = '（演示）';

export interface DrawnName {
  readonly name: string;
  readonly industry: IndustryEntry;
}

export interface NameDrawer {
  /** A name that this drawer has not given before. */
  draw(luck: Chance): DrawnName;
  /** A name for the same industry, for a former name. */
  drawLike(luck: Chance, industry: IndustryEntry): string;
  reserve(name: string): void;
}

/** Composes names like 杭州栖衡智能科技（演示）有限公司 from prefix, two characters, industry word, mark and legal form. */
export function nameDrawer(): NameDrawer {
  const words = nameWords();
  const first = [...words.first];
  const second = [...words.second];
  const avoid = new Set(words.avoid);
  const prefix = weighted(words.prefixes, ({ weight }) => weight);
  const form = weighted(words.forms, ({ weight }) => weight);
  const industry = weighted(industryEntries(), ({ weight }) => weight);
  const plainForm = words.forms[0]?.text ?? '有限公司';
  const given = new Set<string>();

  const brand = (luck: Chance): string => {
    for (;;) {
      const pair = luck.pick(first) + luck.pick(second);
      if (pair[0] !== pair[1] && !avoid.has(pair)) return pair;
    }
  };
  // Partnerships hold shares and advise; nobody builds robots in one.
  const formFor = (luck: Chance, word: string): string => {
    const text = form(luck).text;
    return text.startsWith('合伙') && !words.partnerWords.includes(word) ? plainForm : text;
  };
  const compose = (luck: Chance, { word }: IndustryEntry): string =>
    `${prefix(luck).text}${brand(luck)}${word}${DEMO_MARK}${formFor(luck, word)}`;
  const drawLike = (luck: Chance, like: IndustryEntry): string => {
    for (;;) {
      const name = compose(luck, like);
      if (given.has(name)) continue;
      given.add(name);
      return name;
    }
  };
  return {
    drawLike,
    draw(luck) {
      const drawn = industry(luck);
      return { name: drawLike(luck, drawn), industry: drawn };
    },
    reserve: (name) => void given.add(name),
  };
}
