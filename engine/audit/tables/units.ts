/** Lists of units and of their names. */
import type { Book } from '../book.ts';
import type { Sheet } from '../sheet.ts';
import { onePerUnit } from './rows.ts';

export function readUnits(sheet: Sheet, book: Book): void {
  onePerUnit(sheet, book, 'unit_id');
  const names = sheet.heading.filter((name) => name.startsWith('name'));
  for (const row of sheet.rows) {
    book.unit(
      sheet,
      row,
      sheet.text(row, 'unit_id'),
      [...names.map((column) => sheet.text(row, column)), ...sheet.text(row, 'alt_names').split('|')],
      sheet.text(row, sheet.has('block') ? 'block' : 'level'),
    );
  }
}

/** Spellings of units that are known otherwise; "#block-so" spells a group. */
export function readAliases(sheet: Sheet, book: Book): void {
  for (const row of sheet.rows) {
    const [id, alias] = [sheet.text(row, 'unit_id'), sheet.text(row, 'alias')];
    if (id.startsWith('#block-')) book.nameGroup(id.slice('#block-'.length), alias);
    else book.units.get(id)?.names.add(alias);
  }
}
