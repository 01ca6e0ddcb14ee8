import type { Operation } from '../../platform/operation.ts';
import type { Platform } from '../../platform/services.ts';
import type { FirmSearch } from './search.ts';

interface ImportRoutes {
  readonly platform: Platform;
  readonly search: FirmSearch;
}

export function importOperations(_parts: ImportRoutes): readonly Operation[] {
  return [];
}
