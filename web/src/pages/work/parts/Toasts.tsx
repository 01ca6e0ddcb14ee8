import { Link } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { isConflict } from '../../../parts/conditions.tsx';
import { Icon } from '../../../parts/icons.tsx';
import { useText } from '../../../text/useText.ts';
import { workText } from '../../../text/work.ts';
import { dropNotice, useNotices } from './notices.ts';
import { dismiss, type Outgoing, sendNow, takeBack, useLeaveGuard, useOutgoing } from './outgoing.ts';
import './parts.css';

/** Whole seconds until an instant, counted down while it lies ahead. */
function useSecondsTo(until: number): number {
  const left = () => Math.max(0, Math.ceil((until - Date.now()) / 1000));
  const [seconds, setSeconds] = useState(left);
  useEffect(() => {
    const timer = setInterval(() => setSeconds(Math.max(0, Math.ceil((until - Date.now()) / 1000))), 250);
    return () => clearInterval(timer);
  }, [until]);
  return seconds;
}

function Reply({ entry }: { entry: Outgoing }) {
  const { t, pick } = useText(workText);
  const seconds = useSecondsTo(entry.until);
  const firm = entry.firmName;
  if (entry.state === 'waiting') {
    return (
      <li className="toast">
        <span aria-live="off">{t('willSend', { seconds, firm })}</span>
        <button type="button" onClick={() => takeBack(entry.id)}>
          {t('undo')}
        </button>
        <button type="button" onClick={() => sendNow(entry.id)}>
          {t('sendAtOnce')}
        </button>
      </li>
    );
  }
  if (entry.state !== 'held') {
    return <li className="toast">{t(entry.state === 'sent' ? 'sentTo' : 'sendingTo', { firm })}</li>;
  }
  const { refusal } = entry;
  const reason = refusal === null || isConflict(refusal) ? t('heldConflict') : pick(refusal.sentence);
  return (
    <li className="toast held">
      <span>{t('held', { firm, reason })}</span>
      <Link to="/w/req/$number" params={{ number: entry.number }}>
        {t('look')}
      </Link>
      <button type="button" className="icon" onClick={() => dismiss(entry.id)} aria-label={t('close')}>
        <Icon name="close" size={16} />
      </button>
    </li>
  );
}

/** Replies on their way and short notices, above everything, in one place. */
export function Toasts() {
  const { t } = useText(workText);
  const outgoing = useOutgoing();
  const notices = useNotices();
  useLeaveGuard(t('leaveWarning'));
  return (
    <section className="toasts no-print" aria-label={t('notices')}>
      <ul aria-live="polite">
        {outgoing.map((entry) => (
          <Reply key={entry.id} entry={entry} />
        ))}
        {notices.map((notice) => (
          <li key={notice.id} className="toast">
            <span>{notice.text}</span>
            {notice.action !== undefined && (
              <button
                type="button"
                onClick={() => {
                  notice.action?.act();
                  dropNotice(notice.id);
                }}
              >
                {notice.action.label}
              </button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
