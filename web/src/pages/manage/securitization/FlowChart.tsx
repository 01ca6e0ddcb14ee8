import type { DealTermSheet } from '@banfei/contracts';
import { useText } from '../../../text/useText.ts';
import { sheetText } from './sheet-text.ts';

const [WIDTH, HEIGHT, FOOT, TOP] = [720, 220, 28, 12];
const KINDS = ['interest', 'principal', 'surplus'] as const;

/** Payments of each date on top of each other, and the senior balance as a line on its own scale. The table says the same in figures. */
export function FlowChart({ periods }: Pick<DealTermSheet, 'periods'>) {
  const { t } = useText(sheetText);
  const amountOf = (period: DealTermSheet['periods'][number], kind: (typeof KINDS)[number]): number =>
    ({ interest: period.interestFen, principal: period.principalFen, surplus: period.surplusFen })[kind];
  const most = Math.max(1, ...periods.map((period) => KINDS.reduce((sum, kind) => sum + amountOf(period, kind), 0)));
  const largest = Math.max(1, ...periods.map(({ seniorFen }) => seniorFen));
  const step = WIDTH / Math.max(1, periods.length);
  const wide = Math.min(48, step * 0.6);
  const room = HEIGHT - FOOT - TOP;
  const labels = Math.max(1, Math.ceil(periods.length / 12));
  const line = periods.map(
    ({ seniorFen }, index) => `${step * (index + 0.5)},${HEIGHT - FOOT - (room * seniorFen) / largest}`,
  );
  return (
    <figure className="sheet-figure">
      <svg className="desk-chart sheet-chart" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={t('chart')}>
        {periods.map((period, index) => {
          const x = step * index + (step - wide) / 2;
          let under = HEIGHT - FOOT;
          return (
            <g key={period.number}>
              {KINDS.map((kind) => {
                const tall = (room * amountOf(period, kind)) / most;
                under -= tall;
                return <rect key={kind} className={kind} x={x} y={under} width={wide} height={tall} />;
              })}
              {index % labels === 0 && (
                <text x={x + wide / 2} y={HEIGHT - 8}>
                  {period.number}
                </text>
              )}
            </g>
          );
        })}
        <polyline className="senior" points={line.join(' ')} />
      </svg>
      <figcaption className="sheet-key">
        {[...KINDS, 'senior' as const].map((kind) => (
          <span key={kind} className={kind}>
            {t(`key_${kind}`)}
          </span>
        ))}
      </figcaption>
    </figure>
  );
}
