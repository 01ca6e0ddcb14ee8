import { DEAL_SENTENCES, type DealRefusal } from '@banfei/waterfall';
import { Refusal } from '../../platform/errors.ts';

/** A refusal of the engine as the desk says it: the field, what was found, what would fit. */
export function termsRefusal({ code, facts }: DealRefusal): Refusal {
  const known: Readonly<Record<string, unknown>> = { ...facts };
  const filled = (text: string): string =>
    text.replace(/\{(\w+)\}/g, (whole, name: string) => (name in known ? String(known[name]) : whole));
  const { zh, en } = DEAL_SENTENCES[code];
  return new Refusal('DEAL_TERMS', { reasonZh: filled(zh), reasonEn: filled(en) });
}
