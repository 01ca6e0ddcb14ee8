import { useQuery } from '@tanstack/react-query';
import { SelectField } from '../../../parts/SelectField.tsx';
import { useText } from '../../../text/useText.ts';
import { FirmPicker } from '../../work/parts/FirmPicker.tsx';
import { NOBODY, type Picked } from './OrganizationPicker.tsx';
import { facilitiesQuery } from './queries.ts';
import { registerText } from './text.ts';

/** Where an organization is hosted; `kept` leaves the register as it is. */
export interface HostChoice {
  readonly kind: 'kept' | 'firm' | 'facility';
  readonly firm: Picked;
  readonly facilityId: string;
}
export const KEPT_HOST: HostChoice = { kind: 'kept', firm: NOBODY, facilityId: '' };

/** The member of the body that says it. */
export const hostBody = ({ kind, firm, facilityId }: HostChoice): { firmId?: string; facilityId?: string } =>
  kind === 'firm' ? { firmId: firm.id } : kind === 'facility' ? { facilityId } : {};

export const hostMissing = ({ kind, firm, facilityId }: HostChoice): boolean =>
  (kind === 'firm' && firm.id === '') || (kind === 'facility' && facilityId === '');

/** One of the facilities that are open. */
export function FacilityField(given: {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly onValue: (id: string) => void;
  readonly without?: string;
}) {
  const { pick } = useText(registerText);
  const { id, label, value, onValue, without = '' } = given;
  const open = (useQuery(facilitiesQuery()).data?.facilities ?? []).filter(
    (facility) => facility.endedOn === null && facility.id !== without,
  );
  const options = [
    { value: '', label: '—' },
    ...open.map((facility) => ({ value: facility.id, label: pick(facility.name) })),
  ];
  return <SelectField id={id} label={label} value={value} options={options} onValue={onValue} />;
}

interface HostFieldsProps {
  readonly host: HostChoice;
  readonly onHost: (host: HostChoice) => void;
  /** What leaving it alone means: no host for a new organization, the present one for a change. */
  readonly keptLabel: string;
}

/** A company, a facility, or neither; the list of the chosen kind follows. */
export function HostFields({ host, onHost, keptLabel }: HostFieldsProps) {
  const { t } = useText(registerText);
  return (
    <>
      <SelectField
        id="host-kind"
        label={t('host')}
        value={host.kind}
        options={[
          { value: 'kept', label: keptLabel },
          { value: 'firm', label: t('host_firm') },
          { value: 'facility', label: t('host_facility') },
        ]}
        onValue={(kind) => onHost({ ...host, kind })}
      />
      {host.kind === 'firm' && (
        <div className="field">
          <label htmlFor="host-firm">{t('firm')}</label>
          <FirmPicker
            id="host-firm"
            text={host.firm.text}
            onText={(text) => onHost({ ...host, firm: { id: '', text } })}
            onPick={(picked) => {
              if (picked.kind === 'known') onHost({ ...host, firm: { id: picked.hit.id, text: picked.hit.name } });
            }}
          />
        </div>
      )}
      {host.kind === 'facility' && (
        <FacilityField
          id="host-facility"
          label={t('facility')}
          value={host.facilityId}
          onValue={(facilityId) => onHost({ ...host, facilityId })}
        />
      )}
    </>
  );
}
