/** How an entry of a register stands on a day. */
import type { CivilDate } from '../model/dates.ts';
import type { RegisterEntry } from '../model/register.ts';

/** `overdue`: not done, and its last day is past. A day is past when it is over: due today is not overdue. */
export type Standing = 'on time' | 'late' | 'overdue' | 'open' | 'withdrawn';

type Dated = Pick<RegisterEntry, 'state' | 'dueOn' | 'doneOn'>;

/** @param day the data date, on which the entry is as it was last reported */
export function standingOf({ state, dueOn, doneOn }: Dated, day: CivilDate): Standing {
  if (state === 'withdrawn') return state;
  if (state === 'done') return dueOn === undefined || (doneOn ?? day) <= dueOn ? 'on time' : 'late';
  return dueOn === undefined || day <= dueOn ? 'open' : 'overdue';
}

/** Late is what was done after its last day, and what is not done when that day is past. */
export function isLate(standing: Standing): boolean {
  return standing === 'late' || standing === 'overdue';
}
