interface Bar {
  readonly name: string;
  readonly plan: number;
  /** Null where nothing has been reported. */
  readonly paid: number | null;
}

const [WIDTH, HEIGHT, FOOT, TOP] = [640, 200, 28, 12];

/** Plan as a dashed frame, what came as a filled bar; short ones are of another color. The table below says the same in figures. */
export function Bars({ bars, label }: { bars: readonly Bar[]; label: string }) {
  const most = Math.max(1, ...bars.flatMap(({ plan, paid }) => [plan, paid ?? 0]));
  const step = WIDTH / Math.max(1, bars.length);
  const wide = Math.min(56, step * 0.6);
  const tall = (value: number): number => ((HEIGHT - FOOT - TOP) * value) / most;
  return (
    <svg className="desk-chart" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={label}>
      {bars.map(({ name, plan, paid }, index) => {
        const x = step * index + (step - wide) / 2;
        return (
          <g key={name}>
            {paid !== null && (
              <rect
                className={paid < plan ? 'short' : 'paid'}
                x={x}
                y={HEIGHT - FOOT - tall(paid)}
                width={wide}
                height={tall(paid)}
              />
            )}
            <rect className="plan" x={x} y={HEIGHT - FOOT - tall(plan)} width={wide} height={tall(plan)} />
            <text x={x + wide / 2} y={HEIGHT - 8}>
              {name}
            </text>
          </g>
        );
      })}
    </svg>
  );
}
