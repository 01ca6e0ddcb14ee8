import type { DealDetail } from '@banfei/contracts';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useIntent } from '../../../api/intent.ts';
import { sessionQuery } from '../../../api/queries.ts';
import { Ask } from '../../../parts/conditions.tsx';
import { State } from '../../../parts/State.tsx';
import { Statement } from '../../../parts/Statement.tsx';
import { useTitle } from '../../../parts/useTitle.ts';
import { useText } from '../../../text/useText.ts';
import { Agreement } from './Agreement.tsx';
import { Candidates } from './Candidates.tsx';
import { History, Participants } from './lists.tsx';
import { Papers } from './Papers.tsx';
import { PoolChoice } from './PoolChoice.tsx';
import { Proposals } from './Proposals.tsx';
import { dealQuery, useDealTaken } from './queries.ts';
import { Refused } from './Refused.tsx';
import { Runs } from './Runs.tsx';
import { Servicing } from './Servicing.tsx';
import { sheetText } from './sheet-text.ts';
import { isBuilding, STAGES } from './stages.ts';
import { securitizationText } from './text.ts';
import './securitization.css';

function Stages({ stage }: Pick<DealDetail, 'stage'>) {
  const { t } = useText(securitizationText);
  const at = STAGES.indexOf(stage);
  return (
    <ol className="desk-stages" aria-label={t('stages')}>
      {STAGES.map((each, index) => (
        <li key={each} className={index < at ? 'past' : undefined} aria-current={index === at ? 'step' : undefined}>
          {t(`stage_${each}`)}
        </li>
      ))}
    </ol>
  );
}

function Head({ deal }: { deal: DealDetail }) {
  const { t, f, pick } = useText(securitizationText);
  const { t: s } = useText(sheetText);
  const amount = f.money(deal.issuedFen ?? deal.rowsFen);
  return (
    <>
      <Statement
        sub={`${t('deal', { number: deal.number })} · ${t(`structure_${deal.structure}`)} · ${t('by', { post: pick(deal.post.name) })}${deal.demo ? ` · ${t('demo')}` : ''}`}
      >
        {deal.name}
      </Statement>
      {deal.source !== '' && <p className="hint desk-source">{deal.source}</p>}
      <Stages stage={deal.stage} />
      <dl className="desk-facts">
        <div>
          <dt>{t('total')}</dt>
          <dd>{amount}</dd>
        </div>
        <div>
          <dt>{t('participations')}</dt>
          <dd>{deal.participations}</dd>
        </div>
        <div>
          <dt>{t('firms')}</dt>
          <dd>{deal.firms}</dd>
        </div>
        <div>
          <dt>{t('issuedOn')}</dt>
          <dd>{deal.issuedOn ?? t('notIssued')}</dd>
        </div>
        <div>
          <dt>{t('warnings')}</dt>
          <dd>{deal.warnings === 0 ? '—' : <State kind="soon">{deal.warnings}</State>}</dd>
        </div>
      </dl>
      <Agreement differenceFen={deal.differenceFen} />
      {deal.periods.length > 0 && (
        <p className="no-print">
          <Link className="btn" to="/m/ip/$id/sheet" params={{ id: deal.id }}>
            {s('toSheet')}
          </Link>
        </p>
      )}
    </>
  );
}

/** What the desk does next, and the step into the next stage. */
function Next({ deal }: { deal: DealDetail }) {
  const { t, pick } = useText(securitizationText);
  const taken = useDealTaken();
  const { run, busy, refusal } = useIntent('POST /api/deals/:id/stage');
  const next = STAGES[STAGES.indexOf(deal.stage) + 1];
  const press = async () => {
    const result = await run({ params: { id: deal.id }, body: { version: deal.version } });
    if (result.ok === true) taken(result.answer);
  };
  return (
    <section className="desk-next">
      <h2 className="rail-title">{t('now')}</h2>
      <p>{t(`todo_${deal.stage}`)}</p>
      {!deal.mine && <p className="muted">{t('notMine', { post: pick(deal.post.name) })}</p>}
      {deal.mine && next !== undefined && (
        <button type="button" className="btn" aria-disabled={busy} onClick={() => void press()}>
          {t('advance', { stage: t(`stage_${next}`) })}
        </button>
      )}
      <Refused refusal={refusal} />
    </section>
  );
}

function Deal({ deal }: { deal: DealDetail }) {
  const { t } = useText(securitizationText);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const building = isBuilding(deal.stage) && deal.participants.length === 0;
  const waiting = deal.proposals.some(({ state }) => state === 'proposed');
  const selecting = deal.mine && building && !waiting;
  return (
    <div className="desk-page">
      <nav className="crumb no-print" aria-label={t('desk')}>
        <Link to="/m/ip">{t('desk')}</Link>
      </nav>
      <Head deal={deal} />
      <Next deal={deal} />
      <Proposals deal={deal} chosen={chosen} selecting={selecting && deal.stage === 'valuation'} />
      {(building || deal.candidates.length > 0) && (
        <Candidates deal={deal} chosen={chosen} onChosen={selecting ? setChosen : null} />
      )}
      {selecting && deal.candidates.length > 0 && <PoolChoice deal={deal} onTake={(ids) => setChosen(new Set(ids))} />}
      {(building || deal.papers.length > 0) && <Papers deal={deal} />}
      {deal.participants.length > 0 && <Participants deal={deal} />}
      {(deal.mine || deal.runs.length > 0) && <Runs deal={deal} chosen={chosen} />}
      {deal.periods.length > 0 && <Servicing deal={deal} />}
      <History deal={deal} />
    </div>
  );
}

/** One product with everything that its desk, its second person and its auditor need. */
export function DealPage() {
  const { t } = useText(securitizationText);
  const { id } = useParams({ from: '/m/ip/$id' });
  const me = useQuery(sessionQuery()).data;
  const query = useQuery(dealQuery(id));
  useTitle(query.data?.name ?? t('desk'));
  return (
    <Ask query={query} what={t('whatDeal')} heading={t('desk')} lines={16} phone={me?.district.phone ?? null}>
      {(deal) => <Deal key={deal.id} deal={deal} />}
    </Ask>
  );
}
