import type { NewKeyDate } from '../../modules/moments/index.ts';
import type { Happening } from '../../platform/chronicle.ts';
import { dayAt, plusDays } from '../../platform/days.ts';
import type { Client } from './matters/clients.ts';
import { chance, demoId } from './random.ts';
import { REGISTER_BEGAN } from './staff.ts';

interface Pattern {
  readonly kind: NewKeyDate['kind'];
  readonly title: string;
  readonly reference: string;
  /** How many companies in ten have one, and how far ahead it lies at most. */
  readonly often: number;
  readonly within: number;
  /** Days that nobody would be told yet: the lead time of the kind. */
  readonly lead: number;
  readonly everyMonths: number | null;
}

const PATTERNS: readonly Pattern[] = [
  {
    kind: 'certificate',
    title: '高新技术企业证书（演示）',
    reference: 'GR-演示',
    often: 4,
    within: 700,
    lead: 90,
    everyMonths: null,
  },
  {
    kind: 'patentFee',
    title: '发明专利年费（演示）',
    reference: 'ZL-演示',
    often: 6,
    within: 300,
    lead: 60,
    everyMonths: 12,
  },
  {
    kind: 'leaseEnd',
    title: '办公室租约（演示）',
    reference: 'HT-演示',
    often: 5,
    within: 900,
    lead: 120,
    everyMonths: null,
  },
  {
    kind: 'filing',
    title: '研发补助申报（演示）',
    reference: 'SB-演示',
    often: 1,
    within: 90,
    lead: 30,
    everyMonths: null,
  },
];

export interface MomentsOfDemo {
  readonly dates: readonly NewKeyDate[];
  readonly happenings: readonly Happening[];
}

/** Dates of the companies that have accounts; none so near that the first morning is full of them. */
export function momentsOf(seed: number, now: number, clients: readonly Client[]): MomentsOfDemo {
  const today = dayAt(now);
  const dates = clients.flatMap(({ firm }, place) =>
    PATTERNS.flatMap(({ kind, title, reference, often, within, lead, everyMonths }): NewKeyDate[] => {
      const luck = chance(seed, 'moments', kind, place);
      // The first company has one of each, so that whoever looks around finds them.
      if (place > 0 && !luck.yes(often / 10)) return [];
      const id = demoId(REGISTER_BEGAN, luck);
      const dueOn = plusDays(today, lead + 1 + luck.below(within));
      return [{ id, firmId: firm.id, kind, title, reference: `${reference}-${place + 1}`, dueOn, everyMonths }];
    }),
  );
  const happenings = dates.map(
    (date): Happening => ({
      subject: 'keyDate',
      subjectId: date.id,
      seq: 1,
      at: REGISTER_BEGAN,
      type: 'loaded',
      by: null,
      payload: { ...date },
    }),
  );
  return { dates, happenings };
}
