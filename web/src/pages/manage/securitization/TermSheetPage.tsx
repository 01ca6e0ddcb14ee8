import type { DealScenario, DealTermSheet } from '@banfei/contracts';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { sessionQuery } from '../../../api/queries.ts';
import { Ask } from '../../../parts/conditions.tsx';
import { SelectField } from '../../../parts/SelectField.tsx';
import { State } from '../../../parts/State.tsx';
import { Statement } from '../../../parts/Statement.tsx';
import { useTitle } from '../../../parts/useTitle.ts';
import { useText } from '../../../text/useText.ts';
import { FlowChart } from './FlowChart.tsx';
import { termSheetQuery } from './queries.ts';
import { Dates, Parties, Periods, Support, Tranches, Triggers, Warnings } from './SheetTables.tsx';
import { sheetText } from './sheet-text.ts';
import { securitizationText } from './text.ts';
import './securitization.css';

const SCENARIOS: readonly DealScenario[] = ['agreed', 'stressed', 'severe'];

function Head({ sheet }: { sheet: DealTermSheet }) {
  const { t, f } = useText(securitizationText);
  const { t: s } = useText(sheetText);
  const facts = [
    s('sheet'),
    t('deal', { number: sheet.number }),
    t(`structure_${sheet.structure}`),
    f.money(sheet.poolFen),
    ...(sheet.demo ? [t('demo')] : []),
  ];
  return (
    <>
      <Statement sub={`${facts.join(' · ')} · ${t('asOf', { time: f.instant(sheet.asOf) })}`}>{sheet.name}</Statement>
      {!sheet.approved && (
        <p>
          <State kind="wait">{s('draft')}</State>
        </p>
      )}
      {sheet.source !== '' && <p className="hint desk-source">{sheet.source}</p>}
    </>
  );
}

function Sheet({ sheet }: { sheet: DealTermSheet }) {
  const { t } = useText(sheetText);
  return (
    <>
      <section className="desk-part">
        <h2 className="sec-title">{t('tranches')}</h2>
        <Tranches sheet={sheet} />
      </section>
      <Dates sheet={sheet} />
      <Support sheet={sheet} />
      <section className="desk-part">
        <h2 className="sec-title">{t('triggers')}</h2>
        <Triggers sheet={sheet} />
      </section>
      <Parties sheet={sheet} />
      <section className="desk-part">
        <h2 className="sec-title">{t('screening')}</h2>
        <p className="hint">{t('screeningSay')}</p>
        <Warnings sheet={sheet} />
      </section>
      <section className="desk-part">
        <h2 className="sec-title">{t('flows')}</h2>
        <FlowChart periods={sheet.periods} />
        <Periods sheet={sheet} />
      </section>
    </>
  );
}

/** One product on one page, to print or to take along as a workbook. */
export function TermSheetPage() {
  const { t } = useText(sheetText);
  const { id } = useParams({ from: '/m/ip/$id/sheet' });
  const [scenario, setScenario] = useState<DealScenario>('agreed');
  const me = useQuery(sessionQuery()).data;
  const query = useQuery(termSheetQuery(id, scenario));
  useTitle(query.data === undefined ? t('sheet') : `${query.data.name} · ${t('sheet')}`);
  return (
    <div className="desk-page sheet-page">
      <nav className="crumb no-print" aria-label={t('sheet')}>
        <Link to="/m/ip/$id" params={{ id }}>
          {t('back')}
        </Link>
      </nav>
      <Ask query={query} what={t('whatSheet')} heading={t('sheet')} lines={16} phone={me?.district.phone ?? null}>
        {(sheet) => (
          <>
            <Head sheet={sheet} />
            <div className="desk-acts no-print">
              <button type="button" className="btn" onClick={() => window.print()}>
                {t('print')}
              </button>
              <a className="btn pri" href={`/api/deals/${id}/workbook.xlsx?scenario=${sheet.scenario}`} download>
                {t('workbook')}
              </a>
            </div>
            <p className="hint no-print">{t('workbookSay')}</p>
            <div className="no-print">
              <SelectField
                id="sheet-scenario"
                label={t('assumed')}
                value={scenario}
                options={SCENARIOS.map((value) => ({ value, label: t(`scenario_${value}`) }))}
                onValue={setScenario}
              />
            </div>
            <p>
              {t(`scenario_${sheet.scenario}`)} · {t('notForecast')}
            </p>
            <Sheet sheet={sheet} />
          </>
        )}
      </Ask>
    </div>
  );
}
