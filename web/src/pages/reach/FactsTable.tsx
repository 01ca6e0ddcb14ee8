import type { FactDefinitionView, FactView } from '@banfei/contracts';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useIntent } from '../../api/intent.ts';
import { sessionQuery } from '../../api/queries.ts';
import { Empty, Trouble } from '../../parts/conditions.tsx';
import { InputField } from '../../parts/InputField.tsx';
import { State } from '../../parts/State.tsx';
import { Table } from '../../parts/Table.tsx';
import { useText } from '../../text/useText.ts';
import { useReachChanged } from './queries.ts';
import { reachText } from './text.ts';
import { useFactWords } from './words.ts';

function TakeBack({ fact, title }: { fact: FactView; title: string }) {
  const { t, pick } = useText(reachText);
  const changed = useReachChanged();
  const { run, busy, refusal } = useIntent('POST /api/facts/:id/withdrawal');
  const [reason, setReason] = useState('');
  const [fault, setFault] = useState('');
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const short = [...reason.trim()].length < 2;
    setFault(short ? t('reasonFault') : '');
    if (short) return;
    const body = { version: fact.version, reason: reason.trim() };
    const result = await run({ params: { id: fact.id }, body });
    if (result.ok === true) await changed();
  };
  return (
    <details className="no-print">
      <summary className="link">
        {t('wrong')} <span className="vh">{title}</span>
      </summary>
      <form className="reach-form" noValidate onSubmit={(event) => void submit(event)}>
        <Trouble text={fault || (refusal === null ? '' : pick(refusal.sentence))} />
        <InputField
          id={`off-${fact.id}`}
          label={t('wrongReason')}
          value={reason}
          onValue={setReason}
          invalid={fault !== ''}
        />
        <button type="submit" className="btn" aria-disabled={busy}>
          {t('wrong')}
        </button>
      </form>
    </details>
  );
}

function Confirm({ fact, title }: { fact: FactView; title: string }) {
  const { t, pick } = useText(reachText);
  const changed = useReachChanged();
  const { run, busy, refusal } = useIntent('POST /api/facts/:id/confirmation');
  const press = async () => {
    const result = await run({ params: { id: fact.id }, body: { version: fact.version } });
    if (result.ok === true) await changed();
  };
  return (
    <>
      <Trouble text={refusal === null ? '' : pick(refusal.sentence)} />
      <button type="button" className="btn quiet" aria-disabled={busy} onClick={() => void press()}>
        {t('confirm')} <span className="vh">{title}</span>
      </button>
    </>
  );
}

interface FactsTableProps {
  readonly facts: readonly FactView[];
  readonly names: readonly FactDefinitionView[];
}

/** Every number with its paper, how long it holds, and whether somebody has seen the paper. */
export function FactsTable({ facts, names }: FactsTableProps) {
  const { t } = useText(reachText);
  const words = useFactWords(names);
  const role = useQuery(sessionQuery()).data?.role;
  const mayTakeBack = role === 'company' || role === 'officer';
  const holds = ({ validUntil, expired }: FactView): string =>
    validUntil === null ? t('forever') : t(expired ? 'expired' : 'untilDay', { day: validUntil });
  return (
    <details className="reach-facts">
      <summary>
        <h2 className="sec-title">{t('factsCount', { count: facts.length })}</h2>
      </summary>
      {facts.length === 0 ? (
        <Empty>{t('noFacts')}</Empty>
      ) : (
        <Table
          label={t('facts')}
          rows={facts}
          keyOf={({ id }) => id}
          columns={[
            { id: 'fact', name: t('fact'), kind: 'name', cell: ({ name, year }) => words.title(name, year) },
            { id: 'value', name: t('value'), kind: 'number', cell: ({ name, value }) => words.say(name, value) },
            {
              id: 'paper',
              name: t('paper'),
              cell: ({ source, issuer, issuedOn }) => t('paperLine', { source, issuer, day: issuedOn }),
            },
            {
              id: 'until',
              name: t('until'),
              cell: (fact) => (fact.expired ? <State kind="late">{holds(fact)}</State> : holds(fact)),
            },
            {
              id: 'state',
              name: t('factState'),
              cell: (fact) => (
                <>
                  <State kind={fact.confirmed ? 'done' : 'wait'}>
                    {t(fact.confirmed ? 'confirmed' : 'unconfirmed')}
                  </State>
                  {role === 'officer' && !fact.confirmed && (
                    <Confirm fact={fact} title={words.title(fact.name, fact.year)} />
                  )}
                  {mayTakeBack && <TakeBack fact={fact} title={words.title(fact.name, fact.year)} />}
                </>
              ),
            },
          ]}
        />
      )}
    </details>
  );
}
