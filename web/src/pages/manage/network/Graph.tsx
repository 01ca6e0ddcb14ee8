import type { NetworkMap } from '@banfei/contracts';
import { useMemo } from 'react';
import { useText } from '../../../text/useText.ts';
import { layoutOf } from './layout.ts';
import { networkText } from './text.ts';

const NAMED = 6;

/** The network as a picture: size is links, a square is a research platform. Its twin is the table. */
export function Graph({ map }: { map: NetworkMap }) {
  const { t, pick, f } = useText(networkText);
  const { spots, pairs } = useMemo(() => {
    const numbers = new Map(map.nodes.map(({ id }, at) => [id, at]));
    const found = map.links.map(({ first, second }) => [numbers.get(first) ?? 0, numbers.get(second) ?? 0] as const);
    return { spots: layoutOf(map.nodes.length, found), pairs: found };
  }, [map]);
  const hubs = [...map.nodes].sort((a, b) => b.links - a.links).slice(0, NAMED);
  const named = new Set(hubs.map(({ id }) => id));
  const label = t('mapLabel', {
    organizations: map.measures.organizations,
    hubs: f.list(hubs.slice(0, 3).map(({ name }) => pick(name))),
  });
  return (
    <svg className="net" viewBox="0 0 1000 1000" role="img" aria-label={label}>
      <g className="net-links">
        {pairs.map(([a, b]) => (
          <line key={`${a} ${b}`} x1={spots[a]?.x} y1={spots[a]?.y} x2={spots[b]?.x} y2={spots[b]?.y} />
        ))}
      </g>
      {map.nodes.map(({ id, kind, links }, at) => {
        const { x, y } = spots[at] ?? { x: 0, y: 0 };
        const size = 6 + 2.4 * Math.sqrt(links);
        const tone = links === 0 ? 'net-alone' : kind;
        return kind === 'researchPlatform' ? (
          <rect key={id} className={tone} x={x - size} y={y - size} width={size * 2} height={size * 2} />
        ) : (
          <circle key={id} className={tone} cx={x} cy={y} r={size} />
        );
      })}
      {map.nodes.map(({ id, code }, at) =>
        named.has(id) ? (
          <text key={id} x={spots[at]?.x} y={(spots[at]?.y ?? 0) - 22}>
            {code}
          </text>
        ) : null,
      )}
    </svg>
  );
}
