import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useText } from '../../text/useText.ts';
import { byDistance } from './order.ts';
import { reachQuery } from './queries.ts';
import { SchemeRow } from './SchemeRow.tsx';
import { reachText } from './text.ts';
import './reach.css';

const SHOWN = 2;

/** The schemes that a company is nearest to, on its home page; nothing while there is nothing to say. */
export function NearReach() {
  const { t } = useText(reachText);
  const { data } = useQuery(reachQuery(null));
  if (data === undefined) return null;
  const open = data.schemes.filter(({ outcome }) => outcome !== 'met').sort(byDistance);
  return (
    <section className="reach">
      <div className="sec-head">
        <h2 className="sec-title">{t('reach')}</h2>
        <Link className="link" to="/e/reach">
          {t('all', { count: data.schemes.length })}
        </Link>
      </div>
      {data.facts.length === 0 ? (
        <p>{t('sayNone')}</p>
      ) : (
        <ul className="reach-list">
          {open.slice(0, SHOWN).map((line) => (
            <SchemeRow key={line.id} line={line} firmId={null} />
          ))}
        </ul>
      )}
    </section>
  );
}
