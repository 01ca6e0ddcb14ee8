import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useIntent } from '../../../api/intent.ts';
import { useText } from '../../../text/useText.ts';
import { workFirmsText } from '../../../text/workFirms.ts';
import { notify } from '../parts/notices.ts';
import { Sheet } from '../parts/Sheet.tsx';
import { CellMap } from './CellMap.tsx';
import { type LonLat, readLonLat } from './lonlat.ts';

interface PlaceSheetProps {
  readonly siteId: string;
  readonly name: string;
  readonly address: string;
  readonly at: LonLat | null;
  readonly onClose: () => void;
}

/** Puts an address in its place: by coordinates from a map, or by a cell of the district's own. */
export function PlaceSheet({ siteId, name, address, at, onClose }: PlaceSheetProps) {
  const { t, pick } = useText(workFirmsText);
  const client = useQueryClient();
  const intent = useIntent('PUT /api/sites/:id/place');
  const [text, setText] = useState(at === null ? '' : at.join(', '));
  const [fault, setFault] = useState('');
  const spot = readLonLat(text);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (spot === null) return setFault(t('placeNeeded'));
    setFault('');
    const [lon, lat] = spot;
    const result = await intent.run({ params: { id: siteId }, body: { lon, lat } });
    if (result.ok !== true) return;
    const { areaNumber } = result.answer;
    notify(areaNumber === null ? t('placeOutside', { name }) : t('placeDone', { name, number: areaNumber }));
    onClose();
    await client.invalidateQueries({ queryKey: ['firms'] });
  };
  const problem = intent.refusal === null ? fault : pick(intent.refusal.sentence);
  return (
    <Sheet title={t('placeTitle', { name })} onClose={onClose}>
      <form className="step-form" onSubmit={(event) => void submit(event)} noValidate>
        <p className="muted">{address === '' ? t('noAddress') : address}</p>
        <div className="field">
          <label htmlFor="lonlat">{t('placeField')}</label>
          <span className="hint" id="lonlat-hint">
            {t('placeHint')}
          </span>
          <input
            id="lonlat"
            className="input mono"
            inputMode="decimal"
            autoComplete="off"
            aria-describedby="lonlat-hint lonlat-fault"
            aria-invalid={problem !== ''}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
          />
        </div>
        <CellMap spot={spot} onSpot={([lon, lat]) => setText(`${lon.toFixed(6)}, ${lat.toFixed(6)}`)} />
        <p className="fault" id="lonlat-fault" role="alert">
          {problem}
        </p>
        <div className="acts">
          <button type="submit" className="btn pri" aria-disabled={intent.busy}>
            {t('placeSend')}
          </button>
          <button type="button" className="btn quiet" onClick={onClose}>
            {t('cancel')}
          </button>
        </div>
      </form>
    </Sheet>
  );
}
