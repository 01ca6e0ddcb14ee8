import { createRootRouteWithContext, Outlet, redirect, useRouterState } from '@tanstack/react-router';
import { useEffect } from 'react';
import { lastMe, rememberMe } from './api/lastMe.ts';
import { queryClient, sessionQuery } from './api/queries.ts';
import { asRefusal } from './api/refusal.ts';
import { Loading, NotFound, Problem } from './parts/conditions.tsx';
import { sharedText } from './text/shared.ts';
import { useText } from './text/useText.ts';

/** Moves the focus to the new page's heading, so that a screen reader starts where a sighted reader does. */
function FocusOnArrival() {
  const path = useRouterState({ select: (state) => state.resolvedLocation?.pathname });
  useEffect(() => {
    if (path === undefined || document.activeElement instanceof HTMLInputElement) return;
    if (document.activeElement instanceof HTMLTextAreaElement) return;
    document.getElementById('main')?.focus({ preventScroll: true });
  }, [path]);
  return null;
}

/** A page before its shell: the product's name as heading and the skeleton of a page. */
export function ShellPending() {
  const { t } = useText(sharedText);
  return (
    <main className="wrap" id="main">
      <h1 className="vh">{t('product')}</h1>
      <Loading what={t('thePage')} />
    </main>
  );
}

/** A page inside its shell, while its program or its data come. */
export function PagePending() {
  const { t } = useText(sharedText);
  return <Loading what={t('thePage')} />;
}

export const root = createRootRouteWithContext<Record<string, never>>()({
  component: () => (
    <>
      <FocusOnArrival />
      <Outlet />
    </>
  ),
  notFoundComponent: () => (
    <main className="wrap narrow" id="main">
      <NotFound />
    </main>
  ),
  errorComponent: ({ error, reset }) => (
    <main className="wrap narrow" id="main">
      <Problem error={error} onRetry={reset} />
    </main>
  ),
});

export type Root = typeof root;

/**
 * For a shell's `beforeLoad`: reads the session and sends signed-out readers to the sign-in page and back afterwards.
 * Without a network the last reader of this device comes to his drafts; everything else still asks the server.
 */
export async function requireSession(href: string): Promise<void> {
  try {
    rememberMe(await queryClient.ensureQueryData(sessionQuery()));
  } catch (error) {
    const refusal = asRefusal(error);
    if (refusal.status === 401) {
      rememberMe(null);
      throw redirect({ to: '/login', search: { to: href } });
    }
    const me = refusal.outcome === 'unknown' ? lastMe() : null;
    if (me === null) throw error;
    queryClient.setQueryData(sessionQuery().queryKey, me, { updatedAt: 0 });
  }
}
