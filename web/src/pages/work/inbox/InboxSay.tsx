import type { InboxView } from '@banfei/contracts';
import { Link } from '@tanstack/react-router';
import { Fragment } from 'react';
import { Statement } from '../../../parts/Statement.tsx';
import { useText } from '../../../text/useText.ts';
import { workText } from '../../../text/work.ts';

type Counts = Readonly<Record<string, number>>;

const REST = [
  ['overdue', 'sayOverdue', 'late'],
  ['dueToday', 'sayDueToday', 'soon'],
  ['offered', 'sayOffered', ''],
] as const satisfies readonly (readonly [InboxView, string, string])[];

/** 您手上 11 件，3 件今天到期，2 件等您接手。 Every number leads to its rows. */
export function InboxSay({ counts }: { counts: Counts }) {
  const { t, rich, lang } = useText(workText);
  const comma = lang === 'zh' ? '，' : ', ';
  const rest = REST.filter(([view]) => (counts[view] ?? 0) > 0);
  const mine = counts.mine ?? 0;
  if (mine === 0 && rest.length === 0) return <Statement>{t('sayClear')}</Statement>;
  return (
    <Statement>
      {rich('sayMine', {
        mine: (
          <Link to="/w" search={{ view: 'mine' }}>
            {t('sayMineCount', { count: mine })}
          </Link>
        ),
        rest: rest.map(([view, key, tone]) => (
          <Fragment key={view}>
            {comma}
            <Link to="/w" search={{ view }} className={tone}>
              {t(key, { count: counts[view] ?? 0 })}
            </Link>
          </Fragment>
        )),
      })}
    </Statement>
  );
}
