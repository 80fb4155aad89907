/** The numbers of a quotation: counts, per cents, parts of a whole, years. */
import { type Printed, readPrinted } from '../printed.ts';

export interface Token {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly form: Printed;
  readonly percent: boolean;
  /** "đơn vị", "điểm" … what follows, in lower case. */
  readonly after: string;
  readonly before: string;
}

const NUMBER = /\d+(?:[.,]\d+)*(?:\s*%)?/gu;
/** Dates, numbers of documents, terms of law: no figures of the report. */
const NO_FIGURES =
  /\d{1,2}\/\d{1,2}\/\d{4}|\d+[\p{L}-]*\/(?:\d{4}\/)?\p{Lu}[\p{Lu}Đ-]*(?:-\p{Lu}+)*|(?:năm|Năm)\s+(?:19|20|21)\d\d(?:\s*[-–]\s*(?:19|20|21)\d\d)?|\((?:19|20|21)\d\d(?:\s*[-–]\s*(?:19|20|21)\d\d)?\)/gu;

/** Quotations without the marks of emphasis that the text form of a document has. */
export function plainQuote(quote: string): string {
  return quote.replaceAll('*', '').replaceAll('_', ' ');
}

/** Every number of the quotation that is no year, date or document. */
export function tokensOf(quote: string): Token[] {
  const masked = quote.replace(NO_FIGURES, (text) => ' '.repeat(text.length));
  return [...masked.matchAll(NUMBER)].flatMap((match) => {
    const text = match[0].trim();
    const percent = text.endsWith('%');
    const form = readPrinted(text, !percent && /^\d{1,3}(?:\.\d{3})+$/.test(text) ? 'count' : 'measure');
    if (form === undefined) return [];
    const [start, end] = [match.index, match.index + text.length];
    return [
      {
        text,
        start,
        end,
        form,
        percent,
        after: quote.slice(end, end + 24).toLowerCase(),
        before: quote.slice(Math.max(0, start - 60), start).toLowerCase(),
      },
    ];
  });
}

/** The year that a number is said of: "năm 2019 đạt 86.22%", "80,39% năm 2018", "năm 2019 (83,46%)". */
export function yearOf(quote: string, { start, end }: Token): number | undefined {
  const after = /^\s*(?:vào\s+)?(?:trong\s+)?năm\s+((?:19|20|21)\d\d)/iu.exec(quote.slice(end, end + 24));
  if (after !== null) return Number(after[1]);
  const before = /năm\s+((?:19|20|21)\d\d)[^\d%;.]{0,12}$/iu.exec(
    quote.slice(Math.max(0, start - 40), start),
  );
  return before === null || /\slà\s*$/u.test(quote.slice(0, start)) ? undefined : Number(before[1]);
}

/** A pair of brackets and what stands in it, brackets inside included. */
export interface Bracket {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Outermost brackets; one that is not closed ends with the quotation. */
export function bracketsOf(quote: string): Bracket[] {
  const found: Bracket[] = [];
  let [depth, start] = [0, 0];
  for (let index = 0; index < quote.length; index += 1) {
    const letter = quote[index];
    if (letter === '(') {
      if (depth === 0) start = index;
      depth += 1;
    } else if (letter === ')' && depth > 0) {
      depth -= 1;
      if (depth === 0) found.push({ start, end: index + 1, text: quote.slice(start + 1, index) });
    }
  }
  if (depth > 0) found.push({ start, end: quote.length, text: quote.slice(start + 1) });
  return found;
}

/** Pieces between commas and semicolons that stand in no inner bracket, with their places in the text. */
export function piecesOf(text: string, separators = ',;'): { readonly text: string; readonly at: number }[] {
  const pieces: { text: string; at: number }[] = [];
  let [depth, from] = [0, 0];
  for (let index = 0; index <= text.length; index += 1) {
    const letter = text[index];
    if (letter === '(') depth += 1;
    if (letter === ')') depth -= 1;
    // A comma between digits is a decimal one.
    const decimal = letter === ',' && /\d/.test(text[index - 1] ?? '') && /\d/.test(text[index + 1] ?? '');
    if (letter === undefined || (depth === 0 && separators.includes(letter) && !decimal)) {
      pieces.push({ text: text.slice(from, index), at: from });
      from = index + 1;
    }
  }
  return pieces.filter((piece) => piece.text.trim() !== '');
}
