/** What every table of units must keep: one row for each. */
import { fold } from '../../model/text.ts';
import type { Book } from '../book.ts';
import type { Sheet, SheetRow } from '../sheet.ts';

/** Refuses empty and repeated ids; `within` tells rows apart that may share one (levels, components). */
export function onePerUnit(sheet: Sheet, book: Book, column: string, ...within: readonly string[]): void {
  const seen = new Map<string, number>();
  for (const row of sheet.rows) {
    const id = sheet.text(row, column);
    if (id === '') {
      book.ledger.fault(sheet, row, column, 'Dòng không có mã.', 'Ghi mã đơn vị (hoặc mã dòng) vào cột này.');
      continue;
    }
    const key = [id, ...within.map((name) => sheet.text(row, name))].join(' / ');
    const before = seen.get(key);
    if (before !== undefined)
      book.ledger.fault(
        sheet,
        row,
        column,
        `"${key}" có hai dòng (dòng ${before} và dòng ${row.row}).`,
        'Mỗi đơn vị chỉ có một dòng trong bảng; xóa dòng thừa hoặc sửa mã.',
      );
    seen.set(key, row.row);
  }
}

/** Rows of averages stand among the units in some tables. */
export function isAverageRow(sheet: Sheet, row: SheetRow, column = 'unit_id'): boolean {
  return (
    /^avg(?:-|$)/.test(sheet.text(row, column)) ||
    /^(?:gia tri )?trung binh/.test(fold(sheet.text(row, 'name')))
  );
}

/** The id of the row that stands for all groups. */
export function isGeneral(group: string): boolean {
  return group === 'all';
}
