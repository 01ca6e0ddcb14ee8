/** What one import may hold. Each limit is refused with a sentence that names it. */
export const FILE_MB_MAX = 30;
export const FILE_BYTES_MAX = FILE_MB_MAX * 1024 * 1024;
export const ROWS_MAX = 200_000;
export const COLUMNS_MAX = 200;

export const NAME_LENGTH_MAX = 120;
export const CELL_LENGTH_MAX = 1000;

/** An honest list of 200,000 companies unpacks to about 120 MB. */
export const UNPACKED_MB_MAX = 250;
export const SHEET_PARTS_MAX = 1000;
export const SHEET_MEMORY_MB = 256;
export const SHEET_SECONDS = 60;
