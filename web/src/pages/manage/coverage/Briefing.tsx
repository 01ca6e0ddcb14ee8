import type { CoverageBriefing, CoverageMode } from '@banfei/contracts';
import { Link } from '@tanstack/react-router';
import { Table, type TableColumn } from '../../../parts/Table.tsx';
import { useText } from '../../../text/useText.ts';
import { MODES } from './search.ts';
import { coverageText } from './text.ts';

type Row = CoverageBriefing['rows'][number];

interface CountProps {
  readonly briefing: CoverageBriefing;
  readonly row: Row;
  readonly count: number;
  readonly mode?: CoverageMode;
  readonly suggested?: true;
}

/** A figure that opens to its units. */
function Count({ briefing: { by }, row, count, ...opened }: CountProps) {
  if (count === 0) return 0;
  return (
    <Link className="link" to="/m/coverage" search={{ by, key: row.key, ...opened }} hash="units" resetScroll={false}>
      {count}
    </Link>
  );
}

/** The briefing: one row for each area, facility or industry, those with most to do first. */
export function Briefing({ briefing }: { briefing: CoverageBriefing }) {
  const { t, pick } = useText(coverageText);
  const modes = MODES.map(
    (mode): TableColumn<Row> => ({
      id: mode,
      name: t(`mode_${mode}`),
      kind: 'number',
      cell: (row) => <Count briefing={briefing} row={row} count={row[mode]} mode={mode} />,
    }),
  );
  return (
    <Table
      label={t(`by_${briefing.by}`)}
      rows={briefing.rows}
      keyOf={({ key }) => key}
      columns={[
        { id: 'place', name: t('place'), kind: 'name', cell: ({ name }) => pick(name) },
        ...modes,
        {
          id: 'suggestions',
          name: t('suggestions'),
          kind: 'number',
          cell: (row) => <Count briefing={briefing} row={row} count={row.suggestions} suggested />,
        },
        { id: 'alarms', name: t('alarms'), kind: 'number', cell: ({ alarms }) => alarms },
      ]}
    />
  );
}
