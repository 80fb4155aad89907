/** On which days the offices work, for reminders. */
import { isWeekday } from '../engine/model/dates.ts';
import { isWorkingDay, type WorkingCalendar } from '../engine/model/working-days.ts';
import type { IsWorkingDay } from '../engine/registers/due.ts';

/** By the dated table; where it does not tell, Monday to Friday: a reminder that comes a day early harms nobody. */
export function workingDays(calendar: WorkingCalendar): IsWorkingDay {
  return (day) => {
    const works = isWorkingDay(calendar, day);
    return works.known ? works.value : isWeekday(day);
  };
}
