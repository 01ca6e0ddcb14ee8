import type { CapitalNeedView } from '@banfei/contracts';
import { useIntent } from '../../api/intent.ts';
import { Trouble } from '../../parts/conditions.tsx';
import { State } from '../../parts/State.tsx';
import { useText } from '../../text/useText.ts';
import { Investor } from './Investor.tsx';
import { useNeedTaken } from './queries.ts';
import { capitalText } from './text.ts';

interface MatchProps {
  readonly need: CapitalNeedView;
  readonly match: CapitalNeedView['matches'][number];
  readonly staff: boolean;
}

/** One investor with every criterion and its values; the one that is missed says by how much. */
function Match({ need, match, staff }: MatchProps) {
  const { t, pick } = useText(capitalText);
  const taken = useNeedTaken();
  const { run, busy, refusal } = useIntent('POST /api/capital-needs/:id/introductions');
  const press = async () => {
    const result = await run({ params: { id: need.id }, body: { investorId: match.investor.id } });
    if (result.ok === true) taken(result.answer);
  };
  return (
    <li className="capital-card">
      <Investor investor={match.investor} />
      <p>
        <State kind={match.fits ? 'done' : 'soon'}>{t(match.fits ? 'allFit' : 'oneOff')}</State>
      </p>
      <ul className="capital-reasons">
        {match.reasons.map(({ criterion, met, sentence }) => (
          <li key={criterion} className={met ? 'met' : 'missed'}>
            {pick(sentence)}
          </li>
        ))}
      </ul>
      <Trouble text={refusal === null ? '' : pick(refusal.sentence)} />
      {need.mine && (
        <button type="button" className="btn pri" aria-disabled={busy} onClick={() => void press()}>
          {t(staff ? 'askStaff' : 'ask')}
        </button>
      )}
    </li>
  );
}

/** Who fits a need, the best first. */
export function Matches({ need, staff }: { need: CapitalNeedView; staff: boolean }) {
  const { t } = useText(capitalText);
  return (
    <section>
      <h2 className="sec-title">{t('matches')}</h2>
      {need.matches.length === 0 ? (
        <p className="muted">{t('noMatches')}</p>
      ) : (
        <ul className="capital-list">
          {need.matches.map((match) => (
            <Match key={match.investor.id} need={need} match={match} staff={staff} />
          ))}
        </ul>
      )}
    </section>
  );
}
