import type { EndingPreview, LinkFate } from '@banfei/contracts';
import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useIntent } from '../../../api/intent.ts';
import { Ask, Empty, ErrorSummary, type Fault, Trouble } from '../../../parts/conditions.tsx';
import { gatherFaults, short } from '../../../parts/form.ts';
import { InputField } from '../../../parts/InputField.tsx';
import { SelectField } from '../../../parts/SelectField.tsx';
import { Statement } from '../../../parts/Statement.tsx';
import { Table } from '../../../parts/Table.tsx';
import { useTitle } from '../../../parts/useTitle.ts';
import { useText } from '../../../text/useText.ts';
import { today } from '../../../text/wall.ts';
import { FirmPicker } from '../../work/parts/FirmPicker.tsx';
import { firmQuery } from '../../work/queries.ts';
import { organizationQuery } from '../network/queries.ts';
import { FacilityField } from './HostFields.tsx';
import { NOBODY, OrganizationPicker, type Picked } from './OrganizationPicker.tsx';
import { endingQuery, facilitiesQuery, useRegisterChanged } from './queries.ts';
import type { Subject } from './subjects.ts';
import { registerText } from './text.ts';
import '../../../parts/rows.css';
import './register.css';

const route = getRouteApi('/m/endings/$subject/$id');

/** Its name, from the page that it already has. */
function useName(subject: Subject, id: string): string {
  const { pick } = useText(registerText);
  const firm = useQuery({ ...firmQuery(id), enabled: subject === 'firms' }).data;
  const organization = useQuery({ ...organizationQuery(id), enabled: subject === 'organizations' }).data;
  const facilities = useQuery({ ...facilitiesQuery(), enabled: subject === 'facilities' }).data?.facilities ?? [];
  const named = organization ?? facilities.find((facility) => facility.id === id);
  return firm?.name ?? (named === undefined ? '' : pick(named.name));
}

interface IntoProps {
  readonly subject: Subject;
  readonly id: string;
  readonly into: Picked;
  readonly onInto: (into: Picked) => void;
}

/** The one that goes on, found in the register of its kind. */
function Into({ subject, id, into, onInto }: IntoProps) {
  const { t } = useText(registerText);
  if (subject === 'organizations')
    return <OrganizationPicker id="end-into" label={t('into')} picked={into} onPick={onInto} without={[id]} />;
  if (subject === 'facilities')
    return (
      <FacilityField
        id="end-into"
        label={t('into')}
        value={into.id}
        onValue={(chosen) => onInto({ id: chosen, text: chosen })}
        without={id}
      />
    );
  return (
    <div className="field">
      <label htmlFor="end-into">{t('into')}</label>
      <FirmPicker
        id="end-into"
        text={into.text}
        onText={(text) => onInto({ id: '', text })}
        onPick={(picked) => {
          if (picked.kind === 'known') onInto({ id: picked.hit.id, text: picked.hit.name });
        }}
      />
    </div>
  );
}

/** Every kind of link with what becomes of it. */
function Fates({ links }: { links: readonly LinkFate[] }) {
  const { t } = useText(registerText);
  if (links.length === 0) return <Empty>{t('hangsNothing')}</Empty>;
  const kept = links.some((fate) => fate.kind === 'matter' && fate.kept > 0);
  return (
    <Table
      label={t('hangs')}
      rows={links}
      keyOf={({ kind }) => kind}
      columns={[
        { id: 'link', name: t('link'), kind: 'name', cell: ({ kind }) => t(`link_${kind}`) },
        { id: 'moved', name: t('goesOn'), kind: 'number', cell: ({ moved }) => moved },
        { id: 'ended', name: t('ends'), kind: 'number', cell: ({ ended }) => ended },
        { id: 'kept', name: t('stays'), kind: 'number', cell: (fate) => fate.kept },
      ]}
      {...(kept ? { foot: t('stayNote') } : {})}
    />
  );
}

/** The ending as it would be today; a refusal says what has to be registered first. */
function Hangs({ preview, chosen }: { preview: UseQueryResult<EndingPreview>; chosen: boolean }) {
  const { t } = useText(registerText);
  return (
    <section className="register-hangs" aria-label={t('hangs')}>
      <h2 className="sec-title">{t('hangs')}</h2>
      {chosen ? (
        <Ask query={preview} what={t('whatHangs')} lines={3}>
          {({ links }) => <Fates links={links} />}
        </Ask>
      ) : (
        <p className="muted">{t('chooseFirst')}</p>
      )}
    </section>
  );
}

