import type { ReactNode } from 'react';

/** Bottom bar of a phone with what one wants to do on this page. It takes the place of the shell's tabs. */
export function Dock({ label, children }: { label: string; children: ReactNode }) {
  return (
    <section className="dock page no-print" aria-label={label}>
      {children}
    </section>
  );
}
