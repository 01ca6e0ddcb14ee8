import type { PoolBoard, PoolCard, PoolStage } from '@banfei/contracts';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { type DragEvent, useState } from 'react';
import { sessionQuery } from '../../../api/queries.ts';
import { Ask } from '../../../parts/conditions.tsx';
import { State } from '../../../parts/State.tsx';
import { Statement } from '../../../parts/Statement.tsx';
import { useTitle } from '../../../parts/useTitle.ts';
import { useText } from '../../../text/useText.ts';
import { EnterForm } from './EnterForm.tsx';
import { boardQuery } from './queries.ts';
import { poolText } from './text.ts';
import '../../../parts/rows.css';
import './pool.css';

/** Cards that a column begins with, and that each press adds. */
const SHOWN = 12;

function Card({ card, onTake }: { card: PoolCard; onTake: (id: string | null) => void }) {
  const { t, pick } = useText(poolText);
  const { firm, board, dwellDays, slow, missing, post, next, mine } = card;
  return (
    <li className="pool-card" draggable={mine} onDragStart={() => onTake(card.id)} onDragEnd={() => onTake(null)}>
      <Link className="link" to="/m/pool/$id" params={{ id: card.id }}>
        {firm.name}
      </Link>
      <p className="pool-facts">
        <span>{t(`board_${board}`)}</span>
        {slow ? <State kind="soon">{t('dwell', { days: dwellDays })}</State> : t('dwell', { days: dwellDays })}
        {missing > 0 && <span>{t('missing', { count: missing })}</span>}
      </p>
      <p className="hint">
        {pick(post.name)}
        {next !== null && (
          <>
            {' · '}
            {next.late ? (
              <State kind="late">{t('next', { day: next.dueOn, task: pick(next.name) })}</State>
            ) : (
              t('next', { day: next.dueOn, task: pick(next.name) })
            )}
          </>
        )}
      </p>
    </li>
  );
}

interface ColumnProps {
  readonly board: PoolBoard;
  readonly stage: PoolBoard['stages'][number];
  readonly cards: readonly PoolCard[];
  readonly shownOnPhone: boolean;
  readonly onTake: (id: string | null) => void;
  readonly onDrop: (stage: PoolStage) => void;
}

function Column({ stage, cards, shownOnPhone, onTake, onDrop }: ColumnProps) {
  const { t, pick } = useText(poolText);
  const [shown, setShown] = useState(SHOWN);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    onDrop(stage.stage);
  };
  const left = cards.length - shown;
  return (
    <section
      className={shownOnPhone ? 'pool-column on' : 'pool-column'}
      aria-label={pick(stage.name)}
      onDragOver={(event) => event.preventDefault()}
      onDrop={drop}
    >
      <h2>
        {pick(stage.name)} <b>{stage.count}</b>
        {stage.slow > 0 && <State kind="soon">{t('slow', { count: stage.slow })}</State>}
      </h2>
      {cards.length === 0 ? (
        <p className="muted">{t('none')}</p>
      ) : (
        <ul>
          {cards.slice(0, shown).map((card) => (
            <Card key={card.id} card={card} onTake={onTake} />
          ))}
        </ul>
      )}
      {left > 0 && (
        <button type="button" className="btn quiet" onClick={() => setShown(shown + SHOWN)}>
          {t('more', { count: Math.min(SHOWN, left) })}
        </button>
      )}
    </section>
  );
}

function Board({ board }: { board: PoolBoard }) {
  const { t, f, pick } = useText(poolText);
  const role = useQuery(sessionQuery()).data?.role;
  const navigate = useNavigate();
  const [mine, setMine] = useState(false);
  const [taken, setTaken] = useState<string | null>(null);
  const [stage, setStage] = useState<PoolStage>('reserve');
  const listed = board.stages.find((each) => each.stage === 'listed')?.count ?? 0;
  const underway = board.stages.filter(({ usualDays }) => usualDays !== null);
  const sum = (of: (each: PoolBoard['stages'][number]) => number) => underway.reduce((all, each) => all + of(each), 0);
  const drop = (to: PoolStage) => {
    const card = board.candidates.find(({ id }) => id === taken);
    setTaken(null);
    // The form asks for what the move needs; a dropped card moves nothing by itself.
    if (card !== undefined && card.stage !== to)
      void navigate({ to: '/m/pool/$id', params: { id: card.id }, search: { to } });
  };
  return (
    <div className="pool-page">
      <Statement
        sub={`${t('asOf', { time: f.instant(board.asOf) })} · ${t('rules', { version: board.rules.version, day: board.rules.checkedOn })}`}
      >
        {t('say', { underway: sum(({ count }) => count), listed, slow: sum(({ slow }) => slow) })}
      </Statement>
      <p className="hint">{t('keys')}</p>
      <div className="pool-tools no-print">
        <label className="pool-check">
          <input type="checkbox" checked={mine} onChange={(event) => setMine(event.currentTarget.checked)} />{' '}
          {t('onlyMine')}
        </label>
        <label className="field pool-switch">
          <span className="label">{t('stages')}</span>
          <select
            className="input"
            value={stage}
            onChange={(event) =>
              setStage(board.stages.find((each) => each.stage === event.currentTarget.value)?.stage ?? stage)
            }
          >
            {board.stages.map((each) => (
              <option key={each.stage} value={each.stage}>
                {pick(each.name)} {each.count}
              </option>
            ))}
          </select>
        </label>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard (WCAG 2.1.1). */}
      <section className="pool-board rows-scroll" tabIndex={0} aria-label={t('pool')}>
        {board.stages.map((each) => (
          <Column
            key={each.stage}
            board={board}
            stage={each}
            cards={board.candidates.filter((card) => card.stage === each.stage && (!mine || card.mine))}
            shownOnPhone={each.stage === stage}
            onTake={setTaken}
            onDrop={drop}
          />
        ))}
      </section>
      {role === 'officer' && <EnterForm today={f.isoDay(board.asOf)} />}
    </div>
  );
}

/** The pool by stage: a board at a desk, one stage at a time on a phone. */
export function BoardPage() {
  const { t } = useText(poolText);
  useTitle(t('pool'));
  const query = useQuery(boardQuery());
  return (
    <Ask query={query} what={t('whatBoard')} heading={t('pool')} lines={12}>
      {(board) => <Board board={board} />}
    </Ask>
  );
}
