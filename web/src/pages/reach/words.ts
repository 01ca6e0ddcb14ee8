import type { FactDefinitionView, SchemeOutcome } from '@banfei/contracts';
import type { StateKind } from '../../parts/State.tsx';
import { useText } from '../../text/useText.ts';
import { sayFactValue } from './amounts.ts';
import { reachText } from './text.ts';

/** Unknown waits for a paper; it never looks like a failure. */
export const OUTCOME_STATES: Readonly<Record<SchemeOutcome, StateKind>> = {
  met: 'done',
  unmet: 'inHand',
  unknown: 'wait',
  manual_review: 'plain',
};

/** Facts by name in the reader's words: `revenue@2025` is 营业收入（2025 年）. */
export function useFactWords(names: readonly FactDefinitionView[]) {
  const { t, f, pick } = useText(reachText);
  const known = new Map(names.map((each) => [each.name, each]));
  const words = { money: f.money, number: f.number, yes: t('yes'), no: t('no') };
  const title = (name: string, year: number | string | null): string => {
    const said = pick(known.get(name)?.title ?? { zh: name, en: name });
    return year === null ? said : t('inYear', { name: said, year });
  };
  return {
    known,
    title,
    titleOf: (key: string): string => {
      const [name = key, year = null] = key.split('@');
      return title(name, year);
    },
    say: (name: string, value: string | number | boolean): string =>
      sayFactValue(known.get(name.split('@')[0] ?? name)?.kind ?? 'count', value, words),
  };
}
