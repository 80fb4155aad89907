/** On which days the offices work. */
import { isWeekday } from '../engine/model/dates.ts';
import type { IsWorkingDay } from '../engine/registers/due.ts';

/** Monday to Friday: holidays come from a dated table, where one is held. */
export function workingDays(): IsWorkingDay {
  return isWeekday;
}
