/** How many units of each group have each rank: rows, columns, and the units themselves. */
import { ratio } from '../../model/ratio.ts';
import type { Book } from '../book.ts';
import type { Figure } from '../figures.ts';
import { rankLabel } from '../labels.ts';
import { equals, sumOf } from '../relations.ts';
import type { Sheet } from '../sheet.ts';
import { isGeneral, onePerUnit } from './rows.ts';

export function readRankCounts(sheet: Sheet, book: Book): void {
  onePerUnit(sheet, book, 'block_id');
  const { ledger } = book;
  const ranks = sheet.heading.filter(
    (name) => !['block_id', 'name', 'total', 'source_line', 'order'].includes(name),
  );
  const columns = new Map<string, { group: string; figure: Figure }[]>();
  for (const row of sheet.rows) {
    const group = sheet.text(row, 'block_id');
    book.nameGroup(group, sheet.text(row, 'name'));
    const cells = [...ranks, 'total'].map((column) => ({
      column,
      figure: ledger.cell(sheet, row, column, {
        kind: 'count',
        name: column === 'total' ? 'tổng số' : `số ${rankLabel(column)}`,
      }),
    }));
    for (const { column, figure } of cells) {
      if (figure === undefined) continue;
      columns.set(column, [...(columns.get(column) ?? []), { group, figure }]);
      book.rankCounts.push({ group, rank: column === 'total' ? 'total' : rankLabel(column), figure });
    }
    const total = cells.at(-1)?.figure;
    const parts = cells.slice(0, -1).flatMap(({ figure }) => figure ?? []);
    if (total !== undefined && parts.length === ranks.length)
      ledger.relate(sumOf({ class: 'count', told: 'cộng các mức' }, total, parts));
  }
  for (const cells of columns.values()) addUp(book, cells);
}

function addUp({ ledger }: Book, cells: readonly { group: string; figure: Figure }[]): void {
  const whole = cells.find(({ group }) => isGeneral(group))?.figure;
  const parts = cells.filter(({ group }) => !isGeneral(group)).map(({ figure }) => figure);
  if (whole !== undefined && parts.length > 0)
    ledger.relate(sumOf({ class: 'count', told: 'cộng các khối' }, whole, parts));
}

/** The totals against the units that the other tables list; after all tables are read. */
export function relateUnitCounts(book: Book): void {
  if (book.listed.size === 0) return;
  for (const { group, rank, figure } of book.rankCounts) {
    const units = book.assessed(group).length;
    if (rank !== 'total' || units === 0) continue;
    book.ledger.relate(
      equals({ class: 'count', told: 'số đơn vị có tên trong các bảng =' }, figure, ratio(units)),
    );
  }
}
