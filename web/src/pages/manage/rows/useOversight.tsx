import type { FigureRow } from '@banfei/contracts';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { sessionQuery } from '../../../api/queries.ts';
import type { RowActions } from '../../../parts/RowsPanel.tsx';
import { State } from '../../../parts/State.tsx';
import { manageText } from '../../../text/manage.ts';
import { useText } from '../../../text/useText.ts';
import { Oversight } from './Oversight.tsx';

/** Figures whose rows are open matters: only there can anybody still be told to hurry. */
const OPEN: ReadonlySet<string> = new Set([
  'overdue',
  'dueToday',
  'needsArbiter',
  'open',
  'inHand',
  'waiting',
  'offersPending',
]);

const numberOf = (row: FigureRow): string => String(row.number);

/** The row action 督办, for those who may oversee. */
export function useOversight(figure: string): RowActions | undefined {
  const { t } = useText(manageText);
  const role = useQuery(sessionQuery()).data?.role;
  const [writing, setWriting] = useState<string | null>(null);
  const [done, setDone] = useState<ReadonlySet<string>>(new Set());
  if (role !== 'manager' || !OPEN.has(figure)) return undefined;
  const close = (number: string) => {
    setWriting(null);
    // The button that opened the form is back on the page after this render.
    requestAnimationFrame(() => document.getElementById(`oversee-${number}`)?.focus());
  };
  return {
    name: t('oversee'),
    cell: (row) => {
      const number = numberOf(row);
      return (
        <>
          <span aria-live="polite">{done.has(number) && <State kind="done">{t('overseeDone')}</State>}</span>
          {!done.has(number) && (
            <button
              type="button"
              id={`oversee-${number}`}
              className="btn quiet"
              aria-label={t('overseeOf', { number })}
              aria-expanded={writing === number}
              onClick={() => setWriting(writing === number ? null : number)}
            >
              {t('oversee')}
            </button>
          )}
        </>
      );
    },
    below: (row) => {
      const number = numberOf(row);
      if (writing !== number) return null;
      return (
        <Oversight
          number={number}
          onCancel={() => close(number)}
          onDone={() => {
            setDone(new Set([...done, number]));
            close(number);
          }}
        />
      );
    },
  };
}
