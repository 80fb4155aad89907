/** The period of a row: a year, a quarter or a month. */
import type { CivilDate } from '../../engine/model/dates.ts';
import { monthsOf } from '../periods.ts';

const YEAR = /^(?:n[aă]m\s+)?(?<year>\d{4})$/iu;
const QUARTERS = [
  /^(?:qu[yý]\s*|q)(?<quarter>[1-4]|i{1,3}|iv)\s*(?:[/-]|\s+n[aă]m\s+|\s+)\s*(?<year>\d{4})$/iu,
  /^(?<year>\d{4})-q(?<quarter>[1-4])$/iu,
];
const MONTHS = [
  /^(?:th[aá]ng\s+|t)?(?<month>\d{1,2})\s*[/-]\s*(?<year>\d{4})$/iu,
  /^th[aá]ng\s+(?<month>\d{1,2})\s+n[aă]m\s+(?<year>\d{4})$/iu,
  /^(?<year>\d{4})-(?<month>\d{1,2})$/u,
];
const ROMAN = ['i', 'ii', 'iii', 'iv'];

/** What a cell of the period column may hold, for people. */
export const PERIOD_FORMS = '"2026", "Năm 2026", "Quý I/2026", "03/2026", "2026-03" hoặc "Tháng 3/2026"';

/** "2026", "2026-Q1" or "2026-03"; undefined when the text is neither a year of 1900–2099 nor a part of one. */
export function parsePeriod(text: string): string | undefined {
  const year = YEAR.exec(text)?.groups?.['year'];
  if (year !== undefined) return isYear(year) ? year : undefined;
  for (const form of QUARTERS) {
    const groups = form.exec(text)?.groups;
    if (groups !== undefined) return quarter(groups['year'] ?? '', groups['quarter'] ?? '');
  }
  for (const form of MONTHS) {
    const groups = form.exec(text)?.groups;
    if (groups !== undefined) return month(groups['year'] ?? '', groups['month'] ?? '');
  }
  return undefined;
}

/** Whether the period has not begun on the day. */
export function isFuture(period: string, today: CivilDate): boolean {
  const first = monthsOf(period)[0] ?? period;
  return first > today.slice(0, first.length);
}

function quarter(year: string, number: string): string | undefined {
  const roman = ROMAN.indexOf(number.toLowerCase());
  return isYear(year) ? `${year}-Q${roman < 0 ? number : roman + 1}` : undefined;
}

function month(year: string, number: string): string | undefined {
  const isMonth = Number(number) >= 1 && Number(number) <= 12;
  return isMonth && isYear(year) ? `${year}-${number.padStart(2, '0')}` : undefined;
}

function isYear(text: string): boolean {
  return /^(?:19|20)/.test(text);
}
