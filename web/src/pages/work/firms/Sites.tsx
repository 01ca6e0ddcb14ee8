import type { SiteView } from '@banfei/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useIntent } from '../../../api/intent.ts';
import { State } from '../../../parts/State.tsx';
import { useText } from '../../../text/useText.ts';
import { workFirmsText } from '../../../text/workFirms.ts';
import { notify } from '../parts/notices.ts';
import { Sheet } from '../parts/Sheet.tsx';
import { PlaceSheet } from './PlaceSheet.tsx';

function Site({ site, onPlace }: { site: SiteView; onPlace: () => void }) {
  const { t, pick } = useText(workFirmsText);
  return (
    <li>
      <p>
        <small className="muted">{t(`site_${site.kind}`)}</small> <b>{site.name}</b>
      </p>
      <p className="site-where">
        {site.address}
        {site.facility !== null && `（${pick(site.facility)}）`}
      </p>
      <p className="site-where">
        {site.areaNumber === null ? (
          <State kind="soon">{t('notPlaced')}</State>
        ) : (
          <span>{t('areaOf', { number: site.areaNumber })}</span>
        )}
        {site.placedBy !== null && <span className="muted">{t(`placed_${site.placedBy}`)}</span>}
        <button type="button" className="link" onClick={onPlace}>
          {t('place')}
        </button>
      </p>
    </li>
  );
}

function AddSite({ firmId, onClose }: { firmId: string; onClose: () => void }) {
  const { t, pick } = useText(workFirmsText);
  const client = useQueryClient();
  const intent = useIntent('POST /api/firms/:id/sites');
  const [name, setName] = useState('');
  const [address, setAddress] = useState('');
  const [fault, setFault] = useState('');
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() === '' || address.trim() === '') return setFault(t('siteNeeded'));
    setFault('');
    const result = await intent.run({ params: { id: firmId }, body: { name: name.trim(), address: address.trim() } });
    if (result.ok !== true) return;
    await client.invalidateQueries({ queryKey: ['firms'] });
    notify(t('siteAdded', { name: result.answer.name }));
    onClose();
  };
  const problem = intent.refusal === null ? fault : pick(intent.refusal.sentence);
  return (
    <Sheet title={t('addSite')} onClose={onClose}>
      <form className="step-form" onSubmit={(event) => void submit(event)} noValidate>
        <div className="field">
          <label htmlFor="site-name">{t('siteName')}</label>
          <input
            id="site-name"
            className="input"
            maxLength={120}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
        </div>
        <div className="field">
          <label htmlFor="site-address">{t('siteAddress')}</label>
          <input
            id="site-address"
            className="input"
            maxLength={200}
            value={address}
            onChange={(event) => setAddress(event.currentTarget.value)}
          />
        </div>
        {problem !== '' && (
          <p className="fault" role="alert">
            {problem}
          </p>
        )}
        <div className="acts">
          <button type="submit" className="btn pri" aria-disabled={intent.busy}>
            {t('siteAdd')}
          </button>
          <button type="button" className="btn quiet" onClick={onClose}>
            {t('cancel')}
          </button>
        </div>
      </form>
    </Sheet>
  );
}

/** Where a company is, and how each site came to its area. */
export function Sites({ firmId, sites }: { firmId: string; sites: readonly SiteView[] }) {
  const { t } = useText(workFirmsText);
  const [adding, setAdding] = useState(false);
  const [placing, setPlacing] = useState<SiteView | null>(null);
  return (
    <section>
      <h2 className="rail-title">{t('sites')}</h2>
      <ul className="sites">
        {sites.map((site) => (
          <Site key={site.id} site={site} onPlace={() => setPlacing(site)} />
        ))}
      </ul>
      <button type="button" className="btn" onClick={() => setAdding(true)}>
        {t('addSite')}
      </button>
      {adding && <AddSite firmId={firmId} onClose={() => setAdding(false)} />}
      {placing !== null && (
        <PlaceSheet
          siteId={placing.id}
          name={placing.name}
          address={placing.address}
          at={placing.lon === null || placing.lat === null ? null : [placing.lon, placing.lat]}
          onClose={() => setPlacing(null)}
        />
      )}
    </section>
  );
}
