/** What the numbers of one sentence say of each other: shares, breakdowns, what is left, lists of names. */
import { ratio } from '../../model/ratio.ts';
import type { Book } from '../book.ts';
import type { Figure } from '../figures.ts';

import { differenceOf, equals, linear, percentOf, sumOf } from '../relations.ts';
import type { Fact } from './fact.ts';
import { namesIn } from './names.ts';
import { bracketsOf, piecesOf, type Token } from './tokens.ts';

export function relateQuote(book: Book, fact: Fact): void {
  relateShares(book, fact);
  relateBreakdowns(book, fact);
  relateRest(book, fact);
  relateNames(book, fact);
}

const BEFORE_SHARE =
  /^(?<noun>[^()%\d]{0,80}?)(?<lead>\(\s*\(?\s*(?:chiếm|đạt|tương đương)?\s*(?:tỷ lệ|tỉ lệ)?|[,\s]\s*(?:chiếm|đạt)\s+(?:tỷ lệ|tỉ lệ)?|[,\s]\s*(?:tỷ lệ|tỉ lệ)(?: là)?)\s*$/iu;

/** "15/44 (tỷ lệ 34,09%)", "9 đơn vị (chiếm 42,86%)", "31/33 phần việc, chiếm tỉ lệ 93,94%", "98,38% (1.092/1.110 …)". */
function relateShares(book: Book, fact: Fact): void {
  const { quote, tokens, figureOf } = fact;
  for (const [index, token] of tokens.entries()) {
    if (!token.percent) continue;
    const [whole, part] = [tokens[index - 1], tokens[index - 2]];
    const lead = whole === undefined ? null : BEFORE_SHARE.exec(quote.slice(whole.end, token.start));
    if (
      whole !== undefined &&
      lead !== null &&
      !/tăng|giảm|hơn|năm|trên|dưới|chưa|không|tối/iu.test(lead[0])
    ) {
      if (part !== undefined && isFraction(quote, part, whole)) share(book, token, part, whole, fact);
      else if (
        /chiếm|tỷ lệ|tỉ lệ/iu.test(lead.groups?.['lead'] ?? '') &&
        fact.of !== undefined &&
        figureOf(whole) === fact.value
      )
        shareOf(book, fact, token, whole);
    }
    const [a, b] = [tokens[index + 1], tokens[index + 2]];
    if (
      a !== undefined &&
      b !== undefined &&
      isFraction(quote, a, b) &&
      /^\s*\(\s*$/u.test(quote.slice(token.end, a.start))
    )
      share(book, token, a, b, fact);
  }
}

export function isFraction(quote: string, a: Token, b: Token): boolean {
  return /^\s*\/\s*$/u.test(quote.slice(a.end, b.start)) && !a.percent && !b.percent;
}

function share(book: Book, percent: Token, part: Token, whole: Token, { figureOf }: Fact): void {
  if (whole.form.value.numerator === 0n) return;
  book.ledger.relate(
    percentOf(
      { class: 'arithmetic', told: 'tỷ lệ trong câu' },
      figureOf(percent),
      figureOf(part),
      figureOf(whole),
    ),
  );
}

/** The whole stands in the column `of` only. */
function shareOf(book: Book, fact: Fact, percent: Token, part: Token): void {
  const { of } = fact;
  if (of === undefined || of.numerator === 0n) return;
  const factor = ratio(100n * of.denominator, of.numerator);
  book.ledger.relate(
    linear({ class: 'arithmetic', told: `${part.text} / ${of.numerator} × 100 =` }, fact.figureOf(percent), [
      { figure: fact.figureOf(part), factor },
    ]),
  );
}

/** A number of the breakdown and the words that say of whom it is. */
export interface Part {
  readonly token: Token;
  readonly whole: Token | undefined;
  readonly words: string;
}

/** "24 cơ quan (12 Sở, 5 cơ quan ngành dọc, …)", "20/44 … (khối Sở: 9/21; …)", "258 … (70 …/170 …/18 …)". */
export function breakdowns(fact: Fact): { readonly total: Token; readonly parts: readonly Part[] }[] {
  const { quote, tokens } = fact;
  return bracketsOf(quote).flatMap((bracket) => {
    const parts = partsOf(fact, bracket.text, bracket.start + 1);
    const before = tokens.filter(({ end, percent }) => end <= bracket.start && !percent);
    const last = before.at(-1);
    const previous = before.at(-2);
    const total =
      last !== undefined && previous !== undefined && isFraction(quote, previous, last) ? previous : last;
    if (parts === undefined || total === undefined || total.percent) return [];
    if (/[.;]\s/u.test(quote.slice(total.end, bracket.start))) return [];
    return [{ total, parts }];
  });
}

function partsOf(fact: Fact, text: string, offset: number): Part[] | undefined {
  const slashes = /\p{L}\/\d/u.test(text);
  const pieces = slashes ? slashPieces(text) : piecesOf(text);
  const parts = pieces.map((piece) => {
    const inside = fact.tokens.filter(
      ({ start, end }) => start >= offset + piece.at && end <= offset + piece.at + piece.text.length,
    );
    const [token, whole] = inside;
    if (token === undefined || token.percent || token.form.places > 0 || /^\s*điểm/u.test(token.after))
      return undefined;
    const fraction = whole !== undefined && isFraction(fact.quote, token, whole);
    if (inside.length > (fraction ? 2 : 1)) return undefined;
    return {
      token,
      whole: fraction ? whole : undefined,
      words: piece.text.replaceAll(/[\d/:()]+/gu, ' ').trim(),
    };
  });
  const whole = parts.filter((part) => part !== undefined);
  return whole.length === parts.length && parts.length > 1 ? whole : undefined;
}

function slashPieces(text: string): { text: string; at: number }[] {
  let at = 0;
  return text.split(/(?<=\p{L}\s?)\/(?=\s?\d)/u).map((piece) => {
    const found = { text: piece, at };
    at += piece.length + 1;
    return found;
  });
}

function relateBreakdowns(book: Book, fact: Fact): void {
  const { quote, tokens, figureOf, value } = fact;
  for (const { total, parts } of breakdowns(fact)) {
    const told = 'cộng các phần trong ngoặc';
    book.ledger.relate(
      sumOf(
        { class: 'count', told },
        figureOf(total),
        parts.map(({ token }) => figureOf(token)),
      ),
    );
    const whole = tokens[tokens.indexOf(total) + 1];
    const wholes = parts.flatMap(({ whole }) => whole ?? []);
    if (whole !== undefined && isFraction(quote, total, whole) && wholes.length === parts.length)
      book.ledger.relate(
        sumOf({ class: 'count', told: 'cộng mẫu số trong ngoặc' }, figureOf(whole), wholes.map(figureOf)),
      );
  }
  const loose =
    /\p{L}\/\d/u.test(quote) && bracketsOf(quote).length === 0 ? partsOf(fact, quote, 0) : undefined;
  if (loose !== undefined && !loose.some(({ token }) => figureOf(token) === value))
    book.ledger.relate(
      sumOf(
        { class: 'count', told: 'cộng các phần trong câu' },
        value,
        loose.map(({ token }) => figureOf(token)),
      ),
    );
}

/** "314/283 TTHC (thừa 31 TTHC)", "32/56 … (còn thiếu 24 TTHC)", "42/46 nhiệm vụ đề ra, còn 04 nhiệm vụ chưa". */
function relateRest(book: Book, { quote, tokens, figureOf }: Fact): void {
  for (const [index, part] of tokens.entries()) {
    const [whole, rest] = [tokens[index + 1], tokens[index + 2]];
    if (whole === undefined || rest === undefined || !isFraction(quote, part, whole) || rest.percent)
      continue;
    const between = quote.slice(whole.end, rest.start);
    if (between.length > 80) continue;
    const over = /thừa|vượt\s*$/iu.test(between);
    const left =
      /thiếu\s*$|còn thiếu/iu.test(between) ||
      (/còn(?: lại)?\s*$/iu.test(between) && /chưa|không|lại/u.test(rest.after));
    if (!over && !left) continue;
    const [a, b] = over ? [part, whole] : [whole, part];
    book.ledger.relate(
      differenceOf(
        { class: 'count', told: over ? 'phần thừa' : 'phần còn thiếu' },
        figureOf(rest),
        figureOf(a),
        figureOf(b),
      ),
    );
  }
}

/** A number of units followed by their names, or by the names of those left out. */
function relateNames(book: Book, fact: Fact): void {
  const { quote, figureOf, value } = fact;
  const known = [...book.units.values()].flatMap(({ names }) => [...names]);
  // "4/9 đơn vị bị trừ 2 điểm là: …": points and per cents count no names.
  const counts = fact.tokens.filter(
    ({ percent, form, after }) => !percent && form.places === 0 && !/^\s*điểm/u.test(after),
  );
  for (const [index, token] of counts.entries()) {
    const [previous, next] = [counts[index - 1], counts[index + 1]];
    if (previous !== undefined && isFraction(quote, previous, token)) continue;
    const whole = next !== undefined && isFraction(quote, token, next) ? next : undefined;
    const until = (whole === undefined ? next : counts[index + 2])?.start ?? quote.length;
    const text = quote.slice((whole ?? token).end, until);
    const names = listed(text, known);
    if (names?.except === true) {
      if (figureOf(token) === value) leftOut(book, fact, value, names.count);
    } else if (names !== undefined) named(book, figureOf(token), names.count);
  }
}

const LIST_LEAD = /^[^.;:()]{0,100}?\s(?:bao gồm|gồm|là|cụ thể)(?:\s+các)?(?:\s*:\s*|\s+)/iu;
const EXCEPT = /^\s*trừ(?=[\s:])/iu;

/** The names after a count: in brackets, or behind "gồm", "là:". */
function listed(text: string, known: readonly string[]): { count: number; except: boolean } | undefined {
  const bracket = bracketsOf(text)[0];
  const lead = LIST_LEAD.exec(text);
  if (bracket !== undefined && /^[^.;:()]{0,160}$/u.test(text.slice(0, bracket.start))) {
    if (/\d/u.test(bracket.text)) return undefined;
    const except = EXCEPT.test(bracket.text);
    const count = namesIn(bracket.text.replace(EXCEPT, '').replace(/^[^:]{0,30}:/u, ''), known);
    // One name in brackets may explain anything.
    return count === undefined || (count === 1 && !except) ? undefined : { count, except };
  }
  if (lead === null) return undefined;
  const list = text.slice(lead[0].length).split(/[.;]|\s(?:không|chưa|bị|đạt)\s/u)[0] ?? '';
  const count = namesIn(list, known);
  return count === undefined ? undefined : { count, except: false };
}

function named(book: Book, figure: Figure, names: number): void {
  book.ledger.relate(
    equals({ class: 'count', weight: 0.9, told: 'số tên được liệt kê =' }, figure, ratio(names)),
  );
}

function leftOut(book: Book, { of }: Fact, figure: Figure, names: number): void {
  if (of === undefined) return;
  const due = ratio(of.numerator - BigInt(names) * of.denominator, of.denominator);
  book.ledger.relate(
    equals(
      { class: 'count', weight: 0.9, told: `${of.numerator} trừ ${names} đơn vị được nêu là ngoại lệ =` },
      figure,
      due,
    ),
  );
}
