import { useQuery } from '@tanstack/react-query';
import { useText } from '../../../text/useText.ts';
import { type Choice, Combobox } from '../../work/parts/Combobox.tsx';
import { organizationsQuery } from './queries.ts';
import { registerText } from './text.ts';

const SHOWN = 8;

/** What was typed, and whom it stands for once a line of the list was chosen. */
export interface Picked {
  readonly id: string;
  readonly text: string;
}
export const NOBODY: Picked = { id: '', text: '' };

interface OrganizationPickerProps {
  readonly id: string;
  readonly label: string;
  readonly picked: Picked;
  readonly onPick: (picked: Picked) => void;
  /** Organizations that cannot be meant, for example the one that the form is about. */
  readonly without?: readonly string[];
  readonly invalid?: boolean;
}

/** Finds a living organization by its name or code while one types. */
export function OrganizationPicker({
  id,
  label,
  picked,
  onPick,
  without = [],
  invalid = false,
}: OrganizationPickerProps) {
  const { t, pick } = useText(registerText);
  const living = useQuery(organizationsQuery()).data?.organizations ?? [];
  const wanted = picked.text.trim().toLowerCase();
  const found = living.filter(
    ({ id: each, endedOn, name, code }) =>
      endedOn === null && !without.includes(each) && `${code} ${name.zh} ${name.en}`.toLowerCase().includes(wanted),
  );
  const choices: Choice[] = found.slice(0, SHOWN).map(({ id: each, name, code }) => ({
    id: each,
    label: (
      <span className="choice">
        <b>{pick(name)}</b>
        <small className="mono">{code}</small>
      </span>
    ),
    act: () => onPick({ id: each, text: pick(name) }),
  }));
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <Combobox
        id={id}
        label={label}
        listLabel={t('organizations')}
        text={picked.text}
        onText={(text) => onPick({ id: '', text })}
        choices={picked.id === '' ? choices : []}
        placeholder={t('pickHint')}
        status={t('found', { count: found.length })}
        invalid={invalid}
      />
    </div>
  );
}
