/** Tables over several years: indexes with their change, ranks, averages of groups. */
import { asPrinted } from '../blame.ts';
import type { Book } from '../book.ts';
import type { Figure } from '../figures.ts';
import { differenceOf } from '../relations.ts';
import type { Sheet, SheetRow } from '../sheet.ts';
import { isAverageRow, onePerUnit } from './rows.ts';

export function readHistory(sheet: Sheet, book: Book): void {
  onePerUnit(sheet, book, 'unit_id');
  const years = sheet.years('index_', '_printed');
  const changes: Change[] = [];
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
    const delta = book.ledger.cell(sheet, row, 'delta_printed', { name: 'tăng/giảm' });
    if (delta !== undefined) {
      changes.push({ delta, figures });
      (average ? book.averageDeltas : book.deltas).push({ subject, figure: delta, sheet });
    }
    if (!average) readYearLabels(sheet, row, book, subject);
  }
  relateChanges(sheet, book, years, changes);
}

/** A printed change with the figures of its row, newest year first. */
interface Change {
  readonly delta: Figure;
  readonly figures: readonly (Figure | undefined)[];
}

/** The change is from the year before to the newest, unless most rows have it from another year. */
function relateChanges(sheet: Sheet, book: Book, years: readonly number[], changes: readonly Change[]): void {
  const made = years.slice(1).map((year, index) =>
    changes.flatMap(({ delta, figures }) => {
      const [newest, before] = [figures[0], figures[index + 1]];
      if (newest === undefined || before === undefined) return [];
      const told = `năm ${years[0]} trừ năm ${year}`;
      const column = `${sheet.file} delta_printed`;
      return differenceOf({ class: 'arithmetic', column, told }, delta, newest, before);
    }),
  );
  const fits = made.map(
    (relations) => relations.filter((relation) => relation.judge(asPrinted) === 'exact').length,
  );
  for (const relation of made[fits.indexOf(Math.max(...fits))] ?? []) book.ledger.relate(relation);
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
  const changes: Change[] = [];
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
    const delta = book.ledger.cell(sheet, row, 'delta_printed', { name: 'tăng/giảm' });
    if (delta === undefined) continue;
    changes.push({ delta, figures });
    book.averageDeltas.push({ subject: group, figure: delta, sheet });
  }
  relateChanges(sheet, book, years, changes);
}
