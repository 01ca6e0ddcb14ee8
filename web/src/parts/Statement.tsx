import type { ReactNode } from 'react';

/** The sentence that opens a page and answers its reader's question. It is the page's heading. */
export function Statement({ children, sub }: { children: ReactNode; sub?: ReactNode }) {
  return (
    <div className="statement">
      <h1 className="say" tabIndex={-1}>
        {children}
      </h1>
      {sub !== undefined && <p className="muted">{sub}</p>}
    </div>
  );
}
