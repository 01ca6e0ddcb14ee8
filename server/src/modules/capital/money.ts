import type { Bilingual } from '@banfei/contracts';

/** Scales from the largest down, each with the yuan from which a language speaks in it. */
const SCALES = [
  { zh: '亿', zhYuan: 100_000_000, en: 'billion', enYuan: 1_000_000_000 },
  { zh: '万', zhYuan: 10_000, en: 'million', enYuan: 1_000_000 },
] as const;

/** Yuan as people say them, always exact: 2,000 万元, 20 million yuan; 9,999 元 below the smallest scale. */
export function spokenFen(fen: number): Bilingual {
  const yuan = fen / 100;
  const digits = { maximumFractionDigits: 10 };
  const zh = SCALES.find(({ zhYuan }) => yuan >= zhYuan);
  const en = SCALES.find(({ enYuan }) => yuan >= enYuan);
  return {
    zh: `${(yuan / (zh?.zhYuan ?? 1)).toLocaleString('zh-CN', digits)} ${zh?.zh ?? ''}元`,
    en: `${(yuan / (en?.enYuan ?? 1)).toLocaleString('en-US', digits)} ${en === undefined ? '' : `${en.en} `}yuan`,
  };
}
