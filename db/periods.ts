/** Periods of figures as they are kept: "2026", "2026-Q1", "2026-03". In this order they sort within a year, quarters last. */

/** The months of a period, earliest first. */
export function monthsOf(period: string): string[] {
  const [year = '', part] = period.split('-');
  if (part === undefined) return Array.from({ length: 12 }, (_, index) => monthName(year, index + 1));
  if (!part.startsWith('Q')) return [period];
  const last = Number(part.slice(1)) * 3;
  return [last - 2, last - 1, last].map((month) => monthName(year, month));
}

/** The last month of a period: what runs through the first quarter runs through March. */
export function lastMonthOf(period: string): string {
  return monthsOf(period).at(-1) ?? period;
}

/** The greatest text that is the period or a part of it, for ranges. */
export function lastPeriodOf(period: string): string {
  return period.length === 4 ? `${period}-Q4` : period;
}

function monthName(year: string, month: number): string {
  return `${year}-${String(month).padStart(2, '0')}`;
}
