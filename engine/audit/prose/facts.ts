/** The figures that the prose states, against the tables and against each other. */
import { compare, parseDecimal, ratio } from '../../model/ratio.ts';
import { fold } from '../../model/text.ts';
import type { Book } from '../book.ts';
import type { Figure, Quantity } from '../figures.ts';
import { differenceOf, linear, sameAs } from '../relations.ts';
import type { Sheet } from '../sheet.ts';
import { onePerUnit } from '../tables/rows.ts';
import { relateChanges } from './changes.ts';
import { type Fact, factOf } from './fact.ts';
import { relateKey } from './keys.ts';
import { relateQuote } from './quote.ts';
import { relateRankSentence } from './rank-sentence.ts';
import { isGroup } from './subjects.ts';
import { plainQuote } from './tokens.ts';

export function readFacts(sheet: Sheet, book: Book): void {
  onePerUnit(sheet, book, 'fact_id');
  for (const row of sheet.rows) {
    const text = sheet.text(row, 'value_printed');
    const id = sheet.text(row, 'fact_id');
    const place = book.ledger.place(sheet, row, 'value_printed', id);
    const whole = /^\d{1,3}(?:\.\d{3})+$/.test(text) && !/%|index|điểm/u.test(sheet.text(row, 'unit'));
    const form = sheet.number(row, 'value_printed', whole ? 'count' : 'measure');
    const share = /%|index/u.test(sheet.text(row, 'unit')) || form?.percent === true;
    if (form === undefined) {
      if (!/\d/u.test(text))
        book.ledger.fault(sheet, row, 'value_printed', 'Ô không phải là số.', 'Ghi con số như lời văn in.');
      else
        book.ledger.add({
          place,
          printed: text,
          places: 0,
          exact: false,
          prose: true,
          name: 'số trong lời văn',
        });
      continue;
    }
    const value = book.ledger.add({
      place,
      printed: text,
      form,
      places: form.places,
      exact: !share && form.places === 0,
      prose: true,
      name: 'số trong lời văn',
    });
    const source = {
      id,
      subject: sheet.text(row, 'subject'),
      key: sheet.text(row, 'fact'),
      quote: plainQuote(sheet.text(row, 'quote')),
      value,
      of: parseDecimal(sheet.text(row, 'of')),
    };
    book.facts.push(factOf(sheet, row, book, source, book.proseQuantities));
  }
}

/** All that sentences say; after the tables are related. Gives the years of the figures that have one. */
export function relateFacts(book: Book): ReadonlyMap<Figure, Quantity> {
  for (const fact of book.facts) {
    relateKey(book, fact);
    relateQuote(book, fact);
    relateChanges(book, fact);
    relateRankSentence(book, fact);
    relateQuoted(book, fact);
    relateRemaining(book, fact);
  }
  relateRepeated(book);
  relateGroups(book);
  relateComplements(book);
  return book.proseQuantities;
}

/** One fact of one subject, stated twice. */
function relateRepeated(book: Book): void {
  const same = Map.groupBy(book.facts, ({ key, subject, of, value }) =>
    [key, subject, of?.numerator, value.exact].join(' '),
  );
  for (const [first, ...others] of same.values())
    for (const { value } of others)
      if (first !== undefined)
        book.ledger.relate(
          sameAs(
            {
              class: value.exact ? 'count' : 'arithmetic',
              weight: 0.8,
              told: `cùng số liệu ở ${first.id} =`,
            },
            value,
            first.value,
          ),
        );
}

/** A fact stated of all units and of each group adds up. */
function relateGroups(book: Book): void {
  const groups = book.groups();
  if (groups.length < 2) return;
  for (const facts of Map.groupBy(book.facts, ({ key, sheet }) => `${sheet.file} ${key}`).values()) {
    const whole = facts.find(({ subject }) => subject === 'all');
    const parts = groups.map((group) => facts.find(({ subject }) => subject === group));
    if (whole === undefined || !isGroup(book, 'all') || !whole.value.exact) continue;
    const figures = parts.flatMap((part) => part?.value ?? []);
    if (figures.length === groups.length)
      book.ledger.relate(
        linear(
          { class: 'count', told: `cộng ${groups.length} khối` },
          whole.value,
          figures.map((figure) => ({ figure, factor: ratio(1) })),
        ),
      );
  }
}

/** `satisfaction` and `not_satisfied` make up a hundred. */
function relateComplements(book: Book): void {
  for (const fact of book.facts) {
    const stem = /^not_([a-z]{5})/.exec(fact.key)?.[1];
    const other = book.facts.find(
      ({ key, subject, value }) =>
        stem !== undefined && key.startsWith(stem) && subject === fact.subject && !value.exact,
    );
    const share = book.ratios.find(({ what }) => stem !== undefined && fold(what).includes(stem));
    if (share !== undefined && fact.value.exact)
      book.ledger.relate(
        differenceOf(
          { class: 'prose_vs_table', told: 'mẫu số trừ tử số' },
          fact.value,
          share.whole,
          share.part,
        ),
      );
    if (other === undefined || fact.value.exact) continue;
    book.ledger.relate(
      linear(
        { class: 'arithmetic', told: 'phần còn lại của 100%' },
        fact.value,
        [{ figure: other.value, factor: ratio(-1) }],
        ratio(100),
      ),
    );
  }
}

/** A table's row that quotes the same sentence of the same line prints the same numbers. */
function relateQuoted(book: Book, fact: Fact): void {
  const mask = (text: string) => text.replaceAll(/\d/g, '0');
  const line = fact.sheet.line(fact.row);
  if (line === undefined) return;
  for (const { quote, figure, line: other } of book.quoted) {
    if (line !== other) continue;
    const plain = plainQuote(quote);
    const at = mask(plain).indexOf(mask(fact.quote));
    if (at < 0) continue;
    // Where the figure stands in its own line, as a number by itself.
    const token = fact.tokens.find(
      ({ start, text }) =>
        plain.slice(at + start).startsWith(figure.printed) &&
        text.replace(/\s*%$/u, '').length === figure.printed.length,
    );
    if (token === undefined) continue;
    book.ledger.relate(
      linear(
        { class: 'prose_vs_table', weight: 0.8, told: `${figure.place.file} ghi =` },
        fact.figureOf(token),
        [{ figure, factor: ratio(1) }],
      ),
    );
  }
}

/** "06 đơn vị còn lại": what another fact of the same line leaves of the whole. */
function relateRemaining(book: Book, fact: Fact): void {
  const { of, quote, subject, value } = fact;
  if (of === undefined || !/còn lại/iu.test(quote) || !value.exact) return;
  const line = fact.sheet.line(fact.row);
  const others = book.facts.filter(
    (other) =>
      other !== fact &&
      other.subject === subject &&
      other.sheet.line(other.row) === line &&
      other.of !== undefined &&
      compare(other.of, of) === 0,
  );
  if (line === undefined || others.length === 0) return;
  book.ledger.relate(
    linear(
      { class: 'count', told: 'số còn lại' },
      value,
      others.map((other) => ({ figure: other.value, factor: ratio(-1) })),
      of,
    ),
  );
}
