/** The table of a workbook: the first visible sheet that has its headings. */
import { type CellObject, utils } from '@e965/xlsx';
import { inSheet, ProblemList, type Refusal, shown } from '../problems.ts';
import { cellText, errorOf, formulaOf } from './cell-text.ts';
import { type FoundHeading, findHeading, ROWS_LOOKED_AT } from './heading.ts';
import { MOST_WORKBOOK_ROWS } from './limits.ts';
import { noHeading } from './no-heading.ts';
import { type SheetRow, sheetRows } from './sheet-rows.ts';
import type { Table, TableOptions, TableRow } from './table.ts';
import { openWorkbook, tooLarge } from './workbook.ts';

/** Reads a workbook whole; formulas and errors below the title are faults. */
export function sheetTable(bytes: Uint8Array, options: TableOptions): Table | Refusal {
  const book = openWorkbook(bytes);
  if (!book.ok) return book;
  let refusal: Refusal | undefined;
  for (const sheet of book.sheets) {
    const rows = sheetRows(sheet);
    if ('ok' in rows) {
      refusal ??= inSheet(rows, sheet.name);
      continue;
    }
    const first = rows.slice(0, ROWS_LOOKED_AT).map((row) => textRow(row, book.date1904));
    const found = findHeading(first, options);
    if (found !== undefined) {
      const table = tableOf(sheet.name, rows, found, book.date1904);
      return table.ok ? table : inSheet(table, sheet.name);
    }
    if (first.length > 0) refusal ??= noHeading(first, options, sheet.name);
  }
  return refusal ?? noHeading([], options);
}

function tableOf(
  sheet: string,
  rows: readonly SheetRow[],
  { heading, title, lastRow }: FoundHeading,
  date1904: boolean,
): Table | Refusal {
  const data = rows.filter(({ row }) => row > lastRow);
  if (data.length > MOST_WORKBOOK_ROWS) return tooLarge();
  const faults = faultsOf(
    rows.filter(({ row }) => row >= heading.row),
    heading,
  );
  if (faults !== undefined) return faults;
  const width = data.reduce((most, { cells }) => Math.max(most, cells.length), heading.cells.length);
  return {
    ok: true,
    sheet,
    heading: padded(heading, width),
    title,
    rows: data.map((row) => padded(textRow(row, date1904), width)),
  };
}

function textRow({ row, cells }: SheetRow, date1904: boolean): TableRow {
  return {
    row,
    cells: Array.from(cells, (cell) => (cell === undefined ? '' : cellText(cell, date1904))),
  };
}

function padded({ row, cells }: TableRow, width: number): TableRow {
  const missing = width - cells.length;
  return missing <= 0
    ? { row, cells }
    : { row, cells: [...cells, ...Array.from({ length: missing }, () => '')] };
}

/** What a cell holds that is no value; a merged one is told of once. */
function faultsOf(rows: readonly SheetRow[], heading: TableRow): Refusal | undefined {
  const problems = new ProblemList();
  const told = new Set<CellObject>();
  for (const { row, cells } of rows)
    for (const [index, cell] of cells.entries()) {
      const fault = cell === undefined || told.has(cell) ? undefined : faultOf(cell);
      if (cell === undefined || fault === undefined) continue;
      told.add(cell);
      problems.add(() => ({ row, column: columnName(heading, index), ...fault }));
    }
  return problems.refusal();
}

function faultOf(cell: CellObject): { value: string; reason: string; remedy: string } | undefined {
  const formula = formulaOf(cell);
  const error = errorOf(cell);
  if (formula !== undefined)
    return {
      value: shown(formula),
      reason:
        error === undefined
          ? 'Ô là công thức, không phải giá trị.'
          : `Ô là công thức, không phải giá trị, và đang báo lỗi ${error}.`,
      remedy: 'Chép vùng ô, chọn Dán đặc biệt → Giá trị ("Dán giá trị"), lưu lại rồi nạp.',
    };
  if (error === undefined) return undefined;
  return { value: error, reason: `Ô báo lỗi ${error}.`, remedy: 'Ghi giá trị đúng vào ô, hoặc để trống.' };
}

function columnName(heading: TableRow, index: number): string {
  const name = heading.cells[index] ?? '';
  return name === '' ? utils.encode_col(index) : shown(name);
}
