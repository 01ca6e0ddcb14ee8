import type { CandidateDetail } from '@banfei/contracts';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams, useSearch } from '@tanstack/react-router';
import { useIntent } from '../../../api/intent.ts';
import { sessionQuery } from '../../../api/queries.ts';
import { Ask, Trouble } from '../../../parts/conditions.tsx';
import { State } from '../../../parts/State.tsx';
import { Statement } from '../../../parts/Statement.tsx';
import { Table, type TableColumn } from '../../../parts/Table.tsx';
import { useTitle } from '../../../parts/useTitle.ts';
import { useText } from '../../../text/useText.ts';
import { Engage } from './Engage.tsx';
import { FileAhead } from './FileAhead.tsx';
import { Knowledge } from './Knowledge.tsx';
import { MoveForm } from './MoveForm.tsx';
import { boardQuery, candidateQuery, useCandidateTaken } from './queries.ts';
import { Recusal } from './Recusal.tsx';
import { poolText } from './text.ts';
import './pool.css';

/** Names of stages in the reader's language; the board knows them. */
function useStageName(): (stage: string) => string {
  const { pick } = useText(poolText);
  const board = useQuery(boardQuery()).data;
  return (stage) => {
    const found = board?.stages.find((each) => each.stage === stage);
    return found === undefined ? '' : pick(found.name);
  };
}

type Task = CandidateDetail['plan'][number];

function OpenTask({ candidate, task }: { candidate: CandidateDetail; task: Task }) {
  const { t, pick } = useText(poolText);
  const taken = useCandidateTaken();
  const { run, busy, refusal } = useIntent('POST /api/candidates/:id/tasks');
  const press = async () => {
    const tasks = [{ task: task.task, postId: candidate.post.id, dueOn: task.dueOn }];
    const result = await run({ params: { id: candidate.id }, body: { version: candidate.version, tasks } });
    if (result.ok === true) taken(result.answer);
  };
  return (
    <>
      <button type="button" className="btn quiet" aria-disabled={busy} onClick={() => void press()}>
        {t('openTask')} <span className="vh">{pick(task.name)}</span>
      </button>
      <Trouble text={refusal === null ? '' : pick(refusal.sentence)} />
    </>
  );
}

/** The coaching plan: each task with who answers for it and by when; what is not opened yet can be opened here. */
function Plan({ candidate }: { candidate: CandidateDetail }) {
  const { t, f, pick } = useText(poolText);
  const stageName = useStageName();
  const today = f.isoDay(candidate.asOf);
  const columns: readonly TableColumn<Task>[] = [
    { id: 'task', name: t('task'), kind: 'name', cell: ({ name }) => pick(name) },
    { id: 'stage', name: t('stages'), cell: ({ stage }) => stageName(stage) },
    { id: 'due', name: t('due'), cell: ({ dueOn }) => <span className="nowrap">{dueOn}</span> },
    {
      id: 'owner',
      name: t('owner'),
      cell: (task) => {
        const { matter, dueOn } = task;
        if (matter === null)
          return candidate.mine && !candidate.recused ? (
            <OpenTask candidate={candidate} task={task} />
          ) : (
            <State kind="wait">{t('taskNone')}</State>
          );
        return (
          <>
            <State kind={!matter.open ? 'done' : dueOn < today ? 'late' : 'inHand'}>
              {t(matter.open ? 'taskOpen' : 'taskDone')}
            </State>{' '}
            <Link className="link" to="/w/req/$number" params={{ number: matter.number }}>
              {pick(matter.owner.name)} {matter.number}
            </Link>
          </>
        );
      },
    },
  ];
  return (
    <section className="pool-part">
      <h2 className="sec-title">{t('plan')}</h2>
      {candidate.plan.length === 0 ? (
        <p className="muted">{t('noPlan')}</p>
      ) : (
        <Table
          label={t('plan')}
          columns={columns}
          rows={candidate.plan}
          keyOf={({ task, stage, matter }) => `${stage} ${task} ${matter?.number ?? ''}`}
        />
      )}
    </section>
  );
}

