/** The outlook of one unit: where the year's late rate stands, where it is going, and what comes due. */
import type { Outlook, OutlookInput } from '../model/outlook.ts';
import type { WorkingCalendar } from '../model/working-days.ts';
import { dueWithin, STRETCHES } from './due-soon.ts';
import { figuresUntil } from './history.ts';
import { shareOf, totalsOf } from './late-rate.ts';
import { paceOf } from './pace.ts';
import { project } from './projection.ts';
import { thresholdOutlook } from './threshold.ts';

/** Exact but for the projection; what cannot be told is unknown, with its reason. */
export function outlook(input: OutlookInput, calendar: WorkingCalendar): Outlook {
  const { dataDate, rate, open, simulated } = input;
  const totals = totalsOf(input, dataDate);
  const current = shareOf(totals, rate);
  const until = figuresUntil(input);
  const pace = paceOf(input, calendar);
  return {
    dataDate,
    figuresUntil: until,
    current,
    projection: project(input),
    dueSoon: STRETCHES.map((days) => dueWithin(days, open, { totals, rate, dataDate, calendar })),
    pace,
    thresholds: input.thresholds.map((threshold) =>
      thresholdOutlook(threshold, { current, pace, rate, until, calendar }),
    ),
    simulated,
  };
}
