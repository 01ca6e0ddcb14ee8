import { useText } from '../../text/useText.ts';
import { Icon } from '../icons.tsx';
import { composeText } from './text.ts';
import type { Speech } from './useSpeech.ts';
import './compose.css';

/** Dictation. Absent where the browser cannot listen. */
export function SpeechButton({ speech, big = false }: { speech: Speech; big?: boolean }) {
  const { t } = useText(composeText);
  if (!speech.available) return null;
  return (
    <button
      type="button"
      className={`btn ${big ? '' : 'quiet'}${speech.listening ? ' on' : ''}`}
      aria-pressed={speech.listening}
      onClick={speech.toggle}
    >
      <Icon name="mic" />
      {t(speech.listening ? 'speakStop' : 'speak')}
    </button>
  );
}

export function SpeechNotice({ speech }: { speech: Speech }) {
  const { t } = useText(composeText);
  return (
    <p className={speech.refused ? 'fault' : 'hint'} aria-live="polite">
      {speech.listening ? t('listening') : speech.refused ? t('speechRefused') : ''}
    </p>
  );
}