function Past({ candidate }: { candidate: CandidateDetail }) {
  const { t, pick } = useText(poolText);
  const stageName = useStageName();
  const { history, dwell, engagements, mine, recused } = candidate;
  return (
    <>
      <section className="pool-part">
        <h2 className="sec-title">{t('team')}</h2>
        {engagements.length === 0 ? (
          <p className="muted">{t('noTeam')}</p>
        ) : (
          <ul className="pool-list">
            {engagements.map(({ intermediaryId, name, kind, since, recused: keptAway }) => (
              <li key={intermediaryId}>
                {name} · {t(kind === 'other' ? 'workOther' : `work_${kind}`)} · {t('since', { day: since })}{' '}
                {keptAway !== null && <State kind="late">{t('keepsAway', { reason: keptAway })}</State>}
              </li>
            ))}
          </ul>
        )}
        {mine && !recused && <Engage candidate={candidate} />}
      </section>
      <section className="pool-part">
        <h2 className="sec-title">{t('stays')}</h2>
        <p>{dwell.map(({ stage, days }) => t('stay', { stage: stageName(stage), days })).join(' · ')}</p>
      </section>
      <section className="pool-part">
        <h2 className="sec-title">{t('history')}</h2>
        <ol className="pool-list">
          {history.map(({ seq, from, to, kind, on, cause, by, evidence }) => (
            <li key={seq}>
              <time dateTime={on}>{on}</time>{' '}
              {from === null ? t('entered') : t('went', { from: stageName(from), to: stageName(to) })}（
              {t(`kind_${kind}`)}） {by !== null && pick(by)} {cause}
              {evidence.length > 0 && (
                <small className="hint">
                  {' '}
                  {evidence.map(({ name, reference }) => `${pick(name)} ${reference}`).join('；')}
                </small>
              )}
            </li>
          ))}
        </ol>
      </section>
    </>
  );
}

function Candidate({ candidate }: { candidate: CandidateDetail }) {
  const { t, pick } = useText(poolText);
  const { to } = useSearch({ from: '/m/pool/$id' });
  const stageName = useStageName();
  const { firm, stage, board, dwellDays, slow, post, mine, recused, demo } = candidate;
  return (
    <div className="pool-page">
      <nav className="crumb no-print" aria-label={t('pool')}>
        <Link to="/m/pool">{t('pool')}</Link>
      </nav>
      <Statement sub={`${t(`board_${board}`)} · ${t('by', { post: pick(post.name) })}${demo ? ` · ${t('demo')}` : ''}`}>
        {firm.name}
      </Statement>
      <p>
        <b>{stageName(stage)}</b> <State kind={slow ? 'soon' : 'inHand'}>{t('dwell', { days: dwellDays })}</State>{' '}
        <Link className="link" to="/w/firms/$id" params={{ id: firm.id }}>
          {firm.name}
        </Link>{' '}
        <Link className="link" to="/m/reach/$firmId" params={{ firmId: firm.id }}>
          {t('reach')}
        </Link>{' '}
        <Link className="link" to="/m/capital" search={{ q: firm.name }}>
          {t('capital')}
        </Link>
      </p>
      <section className="pool-part">
        <h2 className="sec-title">{t('move')}</h2>
        {mine && !recused ? (
          <>
            <MoveForm key={candidate.version} candidate={candidate} to={to} />
            <FileAhead candidate={candidate} />
            <Recusal candidate={candidate} />
          </>
        ) : (
          <p className="muted">{recused ? t('recused') : t('notMine', { post: pick(post.name) })}</p>
        )}
      </section>
      <Plan candidate={candidate} />
      <Knowledge candidate={candidate} />
      <Past candidate={candidate} />
    </div>
  );
}

/** One candidate: where it may go and what that takes, its plan, what is known of it, and how it came here. */
export function CandidatePage() {
  const { t } = useText(poolText);
  const { id } = useParams({ from: '/m/pool/$id' });
  const me = useQuery(sessionQuery()).data;
  const query = useQuery(candidateQuery(id));
  useTitle(query.data?.firm.name ?? t('pool'));
  return (
    <Ask query={query} what={t('whatCandidate')} heading={t('pool')} lines={14} phone={me?.district.phone ?? null}>
      {(candidate) => <Candidate candidate={candidate} />}
    </Ask>
  );
}
