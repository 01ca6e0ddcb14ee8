import type { AreaView } from '@banfei/contracts';
import { manageMapText } from '../../../text/manageMap.ts';
import { useText } from '../../../text/useText.ts';
import { type Class, type Mode, rateOf } from './classes.ts';

const perCent = (perMille: number): string => (perMille / 10).toFixed(perMille === 1000 ? 0 : 1);

export const rateText = (onTime: AreaView['onTime']): string | null => {
  const rate = rateOf(onTime);
  return rate === null ? null : `${perCent(rate)}%`;
};

/** Words for one area and for one class of the legend. */
export function useMapWords() {
  const { t, pick } = useText(manageMapText);
  const said = ({ onTime }: AreaView): string =>
    onTime.settled === 0 ? t('rateNone') : t('rateSaid', { met: onTime.met, settled: onTime.settled });
  return {
    nameOf: (area: AreaView, mode: Mode): string => {
      const values = {
        number: area.number,
        name: pick(area.name),
        open: area.open,
        overdue: area.overdue,
        due: area.dueToday,
      };
      return `${t('areaLate', values)}${mode === 'onTime' ? said(area) : ''}`;
    },
    classText: ({ from, to }: Class, mode: Mode): string => {
      if (mode === 'open') return from === to ? String(from) : `${from}–${to}`;
      if (from === 1000) return '100%';
      return from === 0 ? `<${(to + 1) / 10}%` : `${from / 10}–${to / 10}%`;
    },
  };
}
