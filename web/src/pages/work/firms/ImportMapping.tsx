import type { ImportField, ImportMapping, ImportReport } from '@banfei/contracts';
import { useState } from 'react';
import { useIntent } from '../../../api/intent.ts';
import { type Text, useText } from '../../../text/useText.ts';
import { workFirmsText } from '../../../text/workFirms.ts';

/** Every field of the contract, in its order; a field that is added there and not here does not compile. */
const FIELD_SET: Readonly<Record<ImportField, true>> = {
  code: true,
  name: true,
  formerName: true,
  status: true,
  establishedOn: true,
  capital: true,
  address: true,
  region: true,
  industry: true,
  lon: true,
  lat: true,
};
const isField = (value: string): value is ImportField => value in FIELD_SET;
const FIELDS = Object.keys(FIELD_SET).filter(isField);

const asField = (value: string): ImportField | null => (isField(value) ? value : null);

const mappingOf = (report: ImportReport): ImportMapping =>
  Object.fromEntries(report.columns.map((column) => [column.header, column.field]));

/** What is wrong with a mapping: a field used twice, or no name at all. */
function faultOf(mapping: ImportMapping, { t }: Text<typeof workFirmsText>): string {
  const used = Object.values(mapping).filter((field) => field !== null);
  const twice = used.find((field, index) => used.indexOf(field) !== index);
  if (twice !== undefined) return t('mappingTwice', { field: t(`field_${twice}`) });
  return used.includes('name') ? '' : t('mappingName');
}

interface MappingProps {
  readonly id: string;
  readonly report: ImportReport;
  readonly onReport: (report: ImportReport) => void;
}

/** Every column of the file with its proposed meaning. A change is tried at once; a left-out column stays visible. */
export function ImportMappingForm({ id, report, onReport }: MappingProps) {
  const words = useText(workFirmsText);
  const { t, pick } = words;
  const intent = useIntent('PUT /api/firm-imports/:id/mapping');
  const [mapping, setMapping] = useState<ImportMapping>(() => mappingOf(report));
  const fault = faultOf(mapping, words);
  const changed = report.columns.some((column) => mapping[column.header] !== column.field);
  const apply = async () => {
    if (fault !== '') return;
    const result = await intent.run({ params: { id }, body: { mapping } });
    if (result.ok === true) onReport(result.answer);
  };
  return (
    <section className="sec">
      <h2>{t('mapping')}</h2>
      <p className="muted">{t(report.remembered ? 'mappingRemembered' : 'mappingNote')}</p>
      <table className="table mapping">
        <thead>
          <tr>
            <th scope="col">{t('column')}</th>
            <th scope="col">{t('field')}</th>
            <th scope="col">{t('samples')}</th>
          </tr>
        </thead>
        <tbody>
          {report.columns.map((column, index) => (
            <tr key={column.header}>
              <td id={`column-${index}`}>
                <b>{column.header}</b>
              </td>
              <td>
                <select
                  className="input"
                  aria-labelledby={`column-${index}`}
                  value={mapping[column.header] ?? ''}
                  onChange={(event) => setMapping({ ...mapping, [column.header]: asField(event.currentTarget.value) })}
                >
                  <option value="">{t('leaveOut')}</option>
                  {FIELDS.map((field) => (
                    <option key={field} value={field}>
                      {t(`field_${field}`)}
                    </option>
                  ))}
                </select>
              </td>
              <td className="muted">{column.samples.slice(0, 3).join(' · ')}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <div className="work-acts" aria-live="polite">
        {(changed || fault !== '') && (
          <button
            type="button"
            className="btn"
            aria-disabled={fault !== '' || intent.busy}
            onClick={() => void apply()}
          >
            {t('mappingApply')}
          </button>
        )}
        {fault !== '' && <p className="fault">{fault}</p>}
        {intent.refusal !== null && <p className="fault">{pick(intent.refusal.sentence)}</p>}
      </div>
    </section>
  );
}
