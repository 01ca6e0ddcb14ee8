import type { CapitalNeedView } from '@banfei/contracts';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { Ask } from '../../parts/conditions.tsx';
import { Statement } from '../../parts/Statement.tsx';
import { useTitle } from '../../parts/useTitle.ts';
import { useText } from '../../text/useText.ts';
import { CloseNeedForm } from './Acts.tsx';
import { Introductions } from './Introductions.tsx';
import { Matches } from './Matches.tsx';
import { capitalNeedQuery } from './queries.ts';
import { capitalText } from './text.ts';
import { useNeedWords } from './words.ts';
import './capital.css';

function Need({ need, staff }: { need: CapitalNeedView; staff: boolean }) {
  const { t, pick } = useText(capitalText);
  const words = useNeedWords();
  return (
    <div className="capital">
      <nav className="crumb">
        {staff ? <Link to="/m/capital">{t('capital')}</Link> : <Link to="/e/capital">{t('capital')}</Link>}
      </nav>
      <Statement sub={words.sub(need)}>{words.say(need)}</Statement>
      <p>
        <b>{t('profile')}</b>
        <br />
        {pick(need.profile)}
      </p>
      {need.recused && <p className="hint">{t('recused')}</p>}
      {need.introductions.length > 0 && <Introductions need={need} staff={staff} />}
      {need.open && <Matches need={need} staff={staff} />}
      {need.introductions.length === 0 && <Introductions need={need} staff={staff} />}
      {need.mine && need.open && <CloseNeedForm need={need} />}
    </div>
  );
}

function NeedOf({ id, staff }: { id: string; staff: boolean }) {
  const { t } = useText(capitalText);
  const query = useQuery(capitalNeedQuery(id));
  useTitle(t('capital'));
  return (
    <Ask query={query} what={t('whatNeed')} heading={t('capital')} lines={12}>
      {(need) => <Need need={need} staff={staff} />}
    </Ask>
  );
}

/** /e/capital/$id: one need of the own company, with investors that have no names until both agree. */
export function OwnNeedPage() {
  const { id } = useParams({ from: '/e/capital/$id' });
  return <NeedOf id={id} staff={false} />;
}

/** /m/capital/$id: one need of a company, with everybody's names, answers and outcomes. */
export function NeedPage() {
  const { id } = useParams({ from: '/m/capital/$id' });
  return <NeedOf id={id} staff />;
}
