import { useEffect } from 'react';
import { sharedText } from '../text/shared.ts';
import { useText } from '../text/useText.ts';

/** Title of the window: the page, then the product. */
export function useTitle(title: string): void {
  const { t } = useText(sharedText);
  const product = t('product');
  useEffect(() => {
    document.title = title === '' ? product : `${title} · ${product}`;
  }, [title, product]);
}
