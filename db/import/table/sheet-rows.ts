/** The rows of a sheet that hold something, merged cells filled downwards. */
import type { CellObject, Range } from '@e965/xlsx';
import { type Refusal, refuse } from '../problems.ts';
import { MOST_COLUMNS, MOST_MERGED_ROWS } from './limits.ts';
import { type Sheet, tooLarge } from './workbook.ts';

/** Cells as they are in the file. */
export interface SheetRow {
  /** From 1. */
  readonly row: number;
  readonly cells: readonly (CellObject | undefined)[];
}

interface OpenRow extends SheetRow {
  readonly cells: (CellObject | undefined)[];
}

/** The last row that a spreadsheet has. */
const LAST_ROW = 1_048_576;

/** A value that is merged over several rows stands in each of them that holds something else. */
export function sheetRows(sheet: Sheet): readonly SheetRow[] | Refusal {
  if (sheet.cells.length > LAST_ROW) return tooLarge();
  const rows: OpenRow[] = [];
  let columns = 0;
  sheet.cells.forEach((cells, index) => {
    const width = widthOf(cells);
    columns = Math.max(columns, width);
    if (width > 0) rows.push({ row: index + 1, cells: cells.slice(0, Math.min(width, MOST_COLUMNS)) });
  });
  if (columns > MOST_COLUMNS) return tooWide(columns);
  return fillMerged(rows, sheet.merges) ? rows : tooLarge();
}

/** How many columns there are up to the last that holds something. */
function widthOf(cells: readonly CellObject[]): number {
  // A cell may stand in a column of the millions, with nothing before it.
  if (cells.length > MOST_COLUMNS)
    return Object.entries(cells).reduce(
      (width, [index, cell]) => (isFilled(cell) ? Math.max(width, Number(index) + 1) : width),
      0,
    );
  let width = cells.length;
  while (width > 0 && !isFilled(cells[width - 1])) width -= 1;
  return width;
}

function isFilled(cell: CellObject | undefined): boolean {
  if (cell === undefined) return false;
  if (cell.f !== undefined || cell.F !== undefined) return true;
  return cell.t === 's' ? String(cell.v ?? '').trim() !== '' : cell.t !== 'z';
}

/** False where there is more to fill than any office merges. */
function fillMerged(rows: readonly OpenRow[], merges: readonly Range[]): boolean {
  const byRow = new Map(rows.map((row) => [row.row - 1, row]));
  const last = (rows.at(-1)?.row ?? 0) - 1;
  let filled = 0;
  for (const { s, e } of merges) {
    const value = byRow.get(s.r)?.cells[s.c];
    if (value === undefined || !isFilled(value)) continue;
    for (let index = s.r + 1; index <= Math.min(e.r, last); index += 1) {
      filled += 1;
      if (filled > MOST_MERGED_ROWS) return false;
      const row = byRow.get(index);
      if (row !== undefined && !isFilled(row.cells[s.c])) row.cells[s.c] = value;
    }
  }
  return true;
}

function tooWide(columns: number): Refusal {
  return refuse(
    `Trang tính có ${columns.toLocaleString('vi-VN')} cột; nhiều nhất là ${MOST_COLUMNS} cột.`,
    'Mỗi đơn vị, mỗi kỳ hoặc mỗi hồ sơ là một dòng; chỉ giữ các cột cần nạp.',
  );
}
