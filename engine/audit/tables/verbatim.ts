/** A printed figure beside the sentence that it was taken from: it must stand there. */
import { compare, equal, type Ratio, subtract } from '../../model/ratio.ts';
import type { Book } from '../book.ts';
import type { Figure } from '../figures.ts';
import { magnitude, readPrinted } from '../printed.ts';
import { equals } from '../relations.ts';

const NUMBERS = /\d[\d.,]*\d|\d/gu;

/** Every number of a sentence, in every way in which it can be read. */
export function numbersIn(quote: string): Ratio[] {
  return [...quote.matchAll(NUMBERS)].flatMap(([text]) =>
    (['measure', 'count'] as const).flatMap((kind) => readPrinted(text, kind)?.value ?? []),
  );
}

/** Relates the figure to the number in its sentence that is nearest to it, when it does not stand there itself. */
export function quoteHolds(book: Book, figure: Figure, quote: string): void {
  const { form } = figure;
  if (quote === '' || form === undefined) return;
  const size = magnitude(form.value);
  const numbers = numbersIn(quote);
  const [first, ...others] = numbers;
  if (first === undefined || numbers.some((number) => equal(number, size))) return;
  const nearest = others.reduce((best, number) => (nearer(number, best, size) ? number : best), first);
  book.ledger.relate(
    equals(
      { class: figure.exact ? 'count' : 'arithmetic', weight: 0.5, told: 'câu trích ghi =' },
      figure,
      nearest,
    ),
  );
}

function nearer(a: Ratio, b: Ratio, to: Ratio): boolean {
  return compare(magnitude(subtract(a, to)), magnitude(subtract(b, to))) < 0;
}
