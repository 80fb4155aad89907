/** Running numbers: rows count up, over the whole table or within each group. */
import { ratio } from '../../model/ratio.ts';
import type { Book } from '../book.ts';
import { equals } from '../relations.ts';
import type { Sheet, SheetRow } from '../sheet.ts';
import { isAverageRow } from './rows.ts';

const COLUMNS = ['order', 'order_in_block'] as const;
/** Tables whose rows follow no count say nothing. */
const KEPT = 0.75;

export function relateOrder(sheet: Sheet, book: Book): void {
  const column = COLUMNS.find((name) => sheet.has(name));
  if (
    column === undefined ||
    !sheet.has('unit_id') ||
    !sheet.heading.some((name) => name.endsWith('_printed') || name.startsWith('rank_'))
  )
    return;
  const rows = sheet.rows.filter((row) => !isAverageRow(sheet, row));
  const group = (row: SheetRow) => sheet.text(row, sheet.has('block') ? 'block' : 'level');
  const counts = [
    rows.map((_, index) => index + 1),
    rows.map((row, index) => rows.slice(0, index + 1).filter((other) => group(other) === group(row)).length),
  ];
  const held = (due: readonly number[]) =>
    rows.filter((row, index) => sheet.text(row, column) === String(due[index])).length;
  const [overall = [], within = []] = counts;
  const due = held(within) > held(overall) ? within : overall;
  if (held(due) < KEPT * rows.length || rows.length < 4) return;
  for (const [index, row] of rows.entries()) {
    const figure = book.ledger.cell(sheet, row, column, { kind: 'count', optional: true, name: 'số thứ tự' });
    if (figure !== undefined)
      book.ledger.relate(
        equals(
          { class: 'tie_rule', told: 'số thứ tự của dòng trong bảng =' },
          figure,
          ratio(due[index] ?? 0),
        ),
      );
  }
}
