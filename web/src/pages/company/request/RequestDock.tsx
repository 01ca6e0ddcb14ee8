import type { MatterDetail } from '@banfei/contracts';
import { Link } from '@tanstack/react-router';
import { Dock } from '../../../parts/Dock.tsx';
import { may } from '../../../parts/matter.ts';
import { CallButton } from '../../../parts/PostCard.tsx';
import { useText } from '../../../text/useText.ts';
import { SAY_FIELD } from './SayMore.tsx';
import { requestText } from './text.ts';

/** The phone's bottom bar: ring, say more, settle — whatever of it can be done now. */
export function RequestDock({ matter }: { matter: MatterDetail }) {
  const { t } = useText(requestText);
  const rates = matter.state === 'closed' && may(matter, 'rating') && matter.rating === null;
  const confirms = may(matter, 'confirmation');
  const says = may(matter, 'supplements') || may(matter, 'reopening');
  const sayKey = matter.state === 'closed' ? 'dockAgain' : matter.state === 'waiting' ? 'dockSupply' : 'dockAdd';
  const say = () => {
    const field = document.getElementById(SAY_FIELD);
    field?.scrollIntoView({ block: 'center' });
    field?.focus({ preventScroll: true });
  };
  return (
    <Dock label={t('dock')}>
      {matter.owner !== null && <CallButton post={matter.owner} label={t('dockCall')} />}
      {says && (
        <button type="button" className="btn" onClick={say}>
          {t(sayKey)}
        </button>
      )}
      {(confirms || rates) && (
        <Link className="btn" to="/e/requests/$number/confirm" params={{ number: matter.number }}>
          {t(rates ? 'dockRate' : matter.state === 'proposed' ? 'dockConfirm' : 'dockDone')}
        </Link>
      )}
    </Dock>
  );
}
