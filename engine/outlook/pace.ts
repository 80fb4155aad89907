/** What happened in the latest stretch of which there are figures. */
import { addDays, type CivilDate } from '../model/dates.ts';
import type { Answer, FlowCounts, OutlookInput, Pace } from '../model/outlook.ts';
import { type WorkingCalendar, workingDaysBetween } from '../model/working-days.ts';
import { endOfMonth, figuresUntil, isDay } from './history.ts';
import { unknown } from './late-rate.ts';

/** Civil days. */
const STRETCH = 30;

/**
 * The last 30 days up to the last day of which there are figures, within the year; of a unit whose figures are by month,
 * its last whole month.
 */
export function paceOf(input: OutlookInput, calendar: WorkingCalendar): Answer<Pace> {
  const stretch = stretchOf(input);
  if (stretch === undefined) return unknown({ reason: 'nothing counted' });
  const { from, to } = stretch;
  const days = workingDaysBetween(calendar, addDays(from, -1), to);
  if (!days.known) return unknown({ reason: 'no calendar', day: days.day });
  if (days.value === 0) return unknown({ reason: 'nothing counted' });
  const within = input.flow.filter(({ period }) => startOf(period) >= from && endOf(period) <= to);
  const sum = (what: 'received' | 'resolved' | 'late'): number =>
    within.reduce((total, counts) => total + counts[what], 0);
  return {
    known: true,
    value: {
      from,
      to,
      workingDays: days.value,
      received: sum('received'),
      resolved: sum('resolved'),
      late: sum('late'),
    },
  };
}

/** Undefined where no day and no whole month has figures yet. */
function stretchOf(input: OutlookInput): { readonly from: CivilDate; readonly to: CivilDate } | undefined {
  const { flow, dataDate } = input;
  if (flow.some(({ period }) => isDay(period))) {
    const to = figuresUntil(input);
    const from = addDays(to, 1 - STRETCH);
    const newYear = `${dataDate.slice(0, 4)}-01-01`;
    return { from: from < newYear ? newYear : from, to };
  }
  const month = flow.findLast((counts) => hasEvents(counts) && endOf(counts.period) <= dataDate)?.period;
  return month === undefined ? undefined : { from: startOf(month), to: endOf(month) };
}

function hasEvents({ received, resolved }: FlowCounts): boolean {
  return received + resolved > 0;
}

function startOf(period: string): CivilDate {
  return isDay(period) ? period : `${period}-01`;
}

function endOf(period: string): CivilDate {
  return isDay(period) ? period : endOfMonth(period);
}
