import { useSettings } from '../../../text/settings.ts';
import { useText } from '../../../text/useText.ts';
import { workText } from '../../../text/work.ts';
import { Sheet } from './Sheet.tsx';

const KEYS = [
  ['J', 'key_next'],
  ['K', 'key_previous'],
  ['Enter', 'key_open'],
  ['A', 'key_accept'],
  ['D', 'key_decline'],
  ['R', 'key_reply'],
  ['N', 'key_note'],
  ['H', 'key_handOver'],
  ['W', 'key_wait'],
  ['E', 'key_finish'],
  ['/', 'key_search'],
  ['Ctrl + Enter', 'key_send'],
  ['?', 'key_help'],
] as const;

/** The list of keys, opened with ? or from the page. */
export function KeySheet({ onClose }: { onClose: () => void }) {
  const { t } = useText(workText);
  const { keys } = useSettings();
  return (
    <Sheet title={t('keysTitle')} onClose={onClose}>
      <dl className="key-list">
        {KEYS.map(([key, words]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{t(words)}</dd>
          </div>
        ))}
      </dl>
      <p className="hint">{t(keys ? 'keysNote' : 'keysOffNow')}</p>
    </Sheet>
  );
}
