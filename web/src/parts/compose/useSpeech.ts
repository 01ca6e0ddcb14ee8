import { useCallback, useEffect, useRef, useState } from 'react';
import type { Language } from '../../text/language.ts';

/** The part of the Web Speech API that is used; browsers that have it name it differently and no library types it. */
interface Recognition {
  lang: string;
  continuous: boolean;
  interimResults: boolean;
  onresult:
    | ((event: {
        resultIndex: number;
        results: ArrayLike<ArrayLike<{ transcript: string }> & { isFinal: boolean }>;
      }) => void)
    | null;
  onerror: ((event: { error: string }) => void) | null;
  onend: (() => void) | null;
  start(): void;
  stop(): void;
  abort(): void;
}

type RecognitionMaker = new () => Recognition;

const maker = (): RecognitionMaker | null => {
  const host: { SpeechRecognition?: RecognitionMaker; webkitSpeechRecognition?: RecognitionMaker } = Object(window);
  return host.SpeechRecognition ?? host.webkitSpeechRecognition ?? null;
};

export interface Speech {
  readonly available: boolean;
  readonly listening: boolean;
  readonly refused: boolean;
  toggle(): void;
}

/** Dictation into a text. `onText` gets each finished phrase; what was typed stays editable all the time. */
export function useSpeech(lang: Language, onText: (phrase: string) => void): Speech {
  const [listening, setListening] = useState(false);
  const [refused, setRefused] = useState(false);
  const current = useRef<Recognition | null>(null);
  const take = useRef(onText);
  take.current = onText;
  useEffect(() => () => current.current?.abort(), []);
  const toggle = useCallback(() => {
    if (current.current !== null) {
      current.current.stop();
      return;
    }
    const Maker = maker();
    if (Maker === null) return;
    const recognition = new Maker();
    recognition.lang = lang === 'zh' ? 'zh-CN' : 'en-GB';
    recognition.continuous = true;
    recognition.interimResults = false;
    recognition.onresult = (event) => {
      for (let at = event.resultIndex; at < event.results.length; at += 1) {
        const result = event.results[at];
        if (result?.isFinal === true) take.current(result[0]?.transcript ?? '');
      }
    };
    recognition.onerror = (event) => setRefused(event.error !== 'no-speech' && event.error !== 'aborted');
    recognition.onend = () => {
      current.current = null;
      setListening(false);
    };
    current.current = recognition;
    setRefused(false);
    setListening(true);
    recognition.start();
  }, [lang]);
  return { available: maker() !== null, listening, refused, toggle };
}
