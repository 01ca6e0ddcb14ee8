import type { DealRunResult, ScenarioOutcome } from '@banfei/contracts';
import { Table, type TableColumn } from '../../../parts/Table.tsx';
import { useText } from '../../../text/useText.ts';
import { securitizationText } from './text.ts';

type Tranche = ScenarioOutcome['tranches'][number];
interface Line extends Tranche {
  readonly scenario: ScenarioOutcome;
}

const percent = (value: number): string => `${(value * 100).toFixed(2)}%`;

function Periods({ scenario }: { scenario: ScenarioOutcome }) {
  const { t, f } = useText(securitizationText);
  const columns: readonly TableColumn<ScenarioOutcome['periods'][number]>[] = [
    { id: 'number', name: t('period'), cell: ({ number }) => number },
    { id: 'date', name: t('payday'), cell: ({ date }) => date },
    { id: 'collected', name: t('collected'), kind: 'number', cell: ({ collectedFen }) => f.yuan(collectedFen) },
    { id: 'defaulted', name: t('defaulted'), kind: 'number', cell: ({ defaultedFen }) => f.yuan(defaultedFen) },
    { id: 'paid', name: t('seniorPaid'), kind: 'number', cell: ({ seniorPaidFen }) => f.yuan(seniorPaidFen) },
    { id: 'left', name: t('seniorLeft'), kind: 'number', cell: ({ seniorLeftFen }) => f.yuan(seniorLeftFen) },
    { id: 'coverage', name: t('measure_coverage'), kind: 'number', cell: ({ coverage }) => coverage ?? '—' },
  ];
  const name = t(`scenario_${scenario.id}`);
  return (
    <details>
      <summary className="link">{t('periodsOf', { scenario: name })}</summary>
      <Table label={name} columns={columns} rows={scenario.periods} keyOf={({ number }) => String(number)} />
    </details>
  );
}

/** Three scenarios side by side, every tranche to the fen; their periods below; what the simulation says. */
export function RunResult({ result: { scenarios, simulation } }: { result: DealRunResult }) {
  const { t, f } = useText(securitizationText);
  const lines = scenarios.flatMap((scenario) => scenario.tranches.map((tranche): Line => ({ ...tranche, scenario })));
  const columns: readonly TableColumn<Line>[] = [
    {
      id: 'scenario',
      name: t('scenario'),
      kind: 'name',
      cell: (line) => `${t(`scenario_${line.scenario.id}`)} · ${t(`class_${line.class}`)}`,
    },
    {
      id: 'principal',
      name: t('tranchePrincipal'),
      kind: 'number',
      cell: ({ principalFen }) => f.yuan(principalFen),
    },
    {
      id: 'interest',
      name: t('interest'),
      kind: 'number',
      cell: ({ interestFen, surplusFen }) => f.yuan(interestFen + surplusFen),
    },
    { id: 'loss', name: t('loss'), kind: 'number', cell: ({ lossFen }) => f.yuan(lossFen) },
    { id: 'life', name: t('life'), kind: 'number', cell: ({ averageLifeYears }) => averageLifeYears ?? '—' },
    {
      id: 'yield',
      name: t('yield'),
      kind: 'number',
      cell: (line) => (line.yield === null ? '—' : percent(line.yield)),
    },
    {
      id: 'coverage',
      name: t('lowestCoverage'),
      kind: 'number',
      cell: ({ scenario, class: tier }) => (tier === 'senior' ? (scenario.lowestCoverage ?? '—') : ''),
    },
  ];
  const simulated = t('simulated', {
    paths: f.number(simulation.paths),
    loss: f.money(simulation.seniorExpectedLossFen),
    frequency: (simulation.seniorLossFrequency * 100).toFixed(2),
    worst: f.money(simulation.seniorLoss99Fen),
    defaulted: f.money(simulation.poolExpectedDefaultFen),
  });
  return (
    <>
      <Table
        label={t('scenario')}
        columns={columns}
        rows={lines}
        keyOf={({ scenario, id }) => `${scenario.id} ${id}`}
      />
      <p>{simulated}</p>
      {scenarios.map((scenario) => (
        <Periods key={scenario.id} scenario={scenario} />
      ))}
    </>
  );
}
