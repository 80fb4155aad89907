/** Numbers as Vietnamese documents write them: "58.053", "1,07%", "2,5", "01", "2/3", "hai". */
import { parseDecimal, type Ratio, ratio } from '../model/ratio.ts';

export interface WrittenNumber {
  /** With "%" already divided by 100. */
  readonly value: Ratio;
  readonly percent: boolean;
}

/** More digits than any document has, and few enough to reckon with. */
export const MOST_DIGITS = 30;
const DIGITS = String.raw`\d{1,${MOST_DIGITS}}`;
const GROUPS = String.raw`\d{1,3}(?:\.\d{3}){1,${MOST_DIGITS / 3}}`;

/**
 * One number, for use inside larger patterns; groups of three behind dots, decimals behind a comma. Its length has an
 * end, for else each try in a long run of digits would read the run to its end.
 */
export const NUMBER = String.raw`(?:${GROUPS}(?:,${DIGITS})?|${DIGITS}(?:,${DIGITS})?(?:\/${DIGITS})?)(?![.,]*\d)(?:\s*%|\s*phần trăm)?`;

const WORDS = ['không', 'một', 'hai', 'ba', 'bốn', 'năm', 'sáu', 'bảy', 'tám', 'chín', 'mười'];

/**
 * Reads a Vietnamese number exactly; undefined when the text is something else.
 * "58.053" is fifty-eight thousand and fifty-three; "58.05" is refused, for it could be either. So are numbers of more
 * than 30 digits.
 */
export function parseNumber(text: string): WrittenNumber | undefined {
  const match = /^(-?)([\d.,/]+)\s*(%|phần trăm)?$/u.exec(text.trim());
  if (match === null) return undefined;
  const [, sign, body = '', percentSign] = match;
  if (body.replace(/\D/gu, '').length > MOST_DIGITS) return undefined;
  const magnitude = parseMagnitude(body);
  if (magnitude === undefined) return undefined;
  const percent = percentSign !== undefined;
  const denominator = magnitude.denominator * (percent ? 100n : 1n);
  return { value: ratio(sign === '-' ? -magnitude.numerator : magnitude.numerator, denominator), percent };
}

function parseMagnitude(body: string): Ratio | undefined {
  const fraction = /^(\d+)\/(\d+)$/.exec(body);
  if (fraction !== null) {
    const denominator = BigInt(fraction[2] ?? '0');
    return denominator === 0n ? undefined : ratio(BigInt(fraction[1] ?? '0'), denominator);
  }
  if (!/^(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,\d+)?$/.test(body)) return undefined;
  return parseDecimal(body.replaceAll('.', '').replace(',', '.'));
}

/** A whole number in digits ("02") or as a word up to ten ("hai"); undefined for anything else. */
export function parseCount(text: string): number | undefined {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  const index = WORDS.indexOf(text);
  return index < 1 ? undefined : index;
}

/** A whole number in digits or as a word, for use inside larger patterns. */
export const COUNT = String.raw`(?:\d+|${WORDS.slice(1).join('|')})`;
