/** What one import may hold. Each limit is refused with a sentence that names it. */
export const FILE_MB_MAX = 30;
export const FILE_BYTES_MAX = FILE_MB_MAX * 1024 * 1024;
export const ROWS_MAX = 200_000;
export const COLUMNS_MAX = 200;

export const NAME_LENGTH_MAX = 120;
export const CELL_LENGTH_MAX = 1000;

/** 200,000 rows of twenty columns; empty cells count, since each takes memory. */
export const CELLS_MAX = 4_000_000;
/** A list of 200,000 companies has about 20 million characters. */
export const CHARACTERS_MAX = 60_000_000;

/** An honest list of 200,000 companies unpacks to about 120 MB, and to ten times its packed size. */
export const UNPACKED_MB_MAX = 250;
export const UNPACK_RATIO_MAX = 100;
/** Below this size any ratio is harmless. */
export const RATIO_FROM_MB = 20;
export const SHEET_PARTS_MAX = 1000;
export const SHEET_MEMORY_MB = 256;
export const SHEET_SECONDS = 60;
