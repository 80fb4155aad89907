/** The figures of two years month by month, and how far they reach. */
import { addDays, type CivilDate } from '../model/dates.ts';
import type { FlowCounts, OutlookInput } from '../model/outlook.ts';

export interface MonthCounts {
  readonly received: number;
  readonly resolved: number;
  readonly late: number;
}

const NONE: MonthCounts = { received: 0, resolved: 0, late: 0 };

/** The twelve months of a year; those without figures are zero. */
export function monthsOf(flow: readonly FlowCounts[]): readonly MonthCounts[] {
  const months = Array.from({ length: 12 }, () => NONE);
  for (const { period, received, resolved, late } of flow) {
    const index = Number(period.slice(5, 7)) - 1;
    const sum = months[index] ?? NONE;
    months[index] = {
      received: sum.received + received,
      resolved: sum.resolved + resolved,
      late: sum.late + late,
    };
  }
  return months;
}

/**
 * The last day of which there are figures: that of the last event, where days are held, for a ledger that is uploaded
 * late says nothing of the days since; the end of the last month, where only months are; never after the data date.
 */
export function figuresUntil({ flow, dataDate }: Pick<OutlookInput, 'flow' | 'dataDate'>): CivilDate {
  const last = flow.findLast(({ received, resolved }) => received + resolved > 0)?.period;
  if (last === undefined) return dataDate;
  const day = isDay(last) ? last : endOfMonth(last);
  return day < dataDate ? day : dataDate;
}

/** The first month without figures among those before the last that has some; days leave no holes. */
export function missingMonth(flow: readonly FlowCounts[]): string | undefined {
  if (!flow.some(({ period }) => !isDay(period))) return undefined;
  const held = new Set(flow.map(({ period }) => period.slice(0, 7)));
  const [year = '', last = '01'] = flow.at(-1)?.period.split('-') ?? [];
  const months = Array.from({ length: Number(last) }, (_, index) => `${year}-${twoDigits(index + 1)}`);
  return months.find((month) => !held.has(month));
}

/** Whether a period is a day, and not a month. */
export function isDay(period: string): boolean {
  return period.length > 'yyyy-mm'.length;
}

/** @param month "2026-03" */
export function endOfMonth(month: string): CivilDate {
  const [year = 0, number = 0] = month.split('-').map(Number);
  const next = number === 12 ? `${year + 1}-01-01` : `${year}-${twoDigits(number + 1)}-01`;
  return addDays(next, -1);
}

function twoDigits(number: number): string {
  return String(number).padStart(2, '0');
}
