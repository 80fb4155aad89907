/** Indexes, averages and their changes that prose states of a unit or a group, against the tables. */
import { ratio } from '../../model/ratio.ts';
import { asPrinted } from '../blame.ts';
import type { Book, Entry } from '../book.ts';
import { datedEntries } from '../cross.ts';
import type { Figure } from '../figures.ts';
import { linear, sameAs } from '../relations.ts';
import type { Fact } from './fact.ts';

const PROSE = 'prose_vs_table';

/** The year in the key, or the report's own. */
export function yearOfKey(book: Book, key: string): number | undefined {
  const year = /(?:^|_)((?:19|20|21)\d\d)(?:_|$)/.exec(key)?.[1];
  return year === undefined ? book.year() : Number(year);
}

/** The index of a unit or the average of a group in a year. */
export function measureOf(
  book: Book,
  subject: string,
  year: number | undefined,
): readonly Pick<Entry, 'figure'>[] {
  const { indexes } = datedEntries(book);
  if (book.units.has(subject))
    return indexes.filter((entry) => entry.subject === subject && (entry.year ?? book.year()) === year);
  const averages = book.averages.filter((entry) => entry.subject === subject && entry.year === year);
  if (averages.length > 0 || year !== book.year()) return averages;
  return book.levelAverages
    .filter(({ table, level }) => table === 'total' && level === subject)
    .map(({ index }) => ({ figure: index }));
}

/** Relates a number of prose to what the tables print for the subject and year. */
export function relateToMeasure(
  book: Book,
  { subject, quantities }: Fact,
  figure: Figure,
  year: number,
): void {
  const entries = measureOf(book, subject, year);
  const kind = book.units.has(subject) ? 'index' : 'average';
  if (entries.length > 0) quantities.set(figure, { kind, subject, year });
  for (const { figure: printed } of entries)
    book.ledger.relate(
      sameAs(
        { class: PROSE, weight: 0.9, told: `năm ${year} trong ${printed.place.file} =` },
        figure,
        printed,
      ),
    );
}

export function relateMeasure(book: Book, fact: Fact): void {
  const { key, value, subject } = fact;
  if (
    !/avg|average|mean|index|chi_so/.test(key) ||
    /^(?:index|chi_so)_(?:up|down|tang|giam|same|unchanged)/.test(key)
  )
    return;
  if (/delta|change|increase|decrease|tang|giam/.test(key)) {
    const deltas = [...book.deltas, ...book.averageDeltas].filter((entry) => entry.subject === subject);
    for (const { figure } of deltas) relateChange(book, value, figure, /decrease|giam/.test(key));
    return;
  }
  const year = yearOfKey(book, key);
  if (year !== undefined) relateToMeasure(book, fact, value, year);
}

/** A change told in words ("giảm 1,98%") against the signed one of the table. */
export function relateChange(book: Book, told: Figure, printed: Figure, falls: boolean): void {
  const { value } = asPrinted(told);
  if (value === undefined) return;
  const negative = value.numerator < 0n;
  const turned = falls && !negative;
  const words = `tăng/giảm trong ${printed.place.file}${turned ? ', đổi dấu,' : ''} =`;
  book.ledger.relate(
    linear({ class: PROSE, weight: 0.9, told: words }, told, [
      { figure: printed, factor: ratio(turned ? -1 : 1) },
    ]),
  );
}
