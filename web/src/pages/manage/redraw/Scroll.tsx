import type { ReactNode } from 'react';
import '../../../parts/rows.css';

/** A table wider than a phone scrolls inside its own box, by keyboard as well. */
export function Scroll({ label, children }: { label: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard (WCAG 2.1.1).
    <section className="rows-scroll" tabIndex={0} aria-label={label}>
      {children}
    </section>
  );
}