function Back({ subject, id, name }: { subject: Subject; id: string; name: string }) {
  const { t } = useText(registerText);
  const words = t('back', { name });
  if (subject === 'firms')
    return (
      <Link className="link" to="/w/firms/$id" params={{ id }}>
        {words}
      </Link>
    );
  return (
    <Link className="link" to={subject === 'facilities' ? '/m/facilities/$id' : '/m/organizations/$id'} params={{ id }}>
      {words}
    </Link>
  );
}

interface EndFormProps {
  readonly subject: Subject;
  readonly id: string;
  readonly onEnded: (links: readonly LinkFate[]) => void;
}

function EndForm({ subject, id, onEnded }: EndFormProps) {
  const { t, pick } = useText(registerText);
  const changed = useRegisterChanged();
  const [way, setWay] = useState<'alone' | 'into'>('alone');
  const [into, setInto] = useState(NOBODY);
  const [form, setForm] = useState({ document: '', endedOn: today() });
  const [faults, setFaults] = useState<readonly Fault[]>([]);
  const { run, busy, refusal } = useIntent(`POST /api/${subject}/:id/ending`);
  const intoId = way === 'into' && into.id !== '' ? into.id : null;
  const chosen = way === 'alone' || intoId !== null;
  const preview = useQuery({ ...endingQuery(subject, id, intoId), enabled: chosen });
  const send = async (event: FormEvent) => {
    event.preventDefault();
    const found = gatherFaults([
      [!chosen, 'end-into', t('intoFault')],
      [short(form.document), 'end-document', t('documentFault')],
      [form.endedOn === '', 'end-day', t('dayFault')],
    ]);
    setFaults(found);
    if (found.length > 0) return;
    const body = { document: form.document.trim(), endedOn: form.endedOn, ...(intoId === null ? {} : { intoId }) };
    const result = await run({ params: { id }, body });
    if (result.ok !== true) return;
    onEnded('links' in result.answer ? result.answer.links : (preview.data?.links ?? []));
    await changed();
  };
  return (
    <form className="register-form" noValidate onSubmit={(event) => void send(event)}>
      <ErrorSummary faults={faults} />
      <SelectField
        id="end-way"
        label={t('way')}
        value={way}
        options={(['alone', 'into'] as const).map((value) => ({ value, label: t(`way_${value}`) }))}
        onValue={setWay}
      />
      {way === 'into' && <Into subject={subject} id={id} into={into} onInto={setInto} />}
      <Hangs preview={preview} chosen={chosen} />
      <Trouble text={refusal === null ? '' : pick(refusal.sentence)} />
      <InputField
        id="end-document"
        label={t('endDocument')}
        value={form.document}
        onValue={(document) => setForm({ ...form, document })}
        invalid={faults.some(({ field }) => field === 'end-document')}
      />
      <InputField
        id="end-day"
        label={t('endDay')}
        type="date"
        value={form.endedOn}
        onValue={(endedOn) => setForm({ ...form, endedOn })}
        invalid={faults.some(({ field }) => field === 'end-day')}
      />
      {preview.data !== undefined && (
        <button type="submit" className="btn pri big" aria-disabled={busy}>
          {t('endDo')}
        </button>
      )}
    </form>
  );
}

/** What hangs on a company, a facility or an organization, and what becomes of it; then the end itself. */
export function EndingPage() {
  const { t } = useText(registerText);
  const { subject, id } = route.useParams();
  const name = useName(subject, id);
  const [links, setLinks] = useState<readonly LinkFate[] | null>(null);
  useTitle(t('ending'));
  return (
    <div className="register-page">
      <nav className="crumb">
        <Back subject={subject} id={id} name={name} />
      </nav>
      <Statement sub={t(links === null ? 'endingSay' : 'endedSay')}>
        {links === null ? t('endingOf', { name }) : `${name}：${t('ended')}`}
      </Statement>
      {links === null ? (
        <>
          {subject === 'firms' && <p className="hint">{t('firmMove')}</p>}
          <EndForm subject={subject} id={id} onEnded={setLinks} />
        </>
      ) : (
        <div role="status" className="register-done">
          <Fates links={links} />
        </div>
      )}
    </div>
  );
}
