/** Rises and falls in words: "cao hơn năm 2019 là 4.1% (Năm 2019 đạt 86.22%)", "từ 80,39% năm 2018 lên 83,09% năm 2019". */

import { ratio } from '../../model/ratio.ts';
import type { Book } from '../book.ts';
import { linear } from '../relations.ts';
import type { Fact } from './fact.ts';
import { relateChange, relateToMeasure, yearOfKey } from './keys.ts';
import { unitsIn } from './subjects.ts';
import { type Token, yearOf } from './tokens.ts';

interface Change {
  readonly token: Token;
  readonly falls: boolean;
}

export function relateChanges(book: Book, fact: Fact): void {
  const changes = changesIn(fact);
  for (const change of changes) relateBase(book, fact, change);
  relateYears(
    book,
    fact,
    changes.map(({ token }) => token),
  );
  relateUnits(book, fact, changes);
}

/** Per cents that are changes: a word of rise or fall stands before, no other number between. */
function changesIn({ quote, tokens }: Fact): Change[] {
  return tokens.flatMap((token, index) => {
    if (!token.percent) return [];
    const from = tokens[index - 1]?.end ?? 0;
    const between = quote.slice(from, token.start);
    const word = [...between.matchAll(/(tăng|cao hơn|giảm|thấp hơn)/giu)].at(-1);
    if (
      word === undefined ||
      between.length - word.index > 70 ||
      /từ\s*$|còn\s*$|lên\s*$|xuống\s*$|đạt\s*$/iu.test(between)
    )
      return [];
    return [{ token, falls: /giảm|thấp/iu.test(word[0]) }];
  });
}

/** The change against the two values between which it lies, where the sentence has them. */
function relateBase(book: Book, fact: Fact, { token, falls }: Change): void {
  const { quote, tokens, figureOf, value } = fact;
  const index = tokens.indexOf(token);
  const [next, second] = [tokens[index + 1], tokens[index + 2]];
  const factor = ratio(falls ? -1 : 1);
  if (next === undefined || !next.percent) return;
  const gap = quote.slice(token.end, next.start);
  if (
    second?.percent === true &&
    /từ\s*$/iu.test(gap) &&
    /(?:lên|xuống|còn)\s*$/iu.test(quote.slice(next.end, second.start))
  ) {
    difference(book, fact, token, second, next, factor);
    return;
  }
  const before = tokens.slice(0, index).findLast(({ percent, form }) => percent || form.places > 0);
  const current =
    before ?? (figureOf(token) === value ? undefined : tokens.find((other) => figureOf(other) === value));
  if (
    current === undefined ||
    gap.length > 60 ||
    !/năm\s+(?:19|20|21)\d\d/iu.test(gap) ||
    /từ\s*$/iu.test(gap)
  )
    return;
  difference(book, fact, token, current, next, factor);
}

function difference(
  book: Book,
  { figureOf }: Fact,
  change: Token,
  now: Token,
  then: Token,
  factor: ReturnType<typeof ratio>,
): void {
  book.ledger.relate(
    linear({ class: 'arithmetic', told: 'mức tăng/giảm trong câu' }, figureOf(change), [
      { figure: figureOf(now), factor },
      { figure: figureOf(then), factor: ratio(-factor.numerator) },
    ]),
  );
}

/** A value with its year against the tables' value of the subject in that year. */
function relateYears(book: Book, fact: Fact, changes: readonly Token[]): void {
  const { quote, tokens, figureOf, subject } = fact;
  for (const token of tokens) {
    const year = yearOf(quote, token);
    if (year === undefined || changes.includes(token) || !(token.percent || token.form.places > 0)) continue;
    if (book.units.has(subject) || book.averages.some((entry) => entry.subject === subject))
      relateToMeasure(book, fact, figureOf(token), year);
  }
  const own = changesOfSubject(book, fact);
  for (const token of changes)
    for (const printed of own) relateChange(book, figureOf(token), printed, fallsAt(fact, token));
}

/** The printed change of the fact's subject, when the sentence is about that alone. */
function changesOfSubject(book: Book, { subject, quote, key }: Fact) {
  const named = unitsIn(book, quote).map(({ unit }) => unit);
  if (named.some((unit) => unit !== subject)) return [];
  if (!book.units.has(subject) && !/avg|average|mean/.test(key)) return [];
  return [...book.deltas, ...book.averageDeltas]
    .filter((entry) => entry.subject === subject)
    .map(({ figure }) => figure);
}

function fallsAt(fact: Fact, token: Token): boolean {
  return changesIn(fact).some((change) => change.token === token && change.falls);
}

/** "Sở Y tế (tăng 9,11%)", "Công an tỉnh … (giảm 1,98%), đạt chỉ số 84%". */
function relateUnits(book: Book, fact: Fact, changes: readonly Change[]): void {
  const { quote, tokens, figureOf } = fact;
  const named = unitsIn(book, quote);
  for (const [index, { unit, end }] of named.entries()) {
    const until = Math.min(named[index + 1]?.start ?? quote.length, end + 160);
    const own = tokens.filter(({ start, percent }) => percent && start >= end && start < until);
    for (const token of own) {
      const change = changes.find((other) => other.token === token);
      if (change !== undefined)
        for (const { figure, subject } of book.deltas)
          if (subject === unit) relateChange(book, figureOf(token), figure, change.falls);
      const year = yearOf(quote, token) ?? yearOfKey(book, fact.key);
      const reached = /(?:đạt|đạt chỉ số|chỉ số|từ|lên|xuống|còn|là)\s*$/iu.test(quote.slice(0, token.start));
      if (
        change === undefined &&
        reached &&
        year !== undefined &&
        !/điểm|tiêu chí|hài lòng/iu.test(quote.slice(end, token.start))
      )
        relateToMeasure(book, { ...fact, subject: unit }, figureOf(token), year);
    }
  }
}
