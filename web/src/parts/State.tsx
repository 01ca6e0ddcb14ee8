import type { ReactNode } from 'react';
import './state.css';

/** ◆ 超时 · ▲ 将到期 · ◌ 待接手 · ◐ 办理中 · ✓ 已兑现 · ▬ 缺事由. Shape, word and color always come together. */
export type StateKind = 'late' | 'soon' | 'wait' | 'inHand' | 'done' | 'cause' | 'plain';

/** Only the shape, for places where the word stands right beside it. */
export function StateGlyph({ kind, size = 12 }: { kind: StateKind; size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 12 12" aria-hidden="true">
      {kind === 'late' && <path d="M6 0l6 6-6 6-6-6z" fill="currentColor" />}
      {kind === 'soon' && <path d="M6 1l6 10.5H0z" fill="currentColor" />}
      {kind === 'wait' && (
        <circle cx="6" cy="6" r="4.6" fill="none" stroke="currentColor" strokeWidth="1.8" strokeDasharray="2.4 2.2" />
      )}
      {kind === 'inHand' && (
        <>
          <circle cx="6" cy="6" r="5" fill="none" stroke="currentColor" strokeWidth="1.6" />
          <path d="M6 1a5 5 0 0 1 0 10z" fill="currentColor" />
        </>
      )}
      {kind === 'done' && <path d="M1.5 6.4 4.6 9.5 10.5 2.8" fill="none" stroke="currentColor" strokeWidth="2" />}
      {kind === 'cause' && <path d="M0.5 4.5h11v3h-11z" fill="currentColor" />}
      {kind === 'plain' && <circle cx="6" cy="6" r="2.5" fill="currentColor" />}
    </svg>
  );
}

export function State({ kind, children }: { kind: StateKind; children: ReactNode }) {
  return (
    <span className={`st ${kind}`}>
      <StateGlyph kind={kind} />
      {children}
    </span>
  );
}
