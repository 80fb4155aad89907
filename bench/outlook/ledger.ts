/** What the ledger of an office holds on a day, as the outlook is given it, and what the year came to in the end. */
import { addDays, type CivilDate } from '../../engine/model/dates.ts';
import type { FlowCounts, LateRate, OutlookInput } from '../../engine/model/outlook.ts';
import type { Dossier } from './office.ts';

/** @param dataDate only what was uploaded by then is held */
export function heldOn(
  dossiers: readonly Dossier[],
  days: readonly CivilDate[],
  dataDate: CivilDate,
  rate: LateRate,
): OutlookInput {
  const year = dataDate.slice(0, 4);
  const before = String(Number(year) - 1);
  const today = days.findLastIndex((day) => day <= dataDate);
  const flow = new Map<string, { received: number; resolved: number; late: number }>();
  const open = new Map<CivilDate, number>();
  const dayOf = (index: number): CivilDate =>
    days[index] ?? addDays(days.at(-1) ?? '', index - days.length + 1);
  const periodOf = (index: number): string => {
    const day = dayOf(index);
    return day.startsWith(before) ? day.slice(0, 7) : day;
  };
  const add = (index: number, what: 'received' | 'resolved' | 'late'): void => {
    const period = periodOf(index);
    const counts = flow.get(period) ?? { received: 0, resolved: 0, late: 0 };
    counts[what] += 1;
    flow.set(period, counts);
  };
  for (const dossier of dossiers) {
    if (dossier.receivedUploaded > today) continue;
    add(dossier.received, 'received');
    if (dossier.returnUploaded > today) {
      const due = dayOf(dossier.due);
      open.set(due, (open.get(due) ?? 0) + 1);
      continue;
    }
    add(dossier.returned, 'resolved');
    if (dossier.late) add(dossier.returned, 'late');
  }
  const periods: FlowCounts[] = Array.from(flow, ([period, counts]) => ({ period, ...counts })).sort(
    (a, b) => (a.period < b.period ? -1 : 1),
  );
  return {
    dataDate,
    rate,
    flow: periods.filter(({ period }) => period.startsWith(year)),
    lastYear: periods.filter(({ period }) => period.startsWith(before)),
    open: Array.from(open, ([due, count]) => ({ due, count })).sort((a, b) => (a.due < b.due ? -1 : 1)),
    thresholds: [],
    simulated: true,
  };
}

/** The rate of the last year of the days when everything is uploaded; a number from 0 to 1. */
export function cameTo(dossiers: readonly Dossier[], days: readonly CivilDate[], rate: LateRate): number {
  const year = (days.at(-1) ?? '').slice(0, 4);
  const first = days.findIndex((day) => day.startsWith(year));
  let [received, resolved, late, overdue] = [0, 0, 0, 0];
  for (const dossier of dossiers) {
    if (dossier.received >= first) received += 1;
    if (dossier.returned >= days.length) overdue += dossier.due < days.length - 1 ? 1 : 0;
    else if (dossier.returned >= first) {
      resolved += 1;
      if (dossier.late) late += 1;
    }
  }
  const numerator = late + (rate.numerator === 'late' ? 0 : overdue);
  const denominator =
    rate.denominator === 'received' ? received : resolved + (rate.denominator === 'resolved' ? 0 : overdue);
  return numerator / denominator;
}
