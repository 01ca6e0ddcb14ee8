import type { ResourceView } from '@banfei/contracts';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useText } from '../../../text/useText.ts';
import { exchangeText } from './text.ts';

type Words = ReturnType<typeof useText<typeof exchangeText>>;

export function distanceText(meters: number, { t }: Pick<Words, 't'>): string {
  return meters < 1000
    ? t('meters', { count: Math.max(10, Math.round(meters / 10) * 10) })
    : t('kilometers', { count: Math.round(meters / 100) / 10 });
}

export const priceText = ({ priceFen }: Pick<ResourceView, 'priceFen'>, { t }: Pick<Words, 't'>): string =>
  priceFen === 0 ? t('freeOfCharge') : t('perHour', { yuan: priceFen / 100 });

/** One resource in a list: what, whose, where, how much, and when it is next free. */
export function ResourceLine({
  resource,
  asOf,
  children,
}: {
  resource: ResourceView;
  asOf: string;
  children?: ReactNode;
}) {
  const words = useText(exchangeText);
  const { t, pick, f } = words;
  const [first] = resource.free;
  return (
    <div className="lend">
      <Link className="lend-title" to="/e/book/$id" params={{ id: resource.id }}>
        {resource.title}
      </Link>
      <p className="row-meta">
        <span>{t(resource.kind)}</span>
        <span>{resource.mine ? t('ownOne') : pick(resource.unit.name)}</span>
        <span>{resource.place}</span>
        {resource.meters !== null && !resource.mine && (
          <span>{t('away', { distance: distanceText(resource.meters, words) })}</span>
        )}
        <span>{priceText(resource, words)}</span>
      </p>
      <p className="lend-free">
        {!resource.open
          ? t('closedOne')
          : first === undefined
            ? t('noneFree')
            : t('firstFree', { when: f.near(first.from, asOf) })}
      </p>
      {children}
    </div>
  );
}
