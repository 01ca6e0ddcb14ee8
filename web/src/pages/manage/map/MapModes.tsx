import { manageMapText } from '../../../text/manageMap.ts';
import { useText } from '../../../text/useText.ts';
import { MODES, type Mode } from './classes.ts';

/** The table takes the map's place; a reader whose focus stood in what goes is led here. */
export const TABLE_BUTTON = 'table-twin';

const WORDS = { areas: 'modeAreas', open: 'modeOpen', onTime: 'modeOnTime' } as const;

interface MapModesProps {
  readonly mode: Mode;
  readonly table: boolean;
  readonly onMode: (mode: Mode) => void;
  readonly onTable: () => void;
}

/** Named colorings, one at a time, and the table twin. */
export function MapModes({ mode, table, onMode, onTable }: MapModesProps) {
  const { t } = useText(manageMapText);
  return (
    <fieldset className="modes no-print">
      <legend className="vh">{t('modes')}</legend>
      {MODES.map((each) => (
        <button key={each} type="button" aria-pressed={!table && mode === each} onClick={() => onMode(each)}>
          {t(WORDS[each])}
        </button>
      ))}
      <button type="button" id={TABLE_BUTTON} aria-pressed={table} onClick={onTable}>
        {t('table')}
      </button>
    </fieldset>
  );
}
