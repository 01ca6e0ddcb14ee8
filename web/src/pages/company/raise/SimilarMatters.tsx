import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { similarQuery } from '../../../api/queries.ts';
import { matterKind, stateKey } from '../../../parts/matter.ts';
import { State, StateGlyph } from '../../../parts/State.tsx';
import { matterText } from '../../../text/matter.ts';
import { useText } from '../../../text/useText.ts';
import { raiseText } from './text.ts';
import { useSettled } from './useSettled.ts';

/** Open matters of the company that say nearly the same. A hint to look at, never a gate. */
export function SimilarMatters({ firmId, text }: { firmId: string; text: string }) {
  const { t, pick } = useText(raiseText);
  const words = useText(matterText);
  const asked = useSettled([...text.trim()].slice(0, 500).join(''), 600);
  const query = useQuery({ ...similarQuery(firmId, asked), enabled: [...asked].length >= 6 });
  const rows = query.data?.rows ?? [];
  if (rows.length === 0) return null;
  return (
    <details className="alike">
      <summary>
        <StateGlyph kind="soon" /> {t('similar', { count: rows.length })}
      </summary>
      <ul>
        {rows.map((row) => (
          <li key={row.number}>
            <strong>{row.title}</strong>
            <span className="request-meta">
              <State kind={matterKind(row)}>{words.t(stateKey(row.state, row.outcome))}</State>
              <span className="mono">{row.number}</span>
              {row.owner !== null && <span>{pick(row.owner.name)}</span>}
            </span>
            <Link className="link" to="/e/requests/$number" params={{ number: row.number }}>
              {t('similarSame')}
            </Link>
          </li>
        ))}
      </ul>
      <p className="hint">{t('similarNot')}</p>
    </details>
  );
}
