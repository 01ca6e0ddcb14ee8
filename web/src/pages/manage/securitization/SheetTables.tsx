import type { DealTermSheet, SheetPeriod, SheetTranche, SheetTrigger, SheetWarning } from '@banfei/contracts';
import { State } from '../../../parts/State.tsx';
import { Table, type TableColumn } from '../../../parts/Table.tsx';
import { useText } from '../../../text/useText.ts';
import { sheetText } from './sheet-text.ts';

/** An exact share of the wire as a percentage; four digits stay exact. */
const percent = (share: string): string => `${(Number(share) * 100).toFixed(2)}%`;

export function Tranches({ sheet }: { sheet: DealTermSheet }) {
  const { t, f } = useText(sheetText);
  const columns: readonly TableColumn<SheetTranche>[] = [
    { id: 'id', name: t('tranche'), kind: 'name', cell: (row) => `${row.id} · ${t(`class_${row.class}`)}` },
    { id: 'size', name: t('size'), kind: 'number', cell: ({ principalFen }) => f.yuan(principalFen) },
    { id: 'share', name: t('share'), kind: 'number', cell: ({ share }) => percent(share) },
    { id: 'coupon', name: t('coupon'), kind: 'number', cell: ({ coupon }) => percent(coupon) },
    { id: 'rule', name: t('rule'), cell: ({ rule, dayCount }) => `${t(`rule_${rule}`)} · ${dayCount}` },
    { id: 'last', name: t('lastPrincipal'), cell: ({ lastPrincipal }) => lastPrincipal ?? '—' },
    { id: 'life', name: t('life'), kind: 'number', cell: ({ averageLifeYears }) => averageLifeYears ?? '—' },
    { id: 'paid', name: t('paidAll'), kind: 'number', cell: ({ paidFen }) => f.yuan(paidFen) },
    {
      id: 'lost',
      name: t('lost'),
      kind: 'number',
      cell: ({ lossFen }) => (lossFen === null ? t('remains') : f.yuan(lossFen)),
    },
  ];
  return <Table label={t('tranches')} columns={columns} rows={sheet.tranches} keyOf={({ id }) => id} />;
}

/** Every trigger with the value at which it comes nearest, hit or not: the distance is seen before it is zero. */
export function Triggers({ sheet }: { sheet: DealTermSheet }) {
  const { t } = useText(sheetText);
  const effects = {
    watch: t('effect_watch'),
    sequential: t('effect_sequential'),
    retain: t('effect_retain'),
    accelerate: t('effect_accelerate'),
    default: t('effect_default'),
  };
  const columns: readonly TableColumn<SheetTrigger>[] = [
    { id: 'measure', name: t('trigger'), kind: 'name', cell: ({ measure }) => t(`measure_${measure}`) },
    { id: 'level', name: t('level'), kind: 'number', cell: ({ level, date }) => level ?? date ?? '—' },
    { id: 'effect', name: t('effect'), cell: ({ effect }) => effects[effect] },
    { id: 'nearest', name: t('nearest'), kind: 'number', cell: ({ nearest }) => nearest ?? '—' },
    { id: 'on', name: t('on'), cell: ({ on }) => on ?? '—' },
    {
      id: 'outcome',
      name: t('outcome'),
      cell: ({ hit }) => <State kind={hit ? 'soon' : 'done'}>{t(hit ? 'hit' : 'notHit')}</State>,
    },
  ];
  return <Table label={t('triggers')} columns={columns} rows={sheet.triggers} keyOf={({ id }) => id} />;
}

export function Warnings({ sheet }: { sheet: DealTermSheet }) {
  const { t } = useText(sheetText);
  const said = (id: SheetWarning['id'], value: string): string => (id === 'debtors' ? value : percent(value));
  const columns: readonly TableColumn<SheetWarning>[] = [
    { id: 'what', name: t('warning'), kind: 'name', cell: ({ id }) => t(`warning_${id}`) },
    { id: 'limit', name: t('limit'), kind: 'number', cell: ({ id, limit }) => said(id, limit) },
    { id: 'value', name: t('value'), kind: 'number', cell: ({ id, value }) => said(id, value) },
    {
      id: 'within',
      name: t('screening'),
      cell: ({ within }) => <State kind={within ? 'done' : 'soon'}>{t(within ? 'within' : 'beyond')}</State>,
    },
  ];
  return <Table label={t('screening')} columns={columns} rows={sheet.warnings} keyOf={({ id }) => id} />;
}

