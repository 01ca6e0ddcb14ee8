import type { DealTerms } from '@banfei/contracts';
import type { Fault } from '../../../parts/conditions.tsx';
import { InputField } from '../../../parts/InputField.tsx';
import { type TextKey, useText } from '../../../text/useText.ts';
import { fenOf, percentOf, shareOf, wanOf } from './amounts.ts';
import { securitizationText } from './text.ts';

type Key = TextKey<typeof securitizationText>;
type Say = (key: Key, values?: Readonly<Record<string, string | number>>) => string;

/** Terms as they are typed: per cent and 万元. */
export interface TermsForm {
  readonly closing: string;
  readonly months: string;
  readonly everyMonths: string;
  readonly loanRate: string;
  readonly coupon: string;
  readonly seniorShare: string;
  readonly feeRate: string;
  readonly support: string;
  readonly watchCoverage: string;
  readonly accelerateDefault: string;
}

const FIELDS: readonly (readonly [keyof TermsForm, Key])[] = [
  ['closing', 'wantDay'],
  ['months', 'wantMonths'],
  ['everyMonths', 'wantMonths'],
  ['loanRate', 'wantPercent'],
  ['coupon', 'wantPercent'],
  ['seniorShare', 'wantPercent'],
  ['feeRate', 'wantPercent'],
  ['support', 'wantWan'],
  ['watchCoverage', 'wantLevel'],
  ['accelerateDefault', 'wantPercent'],
];

/** The terms in which a form begins: those last computed or agreed, or a year paid by the quarter. */
export const termsForm = (terms: DealTerms | null, today: string): TermsForm => ({
  closing: terms?.closing ?? today,
  months: String(terms?.months ?? 12),
  everyMonths: String(terms?.everyMonths ?? 3),
  loanRate: percentOf(terms?.loanRate ?? '0.0435'),
  coupon: percentOf(terms?.coupon ?? '0.031'),
  seniorShare: percentOf(terms?.seniorShare ?? '0.95'),
  feeRate: percentOf(terms?.feeRate ?? '0.002'),
  support: wanOf(terms?.supportFen ?? 0),
  watchCoverage: terms?.watchCoverage ?? '1.02',
  accelerateDefault: percentOf(terms?.accelerateDefault ?? '0.05'),
});

const whole = (text: string, most: number): number | null => {
  const value = /^\d{1,7}$/.test(text.trim()) ? Number(text) : 0;
  return value >= 1 && value <= most ? value : null;
};
const level = (text: string): string | null => (/^\d(\.\d{1,6})?$/.test(text.trim()) ? text.trim() : null);

/** Terms as the server takes them, or what is wrong with them, field by field. */
export function readTerms(
  form: TermsForm,
  prefix: string,
  t: Say,
): { readonly terms: DealTerms } | { readonly faults: readonly Fault[] } {
  const months = whole(form.months, 120);
  const everyMonths = whole(form.everyMonths, 12);
  const [loanRate, coupon] = [shareOf(form.loanRate), shareOf(form.coupon)];
  const [seniorShare, feeRate] = [shareOf(form.seniorShare), shareOf(form.feeRate)];
  const supportFen = /^0*$/.test(form.support.trim()) ? 0 : fenOf(form.support);
  const [watchCoverage, accelerateDefault] = [level(form.watchCoverage), shareOf(form.accelerateDefault)];
  const closing = form.closing === '' ? null : form.closing;
  const read = { closing, months, everyMonths, loanRate, coupon, seniorShare, feeRate };
  const values: Readonly<Record<keyof TermsForm, unknown>> = {
    ...read,
    support: supportFen,
    watchCoverage,
    accelerateDefault,
  };
  const faults = FIELDS.flatMap(([field, want]): Fault[] =>
    values[field] === null
      ? [{ field: `${prefix}-${field}`, text: t('termFault', { name: t(field), want: t(want) }) }]
      : [],
  );
  // Each is named, so that the compiler sees that none is missing.
  if (closing === null || months === null || everyMonths === null || supportFen === null) return { faults };
  if (loanRate === null || coupon === null || seniorShare === null || feeRate === null) return { faults };
  if (watchCoverage === null || accelerateDefault === null) return { faults };
  const rates = { loanRate, coupon, seniorShare, feeRate };
  return { terms: { closing, months, everyMonths, ...rates, supportFen, watchCoverage, accelerateDefault } };
}

interface TermsFieldsProps {
  readonly prefix: string;
  readonly form: TermsForm;
  readonly onForm: (form: TermsForm) => void;
}

/** Ten fields that say how a product pays. */
export function TermsFields({ prefix, form, onForm }: TermsFieldsProps) {
  const { t } = useText(securitizationText);
  return (
    <div className="desk-fields">
      {FIELDS.map(([field]) => (
        <InputField
          key={field}
          id={`${prefix}-${field}`}
          label={t(field)}
          type={field === 'closing' ? 'date' : 'text'}
          value={form[field]}
          onValue={(value) => onForm({ ...form, [field]: value })}
        />
      ))}
    </div>
  );
}
