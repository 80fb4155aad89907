/** Tables of one year: standard and appraised points with the index and the rank; totals with places. */
import { ratio } from '../../model/ratio.ts';
import type { Book } from '../book.ts';
import { linear, percentOf } from '../relations.ts';
import type { Sheet } from '../sheet.ts';
import { onePerUnit } from './rows.ts';

export function readScores(sheet: Sheet, book: Book): void {
  onePerUnit(sheet, book, 'unit_id');
  const { ledger } = book;
  for (const row of sheet.rows) {
    const unit = sheet.text(row, 'unit_id');
    book.unit(sheet, row, unit, [sheet.text(row, 'name')], sheet.text(row, 'block'));
    book.list(sheet, unit);
    // The standard is set by the scheme, not measured.
    const standard = ledger.cell(sheet, row, 'standard_points', { exact: true, name: 'điểm chuẩn' });
    const appraised = ledger.cell(sheet, row, 'appraised_points', { name: 'điểm thẩm định' });
    const index = ledger.cell(sheet, row, 'index_printed', { name: 'chỉ số' });
    if (standard !== undefined && appraised !== undefined && index !== undefined) {
      ledger.relate(
        percentOf(
          { class: 'arithmetic', column: `${sheet.file} index_printed`, told: 'điểm thẩm định / điểm chuẩn' },
          index,
          appraised,
          standard,
        ),
      );
      book.indexes.push({ subject: unit, figure: index, sheet });
    }
    if (sheet.has('rank_printed')) {
      const label = ledger.label(sheet, row, 'rank_printed', { name: 'xếp hạng' });
      if (label !== undefined) book.labels.push({ subject: unit, figure: label, sheet });
    }
  }
}

export function readTotals(sheet: Sheet, book: Book): void {
  onePerUnit(sheet, book, 'unit_id');
  const { ledger } = book;
  for (const row of sheet.rows) {
    const unit = sheet.text(row, 'unit_id');
    book.unit(
      sheet,
      row,
      unit,
      [sheet.text(row, 'name')],
      sheet.text(row, sheet.has('block') ? 'block' : 'level'),
    );
    book.list(sheet, unit);
    const points = ledger.cell(sheet, row, 'appraised_points_printed', { name: 'điểm thẩm định' });
    const index = ledger.cell(sheet, row, 'index_printed', { name: 'chỉ số' });
    const rank = ledger.cell(sheet, row, 'rank_printed', { kind: 'count', name: 'thứ hạng' });
    if (points === undefined || index === undefined) continue;
    const fine = points.places > index.places ? points : index;
    const coarse = fine === points ? index : points;
    ledger.relate(
      linear(
        {
          class: 'arithmetic',
          column: `${sheet.file} ${coarse.place.field}`,
          told: `làm tròn ${fine.name}`,
        },
        coarse,
        [{ figure: fine, factor: ratio(1) }],
      ),
    );
    book.totals.push({ sheet, unit, rank, points, index });
    book.indexes.push({ subject: unit, figure: fine, sheet });
  }
}
