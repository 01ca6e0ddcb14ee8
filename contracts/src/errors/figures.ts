import type { ErrorEntry } from './entry.ts';

/** Refusals of figures. */
export const figureErrors = {
  FIGURE_UNKNOWN: {
    status: 404,
    zh: '没有“{figure}”这个指标。从总览里点一个数字，或检查地址',
    en: 'There is no figure “{figure}”. Open a number on the overview, or check the address',
  },
  FIGURE_AREA_UNKNOWN: {
    status: 404,
    zh: '没有第 {area} 片区。从地图或片区列表里另选一个',
    en: 'There is no area {area}. Choose another from the map or the list of areas',
  },
  FIGURE_CURSOR_STALE: {
    status: 400,
    zh: '这一页的位置读不出来，数据可能已经换过。从第一页重新打开',
    en: 'This position in the list cannot be read; the data may have moved on. Open the list again from its first page',
  },
} as const satisfies Record<string, ErrorEntry>;
