/** Periods of figures as they are kept: "2026", "2026-Q1", "2026-03". In this order they sort within a year, quarters last. */

/** The months of a period, earliest first. */
export function monthsOf(period: string): string[] {
  if (isMonth(period)) return [period];
  const [year = '', quarter = ''] = period.split('-Q');
  const last = quarter === '' ? 12 : Number(quarter) * 3;
  const first = quarter === '' ? 1 : last - 2;
  return Array.from({ length: last - first + 1 }, (_, index) => monthName(year, first + index));
}

/** The last month of a period: what runs through the first quarter runs through March. */
export function lastMonthOf(period: string): string {
  return isMonth(period) ? period : (monthsOf(period).at(-1) ?? period);
}

/** Whether a period is a part of a longer one of the same year. */
export function isPartOf(period: string, longer: string): boolean {
  if (longer.length === 4) return period.length > 4 && period.startsWith(longer);
  return !isMonth(longer) && isMonth(period) && monthsOf(longer).includes(period);
}

/** The greatest text that is the period or a part of it, for ranges. */
export function lastPeriodOf(period: string): string {
  return period.length === 4 ? `${period}-Q4` : period;
}

function isMonth(period: string): boolean {
  return period.length === 7 && period[5] !== 'Q';
}

function monthName(year: string, month: number): string {
  return `${year}-${String(month).padStart(2, '0')}`;
}
