import type { Authorization } from '../../platform/operation.ts';

export const anybodyMaySeeServicePoints = {
  public: true,
  object: 'service points of the district: what the sign at the door says',
} as const satisfies Authorization;