export function Periods({ sheet }: { sheet: DealTermSheet }) {
  const { t, f } = useText(sheetText);
  const columns: readonly TableColumn<SheetPeriod>[] = [
    { id: 'number', name: t('period'), kind: 'name', cell: ({ number }) => number },
    { id: 'day', name: t('payday'), cell: ({ day }) => day },
    { id: 'collected', name: t('collected'), kind: 'number', cell: ({ collectedFen }) => f.yuan(collectedFen) },
    { id: 'fees', name: t('feesPaid'), kind: 'number', cell: ({ feesFen }) => f.yuan(feesFen) },
    { id: 'interest', name: t('interest'), kind: 'number', cell: ({ interestFen }) => f.yuan(interestFen) },
    { id: 'principal', name: t('principal'), kind: 'number', cell: ({ principalFen }) => f.yuan(principalFen) },
    { id: 'surplus', name: t('surplus'), kind: 'number', cell: ({ surplusFen }) => f.yuan(surplusFen) },
    { id: 'support', name: t('supported'), kind: 'number', cell: ({ supportFen }) => f.yuan(supportFen) },
    { id: 'senior', name: t('seniorLeft'), kind: 'number', cell: ({ seniorFen }) => f.yuan(seniorFen) },
    { id: 'coverage', name: t('covered'), kind: 'number', cell: ({ coverage }) => coverage ?? '—' },
  ];
  return <Table label={t('flows')} columns={columns} rows={sheet.periods} keyOf={({ number }) => String(number)} />;
}

/** A name and a value side by side. */
function Facts({ label, facts }: { label: string; facts: readonly (readonly [string, string | number])[] }) {
  return (
    <section className="desk-part">
      <h2 className="sec-title">{label}</h2>
      <dl className="desk-facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

export function Dates({ sheet }: { sheet: DealTermSheet }) {
  const { t } = useText(sheetText);
  const { cutOff, closing, firstPayment, lastPayment, payments } = sheet;
  return (
    <Facts
      label={t('dates')}
      facts={[
        [t('cutOff'), cutOff],
        [t('closing'), closing],
        [t('firstPayment'), firstPayment],
        [t('lastPayment'), lastPayment],
        [t('payments'), payments],
      ]}
    />
  );
}

export function Support({ sheet: { support } }: { sheet: DealTermSheet }) {
  const { t, f } = useText(sheetText);
  const money = (fen: number): string => (fen === 0 ? t('none') : f.money(fen));
  return (
    <Facts
      label={t('support')}
      facts={[
        [t('seniorShare'), percent(support.seniorShare)],
        [t('overcollateralization'), support.overcollateralization ?? '—'],
        [t('coverage'), support.coverage ?? '—'],
        [t('reserve'), money(support.reserveFen)],
        [t('liquidity'), money(support.liquidityFen)],
        [t('promise'), money(support.promiseFen)],
        [t('guarantee'), money(support.guaranteeFen)],
      ]}
    />
  );
}

export function Parties({ sheet }: { sheet: DealTermSheet }) {
  const { t, f, pick } = useText(sheetText);
  const { district, post, participations, firms, fees } = sheet;
  const facts: readonly (readonly [string, string])[] = [
    [t('organizer'), pick(district)],
    [t('desk'), pick(post.name)],
    [t('debtors'), t('debtorsSay', { participations, firms })],
    ...fees.map(({ id, basis, rate, amountFen }): readonly [string, string] => [
      `${t('fees')} · ${id}`,
      `${rate === null ? f.money(amountFen ?? 0) : percent(rate)} · ${t(`fee_${basis}`)}`,
    ]),
  ];
  return (
    <>
      <Facts label={t('parties')} facts={facts} />
      <p className="hint">{t('partiesSay')}</p>
    </>
  );
}
