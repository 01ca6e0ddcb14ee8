/** The life of a matter: who is accountable for it at every instant, and how that may change. */
export * from './events.ts';
export * from './states.ts';
