/** Which entries of a register somebody must be told of on a day: overdue ones, and those due within some working days. */
import { addDays, type CivilDate } from '../model/dates.ts';
import type { RegisterEntry } from '../model/register.ts';
import { standingOf } from './standing.ts';

/** Whether the offices work on a day. */
export type IsWorkingDay = (date: CivilDate) => boolean;

type Dated = Pick<RegisterEntry, 'state' | 'dueOn' | 'doneOn' | 'code' | 'kind'>;

/**
 * Open entries whose last day is past, or comes at the latest on the `within`-th working day after `today`; the worst
 * first: longest overdue, then soonest due.
 */
export function entriesDue<Entry extends Dated>(
  entries: readonly Entry[],
  today: CivilDate,
  within: number,
  isWorkingDay: IsWorkingDay,
): (Entry & { readonly dueOn: CivilDate })[] {
  const until = workingDayAfter(today, within, isWorkingDay);
  return entries
    .flatMap((entry) => {
      const { dueOn } = entry;
      const standing = standingOf(entry, today);
      if (dueOn === undefined || (standing !== 'open' && standing !== 'overdue') || dueOn > until) return [];
      return [{ ...entry, dueOn }];
    })
    .sort((a, b) => order(a.dueOn, b.dueOn) || order(a.kind, b.kind) || order(a.code, b.code));
}

/** A calendar that knows no working day in a year is a fault; the search for the next ends there. */
const LONGEST_REST = 366;

/** The `count`-th working day after a date. */
function workingDayAfter(date: CivilDate, count: number, isWorkingDay: IsWorkingDay): CivilDate {
  let day = date;
  let rest = 0;
  for (let left = count; left > 0 && rest < LONGEST_REST; ) {
    day = addDays(day, 1);
    rest = isWorkingDay(day) ? 0 : rest + 1;
    if (rest === 0) left -= 1;
  }
  return day;
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
