import type { ResourceKind } from '@banfei/contracts';

/** In the order of the tabs. Written out, because the schema of the contract would bring its whole library along. */
export const KINDS: readonly ResourceKind[] = ['instrument', 'room', 'expert', 'course', 'venue', 'compute'];
