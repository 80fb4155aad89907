/** How much of a file is read: more is refused with what to do instead. */

/** Columns that hold something. */
export const MOST_COLUMNS = 200;
/** Rows below the heading of a workbook, which cannot be read in parts. */
export const MOST_WORKBOOK_ROWS = 100_000;
/** Bytes of a workbook as it lies on the disk. */
export const MOST_WORKBOOK_BYTES = 50_000_000;
/** Bytes of a workbook's parts when they are inflated, all together. */
export const MOST_INFLATED_BYTES = 250_000_000;
/** Cells of a workbook, the empty ones that carry a format included. */
export const MOST_WORKBOOK_CELLS = 6_000_000;
/** Rows that cells merged downwards may fill, all together. */
export const MOST_MERGED_ROWS = 2_000_000;
/** Characters of one row of text: a quotation mark that is never closed would swallow the file. */
export const MOST_ROW_CHARACTERS = 1_000_000;
/** Rows that hold something, among which the heading is looked for. */
export const HEADING_ROWS = 30;
/** Bytes of text that are looked at together: for the encoding, and as a part of a stream. */
export const BLOCK_BYTES = 65_536;
/** Blocks from which heading and delimiter are told. */
export const HEAD_BLOCKS = 4;
