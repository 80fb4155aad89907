/** The period of a row: a year or a month. */
import type { CivilDate } from '../../engine/model/dates.ts';

const YEAR = /^(?:n[aă]m\s+)?(?<year>\d{4})$/iu;
const MONTHS = [
  /^(?:th[aá]ng\s+|t)?(?<month>\d{1,2})\s*[/-]\s*(?<year>\d{4})$/iu,
  /^th[aá]ng\s+(?<month>\d{1,2})\s+n[aă]m\s+(?<year>\d{4})$/iu,
  /^(?<year>\d{4})-(?<month>\d{1,2})$/u,
];

/** What a cell of the period column may hold, for people. */
export const PERIOD_FORMS = '"2026", "Năm 2026", "03/2026", "2026-03" hoặc "Tháng 3/2026"';

/** "2026" or "2026-03"; undefined when the text is neither a year of 1900–2099 nor a month of one. */
export function parsePeriod(text: string): string | undefined {
  const year = YEAR.exec(text)?.groups?.['year'];
  if (year !== undefined) return isYear(year) ? year : undefined;
  for (const form of MONTHS) {
    const groups = form.exec(text)?.groups;
    if (groups !== undefined) return month(groups['year'] ?? '', groups['month'] ?? '');
  }
  return undefined;
}

/** Whether the period has not begun on the day. */
export function isFuture(period: string, today: CivilDate): boolean {
  return period > today.slice(0, period.length);
}

function month(year: string, number: string): string | undefined {
  const isMonth = Number(number) >= 1 && Number(number) <= 12;
  return isMonth && isYear(year) ? `${year}-${number.padStart(2, '0')}` : undefined;
}

function isYear(text: string): boolean {
  return /^(?:19|20)/.test(text);
}
