/** Of which years a quotation speaks: of several together, of an earlier one, of the year judged. */
import type { Comparison } from '../model/ruleset.ts';
import { parseCount } from './numbers.ts';
import { plain } from './phrases.ts';

const OVER_YEARS = /trong (\d+) năm|(?<![\d/])(\d+) năm (?=liên|liền|trong|trước)/gu;
const EARLIER = /(?<!\p{L})(?:trước|liền|liên tục|liên tiếp|gần nhất|tiếp theo|tiếp tục|vẫn)(?!\p{L})/u;

/** Whether the fact is one of an earlier year or occasion: "chỉ số hài lòng năm trước", "xếp hạng lần trước từ năm 2024". */
export function isEarlier(fact: string): boolean {
  return / (?:lần|năm) trước(?: từ năm \d{4})?$/u.test(fact);
}

/** Whether the text says of how many years, or of an earlier one, as the rule does. */
export function saysYears({ fact, phrase, overYears = '' }: Comparison, quote: string): boolean {
  const text = withCounts(quote);
  const asked = `${withCounts(fact)} ; ${withCounts(phrase)}`;
  const counts = [
    ...[...asked.matchAll(OVER_YEARS)].map(([, within, successive]) => within ?? successive ?? ''),
    ...[...withCounts(`${overYears} `).matchAll(/(\d+) năm/gu)].map(([, count = '']) => count),
  ];
  if (isEarlier(fact) && overYears === '' && !EARLIER.test(text)) return false;
  return counts.every((count) =>
    new RegExp(`(?<!\\d)0*${Number(count)} (?:năm|lần|kỳ)(?!\\p{L})`, 'u').test(text),
  );
}

/**
 * A figure that the text demands of several years is not demanded of one.
 * @param overTimes the condition asks of an earlier year beside it
 */
export function isOfYears(
  clause: string,
  { fact, phrase, overYears }: Comparison,
  overTimes: boolean,
): boolean {
  const isOne = overYears === undefined && !overTimes && !/(?:năm|lần)/u.test(`${fact} ${phrase}`);
  return !isOne || !/(?<!\d)\d+ năm (?:liên tục|liên tiếp|liền)/u.test(withCounts(clause));
}

/** The text with its numbers in digits: "hai năm liên tiếp" is "2 năm liên tiếp". */
export function withCounts(quote: string): string {
  return plain(quote).replace(/(?<!\p{L})(một|hai|ba|bốn|sáu|bảy|tám|chín|mười)(?= )/gu, (word) =>
    String(parseCount(word) ?? word),
  );
}
