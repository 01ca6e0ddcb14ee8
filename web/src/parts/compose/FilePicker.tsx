import { useRef } from 'react';
import { useText } from '../../text/useText.ts';
import { Icon } from '../icons.tsx';
import { composeText } from './text.ts';
import { ACCEPT, FILE_COUNT, FILE_LIMIT_MB, type FileFault, type FileItem, type Files } from './useFiles.ts';
import './compose.css';

/** Opens the phone's camera or the file chooser. */
export function FileButton({ files, label }: { files: Files; label?: string }) {
  const { t } = useText(composeText);
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <button type="button" className="btn quiet" onClick={() => input.current?.click()}>
        <Icon name="clip" />
        {label ?? t('addFiles')}
      </button>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        accept={ACCEPT}
        onChange={(event) => {
          files.add(event.currentTarget.files ?? []);
          event.currentTarget.value = '';
        }}
      />
    </>
  );
}

/** Sentences about files that were not taken. */
export function useFileFaults(faults: readonly FileFault[]): string[] {
  const { t, f } = useText(composeText);
  return faults.map((fault) =>
    t(fault.reason, { name: fault.name, size: f.bytes(fault.bytes), limit: FILE_LIMIT_MB, count: FILE_COUNT }),
  );
}

function FileLine({ item, files }: { item: FileItem; files: Files }) {
  const { t, f, pick } = useText(composeText);
  const share = Math.round(item.share * 100);
  const words = { sending: t('sending', { share }), ready: t('ready'), kept: t('kept'), refused: '' } as const;
  return (
    <li>
      <span className="name">
        {item.name}
        <small>
          {f.bytes(item.file.size)} · {item.state === 'refused' ? '' : words[item.state]}
          {item.refusal !== null && item.state === 'refused' && (
            <span className="fault">{pick(item.refusal.sentence)}</span>
          )}
        </small>
      </span>
      {item.state === 'sending' && <progress max={100} value={share} aria-label={item.name} />}
      {(item.state === 'kept' || item.state === 'refused') && (
        <button type="button" onClick={() => files.retry(item.id)} aria-label={t('again', { name: item.name })}>
          ↻
        </button>
      )}
      <button type="button" onClick={() => files.remove(item.id)} aria-label={t('remove', { name: item.name })}>
        <Icon name="close" size={16} />
      </button>
    </li>
  );
}

/** The chosen files with how far each has come. */
export function FileItems({ files }: { files: Files }) {
  const faults = useFileFaults(files.faults);
  return (
    <>
      {files.items.length > 0 && (
        <ul className="file-list">
          {files.items.map((item) => (
            <FileLine key={item.id} item={item} files={files} />
          ))}
        </ul>
      )}
      {faults.length > 0 && (
        <div className="composer-faults" role="alert">
          {faults.map((fault) => (
            <p key={fault} className="fault">
              {fault}
            </p>
          ))}
        </div>
      )}
    </>
  );
}
