/** Points of single units that the prose states, such as "(2,5/5 điểm)". */
import { compare, parseDecimal } from '../../model/ratio.ts';
import type { Book } from '../book.ts';
import type { Figure } from '../figures.ts';
import { equals } from '../relations.ts';
import type { Sheet } from '../sheet.ts';
import { onePerUnit } from '../tables/rows.ts';
import { quoteHolds } from '../tables/verbatim.ts';
import { tokensOf } from './tokens.ts';

export function readUnitFacts(sheet: Sheet, book: Book): void {
  onePerUnit(sheet, book, 'unit_id', 'fact');
  const { ledger } = book;
  for (const row of sheet.rows) {
    const text = sheet.text(row, 'value_printed');
    const place = ledger.place(
      sheet,
      row,
      'value_printed',
      `${sheet.text(row, 'unit_id')} ${sheet.text(row, 'fact')}`,
    );
    const form = sheet.number(row, 'value_printed', 'measure');
    if (form === undefined) {
      if (!/^[<>≤≥]\s*\d/u.test(text))
        ledger.fault(
          sheet,
          row,
          'value_printed',
          'Ô không phải là số.',
          'Ghi con số như lời văn in, ví dụ 2,5 hoặc <60.',
        );
      continue;
    }
    const name = 'điểm nêu trong lời văn';
    const figure = ledger.add({
      place,
      printed: text,
      form,
      places: form.places,
      exact: false,
      prose: true,
      name,
    });
    const quote = sheet.text(row, 'quote');
    // Without any number, as "không có điểm", the sentence gives nothing to compare.
    if (tokensOf(quote).length > 0 && form.value.numerator !== 0n && /điểm|%/u.test(quote))
      quoteHolds(book, figure, quote);
    withinMaximum(sheet.text(row, 'max'), book, figure);
  }
}

function withinMaximum(text: string, { ledger }: Book, figure: Figure): void {
  const max = parseDecimal(text);
  const { form } = figure;
  if (max !== undefined && form !== undefined && compare(form.value, max) > 0)
    ledger.relate(equals({ class: 'arithmetic', told: 'không thể hơn điểm tối đa' }, figure, max));
}
