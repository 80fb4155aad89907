/** Days of the year as intervals over minutes from 1970 by the civil clock of Vietnam. */
import type { CivilDate } from './dates.ts';
import type { Interval } from './interval.ts';
import { type Ratio, ratio } from './ratio.ts';
import type { Deadline } from './ruleset.ts';

/** Minutes. */
export const DAY = 1440;
/** How far the civil clock of Vietnam is ahead of UTC, all year. */
export const AHEAD_OF_UTC = 420;
/** Milliseconds. */
export const MINUTE = 60_000;

/** The interval of a yearly day. @param year the year judged */
export function deadlineInterval(deadline: Deadline, year: number): Interval {
  const begins = minute(dateOf(deadline, year + (deadline.yearsAfter ?? 0)));
  const ends = ratio(begins.numerator + BigInt(DAY));
  switch (deadline.relation) {
    case 'before':
      return { high: begins, highOpen: true };
    case 'by':
      return { high: ends, highOpen: true };
    case 'after':
      return { low: ends, lowOpen: false };
    case 'from':
      return { low: begins, lowOpen: false };
  }
}

export function dateOf({ month, day }: Pick<Deadline, 'month' | 'day'>, year: number): CivilDate {
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

/** A day that the month lacks counts on into the next: 29/02 of a common year is 01/03. */
export function minute(date: CivilDate): Ratio {
  return ratio(Math.round(startOf(date) / 60_000));
}

/** The first instant after a civil day, as UTC ISO text: "24 giờ 00 ngày 16/12" is the end of the 16th. */
export function endOfDay(date: CivilDate): string {
  const minutes = Number(minute(date).numerator) + DAY - AHEAD_OF_UTC;
  return new Date(minutes * MINUTE).toISOString();
}

function startOf(date: CivilDate): number {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  return Date.UTC(year, month - 1, day);
}
