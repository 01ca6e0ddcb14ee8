import type { CapitalNeedRow } from '@banfei/contracts';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { Ask, Empty } from '../../parts/conditions.tsx';
import { State } from '../../parts/State.tsx';
import { Statement } from '../../parts/Statement.tsx';
import { useTitle } from '../../parts/useTitle.ts';
import { useText } from '../../text/useText.ts';
import { NeedForm } from './NeedForm.tsx';
import { capitalNeedsQuery } from './queries.ts';
import { capitalText } from './text.ts';
import { useNeedWords } from './words.ts';
import './capital.css';

function Row({ need }: { need: CapitalNeedRow }) {
  const { t, f } = useText(capitalText);
  const words = useNeedWords();
  return (
    <li className="capital-card">
      <h2 className="capital-name">
        <Link className="link" to="/e/capital/$id" params={{ id: need.id }}>
          {f.money(need.amountFen)} · {t(`form_${need.form}`)}
        </Link>
      </h2>
      <p className="capital-meta">
        <State kind={need.open ? 'inHand' : 'plain'}>{t(need.open ? 'open' : 'closed')}</State>
        <span>{words.sub(need)}</span>
      </p>
      <p>{need.purpose}</p>
      <p className="capital-meta">
        <span>
          {t('fits')} {need.fits}
        </span>
        <span>
          {t('waiting')} {need.asked}
        </span>
        <span>
          {t('made')} {need.made}
        </span>
      </p>
    </li>
  );
}

/** /e/capital: what money the company needs, and who fits; names come when both sides agree. */
export function OwnCapitalPage() {
  const { t } = useText(capitalText);
  useTitle(t('capital'));
  const navigate = useNavigate();
  const query = useQuery(capitalNeedsQuery());
  return (
    <Ask query={query} what={t('what')} heading={t('capital')} lines={8}>
      {({ needs }) => (
        <div className="capital">
          <Statement>{t('sayOwn')}</Statement>
          <NeedForm forFirm={false} onStated={({ id }) => void navigate({ to: '/e/capital/$id', params: { id } })} />
          {needs.length === 0 ? (
            <Empty>{t('noNeeds')}</Empty>
          ) : (
            <ul className="capital-list">
              {needs.map((need) => (
                <Row key={need.id} need={need} />
              ))}
            </ul>
          )}
        </div>
      )}
    </Ask>
  );
}
