/** One figure that the prose states, with its quotation and the other numbers of it. */
import { compare, equal, type Ratio } from '../../model/ratio.ts';
import type { Book } from '../book.ts';
import type { Figure, FindingClass, Quantity } from '../figures.ts';
import { magnitude } from '../printed.ts';
import { sameAs } from '../relations.ts';
import type { Sheet, SheetRow } from '../sheet.ts';
import { type Token, tokensOf } from './tokens.ts';

export interface Fact {
  readonly sheet: Sheet;
  readonly row: SheetRow;
  readonly id: string;
  readonly subject: string;
  readonly key: string;
  readonly quote: string;
  readonly value: Figure;
  /** The column `of`: how many there are in all. */
  readonly of: Ratio | undefined;
  readonly tokens: readonly Token[];
  /** The figure of a number of the quotation; the fact's own where it is that. */
  readonly figureOf: (token: Token) => Figure;
  readonly quantities: Map<Figure, Quantity>;
}

/** Where a table's row states a figure and quotes the sentence. */
interface Source {
  readonly id: string;
  readonly subject: string;
  readonly key: string;
  readonly quote: string;
  readonly value: Figure;
  readonly of: Ratio | undefined;
}

/** Ties a stated figure to its quotation. */
export function factOf(
  sheet: Sheet,
  row: SheetRow,
  book: Book,
  source: Source,
  quantities: Map<Figure, Quantity>,
): Fact {
  const { quote, value } = source;
  const tokens = tokensOf(quote);
  const figures = new Map<Token, Figure>();
  const own = tokens.find(
    ({ form }) => value.form !== undefined && equal(form.value, magnitude(value.form.value)),
  );
  if (own !== undefined) figures.set(own, value);
  const figureOf = (token: Token): Figure => {
    const known = figures.get(token);
    if (known !== undefined) return known;
    const figure = book.ledger.add({
      place: book.ledger.place(sheet, row, 'quote', source.id),
      printed: token.text,
      form: token.form,
      places: token.form.places,
      exact: !token.percent && token.form.places === 0,
      prose: true,
      name: 'số trong câu',
    });
    figures.set(token, figure);
    return figure;
  };
  const fact = { ...source, sheet, row, tokens, figureOf, quantities };
  if (own === undefined) missingValue(book, fact);
  return fact;
}

/** The figure does not stand in its sentence: it should be the number nearest to it there, or their sum. */
function missingValue(book: Book, { value, tokens, figureOf, quote }: Fact): void {
  const { form } = value;
  if (form === undefined || (form.value.numerator === 0n && /kh[oô]ng/iu.test(quote))) return;
  const alike = tokens.filter((token) => token.percent === form.percent || token.form.places === form.places);
  const parts = tokens.filter((token) => /^\s*\p{L}/u.test(token.after) && !token.percent);
  if (/\p{L}\/\d/u.test(quote) && parts.length > 1) return;
  const [first, ...others] = alike.length > 0 ? alike : tokens;
  if (first === undefined) return;
  const nearest = others.reduce(
    (best, token) => (distance(token, form.value) < distance(best, form.value) ? token : best),
    first,
  );
  book.ledger.relate(
    sameAs({ class: classFor(value), weight: 0.5, told: 'câu trích ghi =' }, value, figureOf(nearest)),
  );
}

function distance({ form }: Token, to: Ratio): number {
  const size = magnitude({
    numerator: form.value.numerator * to.denominator - to.numerator * form.value.denominator,
    denominator: form.value.denominator * to.denominator,
  });
  return Number((size.numerator * 1000n) / size.denominator);
}

export function classFor(figure: Figure): FindingClass {
  return figure.exact ? 'count' : 'arithmetic';
}

export function isOneOf(value: Ratio | undefined, other: Ratio): boolean {
  return value !== undefined && compare(value, other) === 0;
}
