/** What falls due within so many working days, and what the rate would be if all of it were late; exact. */
import type { CivilDate } from '../model/dates.ts';
import type { Answer, DueSoon, LateRate, OpenCount } from '../model/outlook.ts';
import { addWorkingDays, type WorkingCalendar } from '../model/working-days.ts';
import { shareOf, type Totals, unknown } from './late-rate.ts';

/** The stretches asked about, in working days. */
export const STRETCHES = [1, 3, 7] as const;

/** Dossiers due on the data date or up to the working day so many after it; those overdue already are not among them. */
export function dueWithin(
  workingDays: number,
  open: readonly OpenCount[] | undefined,
  { totals, rate, dataDate, calendar }: DueContext,
): Answer<DueSoon> {
  if (open === undefined) return unknown({ reason: 'no open dossiers' });
  const last = addWorkingDays(calendar, dataDate, workingDays);
  if (!last.known) return unknown({ reason: 'no calendar', day: last.day });
  const until = last.value;
  const count = open.reduce(
    (sum, { due, count: dossiers }) => sum + (due >= dataDate && due <= until ? dossiers : 0),
    0,
  );
  const ifAllLate = shareOf(
    { ...totals, resolved: totals.resolved + count, late: totals.late + count },
    rate,
  );
  return { known: true, value: { workingDays, until, count, ifAllLate } };
}

interface DueContext {
  readonly totals: Totals;
  readonly rate: LateRate;
  readonly dataDate: CivilDate;
  readonly calendar: WorkingCalendar;
}
