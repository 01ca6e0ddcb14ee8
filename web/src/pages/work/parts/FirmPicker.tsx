import type { FirmHit } from '@banfei/contracts';
import { useQuery } from '@tanstack/react-query';
import { type Ref, useMemo } from 'react';
import { useText } from '../../../text/useText.ts';
import { workCounterText } from '../../../text/workCounter.ts';
import { firmSearchQuery } from '../queries.ts';
import { type Choice, Combobox } from './Combobox.tsx';
import { recentFirms, rememberFirm } from './recents.ts';

const SHOWN = 8;

/** A company that exists, or a name that was only taken down. */
export type PickedFirm =
  | { readonly kind: 'known'; readonly hit: FirmHit }
  | { readonly kind: 'new'; readonly name: string };

interface FirmPickerProps {
  readonly id: string;
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly onPick: (firm: PickedFirm) => void;
  readonly inputRef?: Ref<HTMLInputElement>;
  readonly describedBy?: string;
  readonly invalid?: boolean;
}

/** Input methods put an apostrophe between syllables while they compose. */
const clean = (text: string): string => text.replace(/['’]/g, '').trim();

/** The desk's own recent companies first; otherwise the server's order stands. */
function ranked(hits: readonly FirmHit[], recents: readonly string[]): FirmHit[] {
  const rank = new Map(recents.map((id, at) => [id, at]));
  const placeOf = (hit: FirmHit) => rank.get(hit.id) ?? recents.length;
  return [...hits].sort((a, b) => placeOf(a) - placeOf(b));
}

function HitLabel({ hit, recent }: { hit: FirmHit; recent: boolean }) {
  const { t } = useText(workCounterText);
  return (
    <span className="choice">
      <b>
        {hit.name}
        {hit.provisional && <small> {t('firmProvisional')}</small>}
      </b>
      <small>
        {hit.code !== null && <span className="mono">{hit.code} </span>}
        {hit.areaNumber === null ? t('noArea') : t('areaOf', { number: hit.areaNumber })}
        {hit.matchedBy !== 'name' && ` · ${t(`matched_${hit.matchedBy}`)}`}
        {recent && ` · ${t('recent')}`}
        <span className="where"> {hit.address}</span>
      </small>
    </span>
  );
}

/** Finds a company while one types: initials, pinyin, any part of the name, the credit code or its end. */
export function FirmPicker({ id, text, onText, onPick, ...rest }: FirmPickerProps) {
  const { t } = useText(workCounterText);
  const q = clean(text);
  const found = useQuery(firmSearchQuery(q, 20));
  // Read once per list, not per key.
  const recents = useMemo(recentFirms, []);
  const hits = q === '' ? [] : ranked(found.data?.hits ?? [], recents).slice(0, SHOWN);
  const fresh = found.isSuccess && !found.isPlaceholderData;
  const choices: Choice[] = hits.map((hit) => ({
    id: hit.id,
    label: <HitLabel hit={hit} recent={recents.includes(hit.id)} />,
    act: () => {
      rememberFirm(hit.id);
      onPick({ kind: 'known', hit });
    },
  }));
  if (q.length >= 2 && fresh) {
    const name = text.trim();
    choices.push({
      id: 'new',
      label: (
        <span className="choice">
          <b>{t('firmTake', { name })}</b>
          {hits.length === 0 && <small>{t('firmNone')}</small>}
        </span>
      ),
      act: () => onPick({ kind: 'new', name }),
    });
  }
  return (
    <Combobox
      id={id}
      label={t('firm')}
      listLabel={t('firms')}
      text={text}
      onText={onText}
      choices={choices}
      placeholder={t('firmHint')}
      status={hits.length === 0 ? t('firmNone') : String(hits.length)}
      autoFocus
      fresh={q === '' || fresh || found.isError}
      {...rest}
    />
  );
}
