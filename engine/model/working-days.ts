/** Working days by a dated table of holidays. What the table does not hold is unknown, never guessed. */
import { addDays, type CivilDate, weekday, yearOf } from './dates.ts';

export interface WorkingCalendar {
  /** The years whose holidays are known. */
  readonly years: ReadonlySet<number>;
  /** Days of the week without work: 0 is Sunday, 6 is Saturday. */
  readonly weeklyRest: ReadonlySet<number>;
  /** Holidays, days in lieu of them and days exchanged for another, each with its name. */
  readonly holidays: ReadonlyMap<CivilDate, string>;
  /** Days of weekly rest on which one works, each with the day that is free instead. */
  readonly madeUp: ReadonlyMap<CivilDate, CivilDate>;
  /** Days of which nobody has said yet whether they are free, each with its name. */
  readonly undecided: ReadonlyMap<CivilDate, string>;
}

/** The calendar of a rule set that has none: nothing is known. */
export const NO_CALENDAR: WorkingCalendar = {
  years: new Set(),
  weeklyRest: new Set(),
  holidays: new Map(),
  madeUp: new Map(),
  undecided: new Map(),
};

/** What the table tells, or the first day of which it does not. */
export type Reckoned<T> =
  | { readonly known: true; readonly value: T }
  | { readonly known: false; readonly day: CivilDate };

/** Whether the state's offices work on the day. */
export function isWorkingDay(calendar: WorkingCalendar, day: CivilDate): Reckoned<boolean> {
  if (!calendar.years.has(yearOf(day)) || calendar.undecided.has(day)) return { known: false, day };
  const rests = calendar.weeklyRest.has(weekday(day)) && !calendar.madeUp.has(day);
  return { known: true, value: !rests && !calendar.holidays.has(day) };
}

/**
 * The working day that is the `count`-th after the date; before it where `count` < 0; the date itself, working day or
 * not, where it is 0. @param count a whole number
 */
export function addWorkingDays(
  calendar: WorkingCalendar,
  date: CivilDate,
  count: number,
): Reckoned<CivilDate> {
  const step = Math.sign(count);
  let day = date;
  for (let left = Math.abs(count); left > 0; ) {
    day = addDays(day, step);
    const works = isWorkingDay(calendar, day);
    if (!works.known) return works;
    if (works.value) left -= 1;
  }
  return { known: true, value: day };
}

/** How many working days lie after `from` up to and including `to`; negative, counted the same way back, when `to` is earlier. */
export function workingDaysBetween(
  calendar: WorkingCalendar,
  from: CivilDate,
  to: CivilDate,
): Reckoned<number> {
  const step = from <= to ? 1 : -1;
  let count = 0;
  for (let day = from; day !== to; ) {
    day = addDays(day, step);
    const works = isWorkingDay(calendar, day);
    if (!works.known) return works;
    if (works.value) count += step;
  }
  return { known: true, value: count };
}
