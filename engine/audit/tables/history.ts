/** Tables over several years: indexes with their change, ranks, averages of groups. */
import type { Book } from '../book.ts';
import type { Figure } from '../figures.ts';
import { differenceOf } from '../relations.ts';
import type { Sheet, SheetRow } from '../sheet.ts';
import { isAverageRow, onePerUnit } from './rows.ts';

export function readHistory(sheet: Sheet, book: Book): void {
  onePerUnit(sheet, book, 'unit_id');
  const years = sheet.years('index_', '_printed');
  for (const row of sheet.rows) {
    const average = isAverageRow(sheet, row);
    const group = sheet.text(row, sheet.has('block') ? 'block' : 'level');
    const subject = average ? group : sheet.text(row, 'unit_id');
    if (!average) {
      book.unit(sheet, row, subject, [sheet.text(row, 'name')], group);
      book.list(sheet, subject);
    }
    const figures = years.map((year) => {
      const figure = book.ledger.cell(sheet, row, `index_${year}_printed`, {
        name: `chỉ số năm ${year}`,
      });
      if (figure !== undefined)
        (average ? book.averages : book.indexes).push({ subject, year, figure, sheet });
      return figure;
    });
    const delta = changeOf(sheet, row, book, years, figures);
    if (delta !== undefined)
      (average ? book.averageDeltas : book.deltas).push({ subject, figure: delta, sheet });
    if (!average) readYearLabels(sheet, row, book, subject);
  }
}

/** The change from the year before to the newest. */
function changeOf(
  sheet: Sheet,
  row: SheetRow,
  book: Book,
  years: readonly number[],
  [newest, before]: readonly (Figure | undefined)[],
): Figure | undefined {
  const delta = book.ledger.cell(sheet, row, 'delta_printed', { name: 'tăng/giảm' });
  if (delta === undefined || newest === undefined || before === undefined) return undefined;
  book.ledger.relate(
    differenceOf(
      {
        class: 'arithmetic',
        column: `${sheet.file} delta_printed`,
        told: `năm ${years[0]} trừ năm ${years[1]}`,
      },
      delta,
      newest,
      before,
    ),
  );
  return delta;
}

export function readRanks(sheet: Sheet, book: Book): void {
  onePerUnit(sheet, book, 'unit_id');
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
    readYearLabels(sheet, row, book, unit);
  }
}

function readYearLabels(sheet: Sheet, row: SheetRow, book: Book, unit: string): void {
  for (const year of sheet.years('rank_', '')) {
    const figure = book.ledger.label(sheet, row, `rank_${year}`, {
      optional: true,
      name: `xếp hạng năm ${year}`,
    });
    if (figure !== undefined) book.labels.push({ subject: unit, year, figure, sheet });
  }
}

export function readBlockAverages(sheet: Sheet, book: Book): void {
  onePerUnit(sheet, book, 'block_id');
  const years = sheet.years('avg_', '_printed');
  for (const row of sheet.rows) {
    const group = sheet.text(row, 'block_id');
    book.nameGroup(group, sheet.text(row, 'name'));
    const figures = years.map((year) => {
      const figure = book.ledger.cell(sheet, row, `avg_${year}_printed`, {
        name: `chỉ số trung bình năm ${year}`,
      });
      if (figure !== undefined) book.averages.push({ subject: group, year, figure, sheet });
      return figure;
    });
    const delta = changeOf(sheet, row, book, years, figures);
    if (delta !== undefined) book.averageDeltas.push({ subject: group, figure: delta, sheet });
  }
}
