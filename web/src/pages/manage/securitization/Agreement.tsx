import { State } from '../../../parts/State.tsx';
import { useText } from '../../../text/useText.ts';
import { securitizationText } from './text.ts';

/** A total beside its rows: they add up, or by how much they do not. */
export function Agreement({ differenceFen }: { differenceFen: number | null }) {
  const { t, f } = useText(securitizationText);
  if (differenceFen === null) return null;
  return (
    <p>
      <State kind={differenceFen === 0 ? 'done' : 'late'}>
        {differenceFen === 0 ? t('agrees') : t('differs', { money: f.yuan(differenceFen) })}
      </State>
    </p>
  );
}
