/** How many dossiers the rest of the year will bring, by last year's season. */
import type { CivilDate } from '../model/dates.ts';
import { endOfMonth } from './history.ts';

/** How much of the season is last year's; the rest is an even year, for peaks move. */
const TRUST = 0.5;
/** As how many months of last year its volume counts beside what this year shows. */
const REMEMBERED = 1;

/**
 * The expected total of the year less what there is:
 *
 *     season of a month = ½ · its share of last year + ½ · 1/12
 *     total = last year · (this year's whole months + 1/12 of last year) / (last year · (their season + 1/12))
 *
 * The latest whole month stands aside in the comparison, for its figures are those that still come in; without a last
 * year the total is what the compared months come to at their season.
 * @param thisYear counts of the months up to that of `until` @param lastYear counts of twelve months; one of nothing says that there is no whole year
 * @returns a whole number ≥ 0
 */
export function remaining(
  thisYear: readonly number[],
  lastYear: readonly number[],
  until: CivilDate,
): number {
  const last = lastYear.every((count) => count > 0) ? total(lastYear) : 0;
  const season = lastYear.map((count) => (last === 0 ? 1 / 12 : (TRUST * count) / last + (1 - TRUST) / 12));
  const whole = endOfMonth(until.slice(0, 7)) === until ? thisYear.length : thisYear.length - 1;
  const compared = whole > 1 ? whole - 1 : whole;
  const seen = total(thisYear.slice(0, compared));
  const passed = total(season.slice(0, compared));
  const remembered = REMEMBERED / 12;
  const year = last === 0 ? seen / passed : (seen + remembered * last) / (passed + remembered);
  return Number.isFinite(year) ? Math.max(0, Math.round(year - total(thisYear))) : 0;
}

function total(counts: readonly number[]): number {
  return counts.reduce((sum, count) => sum + count, 0);
}
