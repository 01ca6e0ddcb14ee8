import type { ImportReport } from '@banfei/contracts';
import { type DragEvent, useRef, useState } from 'react';
import { newKey } from '../../../api/intent.ts';
import { type ApiRefusal, asRefusal } from '../../../api/refusal.ts';
import { upload } from '../../../api/send.ts';
import { Problem } from '../../../parts/conditions.tsx';
import { useText } from '../../../text/useText.ts';
import { workFirmsText } from '../../../text/workFirms.ts';

const LIMIT_MB = 50;

interface Going {
  readonly file: File;
  readonly key: string;
  readonly share: number;
}

/** One file on its way. The same file sent again after a lost answer keeps its key and is not read twice. */
function useFileSend(onReport: (report: ImportReport) => void) {
  const { t, f } = useText(workFirmsText);
  const [going, setGoing] = useState<Going | null>(null);
  const [refusal, setRefusal] = useState<ApiRefusal | null>(null);
  const [fault, setFault] = useState('');
  const start = async (file: File, key: string) => {
    setRefusal(null);
    setGoing({ file, key, share: 0 });
    try {
      const onProgress = (share: number) => setGoing({ file, key, share });
      onReport(await upload('/api/firm-imports', { file, name: file.name, key, onProgress }));
    } catch (error) {
      setRefusal(asRefusal(error));
    }
  };
  const take = (file: File | undefined) => {
    if (file === undefined) return;
    const { name } = file;
    setRefusal(null);
    setGoing(null);
    if (!/\.(csv|txt|xlsx)$/i.test(name)) return setFault(t('wrongType', { name }));
    if (file.size > LIMIT_MB * 1024 * 1024) {
      return setFault(t('tooBig', { name, size: f.bytes(file.size), limit: LIMIT_MB }));
    }
    setFault('');
    void start(file, newKey());
  };
  const again = () => {
    if (going !== null) void start(going.file, refusal?.outcome === 'unknown' ? going.key : newKey());
  };
  return { going, refusal, fault, take, again };
}

/** Chooses or drops the file, and says how far it has come. */
export function ImportFile({ onReport }: { onReport: (report: ImportReport) => void }) {
  const { t } = useText(workFirmsText);
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const { going, refusal, fault, take, again } = useFileSend(onReport);
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer.files[0]);
  };
  const busy = going !== null && refusal === null;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is a second way beside the button.
    <div
      className={over ? 'drop over' : 'drop'}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={onDrop}
    >
      <button type="button" className="btn pri big" aria-disabled={busy} onClick={() => input.current?.click()}>
        {t('chooseFile')}
      </button>
      <input
        ref={input}
        type="file"
        hidden
        accept=".csv,.txt,.xlsx"
        onChange={(event) => {
          take(event.currentTarget.files?.[0]);
          event.currentTarget.value = '';
        }}
      />
      <p className="hint">{t('fileHint', { limit: LIMIT_MB })}</p>
      <a className="link" href="/api/firm-imports/template" download>
        {t('template')}
      </a>
      {busy && (
        <p role="status">
          {going.file.name} · {going.share < 1 ? t('sending', { share: Math.round(going.share * 100) }) : t('reading')}{' '}
          <progress max={1} value={going.share} aria-label={going.file.name} />
        </p>
      )}
      {fault !== '' && (
        <p className="fault" role="alert">
          {fault}
        </p>
      )}
      {refusal !== null && <Problem error={refusal} onRetry={again} />}
    </div>
  );
}
