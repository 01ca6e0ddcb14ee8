import type { MomentList, MomentView } from '@banfei/contracts';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useIntent } from '../../api/intent.ts';
import { sessionQuery } from '../../api/queries.ts';
import { Ask, Empty, Trouble } from '../../parts/conditions.tsx';
import { InputField } from '../../parts/InputField.tsx';
import { State, type StateKind } from '../../parts/State.tsx';
import { Statement } from '../../parts/Statement.tsx';
import { Table, type TableColumn } from '../../parts/Table.tsx';
import { useTitle } from '../../parts/useTitle.ts';
import { useText } from '../../text/useText.ts';
import { DateForm } from './DateForm.tsx';
import { momentsQuery, useMomentsTaken } from './queries.ts';
import { momentsText } from './text.ts';
import './moments.css';

const STATES: Readonly<Record<MomentView['state'], StateKind>> = {
  ahead: 'plain',
  due: 'soon',
  waiting: 'wait',
  told: 'done',
  over: 'late',
};

function Withdraw({ moment, date }: { moment: MomentView; date: NonNullable<MomentView['keyDate']> }) {
  const { t, pick } = useText(momentsText);
  const taken = useMomentsTaken();
  const { run, busy, refusal } = useIntent('POST /api/key-dates/:id/withdrawal');
  const [reason, setReason] = useState('');
  const [fault, setFault] = useState('');
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const empty = [...reason.trim()].length < 2;
    setFault(empty ? t('reasonFault') : '');
    if (empty) return;
    const result = await run({ params: { id: date.id }, body: { version: date.version, reason: reason.trim() } });
    if (result.ok === true) taken(result.answer);
  };
  return (
    <details className="date-form no-print">
      <summary className="link">
        {t('withdraw')} <span className="vh">{moment.title}</span>
      </summary>
      <form noValidate onSubmit={(event) => void submit(event)}>
        <Trouble text={fault || (refusal === null ? '' : pick(refusal.sentence))} />
        <InputField
          id={`off-${date.id}`}
          label={t('withdrawReason')}
          value={reason}
          onValue={setReason}
          invalid={fault !== ''}
        />
        <button type="submit" className="btn" aria-disabled={busy}>
          {t('withdraw')}
        </button>
      </form>
    </details>
  );
}

function useColumns(own: boolean): readonly TableColumn<MomentView>[] {
  const { t } = useText(momentsText);
  const day = ({ state, tellFrom, waitsUntil }: MomentView) => (state === 'waiting' ? (waitsUntil ?? '') : tellFrom);
  const firm: TableColumn<MomentView> = {
    id: 'firm',
    name: t('firm'),
    cell: (moment) => (
      <Link className="link" to="/w/firms/$id" params={{ id: moment.firm.id }}>
        {moment.firm.name}
      </Link>
    ),
  };
  return [
    {
      id: 'due',
      name: t('due'),
      // A need has no last day; it is told since it has waited long enough.
      cell: ({ kind, dueOn }) => <span className="nowrap">{kind === 'need' ? t('since', { day: dueOn }) : dueOn}</span>,
    },
    {
      id: 'title',
      name: t('title'),
      kind: 'name',
      cell: ({ title, reference, keyDate }) => (
        <>
          {title}
          <small className="hint">
            {reference !== '' && ` ${reference}`}
            {keyDate?.everyMonths != null && ` · ${t('every', { months: keyDate.everyMonths })}`}
          </small>
        </>
      ),
    },
    ...(own ? [] : [firm]),
    {
      id: 'state',
      name: t('state'),
      cell: (moment) => (
        <div className="moment-state">
          <State kind={STATES[moment.state]}>{t(`state_${moment.state}`, { day: day(moment) })}</State>
          {moment.matter !== null && (
            <Link
              className="link"
              to={own ? '/e/requests/$number' : '/w/req/$number'}
              params={{ number: moment.matter }}
            >
              {moment.matter}
            </Link>
          )}
          {own && moment.keyDate !== null && <Withdraw moment={moment} date={moment.keyDate} />}
        </div>
      ),
    },
  ];
}

/** The kind of each row stands before its name, in the language of the reader. */
function withKinds(
  { moments, kinds }: MomentList,
  nameOf: (kind: MomentView['kind']) => string,
): readonly MomentView[] {
  const known = new Set(kinds.map(({ id }) => id));
  return moments.map((moment) =>
    known.has(moment.kind) ? { ...moment, title: `${nameOf(moment.kind)} · ${moment.title}` } : moment,
  );
}

function Leads({ list }: { list: MomentList }) {
  const { t, pick } = useText(momentsText);
  return (
    <details>
      <summary className="link">{t('leads')}</summary>
      <p className="hint">{t('rule', { budget: list.quarter.budget })}</p>
      <ul>
        {list.kinds.map(({ id, name, leadDays, binding }) => (
          <li key={id}>
            {t('lead', { kind: pick(name), days: leadDays })}
            {binding && ` · ${t('binds')}`}
          </li>
        ))}
      </ul>
    </details>
  );
}

/** Rows that a page begins with, and that each press adds. */
const PAGE = 50;

function More({ shown, all, onMore }: { shown: number; all: number; onMore: (shown: number) => void }) {
  const { t } = useText(momentsText);
  return (
    <>
      {t('shown', { shown, all })}
      <button type="button" className="btn quiet" onClick={() => onMore(shown + PAGE)}>
        {t('more', { count: Math.min(PAGE, all - shown) })}
      </button>
    </>
  );
}

function Moments({ list, own, mayEnter }: { list: MomentList; own: boolean; mayEnter: boolean }) {
  const { t, f, pick } = useText(momentsText);
  const columns = useColumns(own);
  const { quarter, moments, total, kinds } = list;
  const nameOf = (kind: MomentView['kind']) => {
    const found = kinds.find(({ id }) => id === kind);
    return found === undefined ? kind : pick(found.name);
  };
  const next = moments.find(({ kind }) => kind !== 'need');
  const { budget } = quarter;
  const [shown, setShown] = useState(PAGE);
  const sayOwn =
    next === undefined
      ? t('sayOwnNone', { budget })
      : t('sayOwn', { count: total, day: next.dueOn, kind: nameOf(next.kind), budget });
  const waiting = moments.filter(({ state }) => state === 'waiting').length;
  const { contacts, aboveBudget: above } = quarter;
  return (
    <div className="moments">
      <Statement sub={t('asOf', { time: f.instant(list.asOf) })}>
        {own ? sayOwn : t('sayStaff', { count: total, waiting, contacts, above })}
      </Statement>
      {mayEnter && <DateForm forOthers={!own} />}
      {moments.length === 0 ? (
        <Empty>{t('none')}</Empty>
      ) : (
        <Table
          label={t('moments')}
          columns={columns}
          rows={withKinds(list, nameOf).slice(0, shown)}
          keyOf={({ cause }) => cause}
          {...(moments.length > shown ? { foot: <More shown={shown} all={total} onMore={setShown} /> } : {})}
        />
      )}
      <Leads list={list} />
    </div>
  );
}

/** Dates that must not be missed: a company's own, or those of the whole district for its staff. */
export function MomentsPage() {
  const { t } = useText(momentsText);
  useTitle(t('moments'));
  const role = useQuery(sessionQuery()).data?.role;
  const query = useQuery(momentsQuery());
  return (
    <Ask query={query} what={t('what')} heading={t('moments')} lines={10}>
      {(list) => <Moments list={list} own={role === 'company'} mayEnter={role === 'company' || role === 'officer'} />}
    </Ask>
  );
}
