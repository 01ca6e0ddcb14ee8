import type { InboxView } from '@banfei/contracts';

/** The views of the inbox in the order of urgency. */
export const VIEWS = [
  'offered',
  'mine',
  'dueToday',
  'overdue',
  'waiting',
  'proposed',
  'assisting',
  'settled',
  'all',
] as const satisfies readonly InboxView[];

export const asView = (value: unknown): InboxView | undefined => VIEWS.find((view) => view === value);
