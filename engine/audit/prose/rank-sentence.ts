/** Sentences that count ranks: their breakdown by group, other years, "bằng năm 2018", "giảm 01 so với năm 2018". */
import { ratio } from '../../model/ratio.ts';
import { asPrinted } from '../blame.ts';
import type { Book } from '../book.ts';
import { datedEntries, labelsOf } from '../cross.ts';
import type { Figure } from '../figures.ts';
import { sameRank } from '../labels.ts';
import { equals } from '../relations.ts';
import type { Fact } from './fact.ts';
import { countRelation, directionOf, rankOfKey, yearOfKey } from './keys.ts';
import { breakdowns } from './quote.ts';
import { groupNamed } from './subjects.ts';

export function relateRankSentence(book: Book, fact: Fact): void {
  relateParts(book, fact);
  const rank = rankOfKey(book, fact.key);
  const year = yearOfKey(book, fact.key);
  if (rank === undefined || year === undefined) return;
  relateOtherYears(book, fact, rank);
  relateComparison(book, fact, rank);
}

/** Each part of a breakdown against the same count of its group. */
function relateParts(book: Book, fact: Fact): void {
  const { figureOf, key } = fact;
  const rank = rankOfKey(book, key);
  const year = yearOfKey(book, key);
  const direction = /^index_(up|down)/.exec(key)?.[1];
  for (const { parts } of breakdowns(fact))
    for (const { token, whole, words } of parts) {
      const group = groupNamed(book, words);
      if (group === undefined) continue;
      if (rank !== undefined && year !== undefined) {
        const relation = countRelation(book, group, rank, year, figureOf(token));
        if (relation !== undefined) book.ledger.relate(relation);
      }
      if (direction !== undefined)
        for (const relation of directionOf(book, group, figureOf(token), direction))
          book.ledger.relate(relation);
      // What a group is counted out of is all of it.
      const units = book.assessed(group).length;
      if (whole !== undefined && units > 0)
        book.ledger.relate(
          equals(
            { class: 'prose_vs_table', told: `số đơn vị của khối trong các bảng =` },
            figureOf(whole),
            ratio(units),
          ),
        );
    }
}

/** "năm 2017 chỉ có 3 đơn vị …, năm 2018 có 4 đơn vị": each with its own year. */
function relateOtherYears(book: Book, { quote, tokens, figureOf, subject, value }: Fact, rank: string): void {
  for (const token of tokens) {
    const year = /năm\s+((?:19|20|21)\d\d)\s+(?:chỉ\s+)?(?:có|là)\s*$/iu.exec(
      quote.slice(0, token.start),
    )?.[1];
    if (
      year === undefined ||
      token.percent ||
      !/^\s*(?:cơ quan|đơn vị)/u.test(token.after) ||
      figureOf(token) === value
    )
      continue;
    const relation = countRelation(book, subject, rank, Number(year), figureOf(token));
    if (relation !== undefined) book.ledger.relate(relation);
  }
}

/** The count of the year before that the sentence compares with, and the difference that it states. */
function relateComparison(book: Book, { quote, tokens, figureOf, subject, value }: Fact, rank: string): void {
  const [, word, year] = /(tăng|giảm)[^.;]{0,30}so với năm\s+((?:19|20|21)\d\d)/iu.exec(quote) ?? [];
  const token = tokens.find(
    ({ percent, start, before }) =>
      !percent && figureOf !== undefined && /(?:tăng|giảm)\s*$/iu.test(before) && start > 0,
  );
  if (word === undefined || year === undefined || token === undefined) return;
  const now = asPrinted(value).value;
  const then = labelCountIn(book, subject, rank, Number(year));
  if (now === undefined || then === undefined) return;
  const due = (now.numerator / now.denominator - BigInt(then)) * (/giảm/iu.test(word) ? -1n : 1n);
  const figure: Figure = figureOf(token);
  book.ledger.relate(
    equals(
      { class: 'prose_vs_table', weight: 0.5, told: `${value.printed} so với ${then} của năm ${year} =` },
      figure,
      ratio(due),
    ),
  );
}

function labelCountIn(book: Book, subject: string, rank: string, year: number): number | undefined {
  const figures = labelsOf(book, datedEntries(book).labels, subject, year);
  return figures.length === 0 ? undefined : figures.filter(({ label }) => sameRank(label ?? '', rank)).length;
}
