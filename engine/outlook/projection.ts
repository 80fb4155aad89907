/**
 * The late rate at the end of the year, with the interval in which 80 of 100 comparable years end:
 *
 *     (late so far + late to come) / (counted so far + to come)
 *
 * What is to come follows from the season (season.ts). Late to come is a count whose mean is the level of the rate times
 * the dossiers to come (level.ts), spread by the relative variance
 *
 *     1/a + s/h + q·h,   h the months left
 *
 * how well the level is known, how far months lie from it, and how far it moves until then. q cannot be told from one
 * unit's two years; it is common to all and was set, like the other constants, on simulated offices with other seeds than
 * those of the test that holds the coverage (tests/engine/outlook/coverage.test.ts).
 */
import type { CivilDate } from '../model/dates.ts';
import type { Answer, OutlookInput, Projection, Share } from '../model/outlook.ts';
import { countQuantile, QUANTILES, type Quantile } from './count-quantile.ts';
import { figuresUntil, type MonthCounts, monthsOf } from './history.ts';
import { countsOf, gapOf, totalsOf, unknown } from './late-rate.ts';
import { levelOf } from './level.ts';
import { remaining } from './season.ts';

/** q: relative variance of the level after a month. */
const DRIFT = 0.015;
/** Fewer months with figures, or fewer dossiers in them, say too little. */
const LEAST_MONTHS = 2;
const LEAST_RESOLVED = 30;
const DAYS_OF_A_MONTH = 30.4375;

/** Unknown, with the reason, where there is too little to go by. Its ends are estimates; nothing is decided by them. */
export function project(input: OutlookInput): Answer<Projection> {
  const until = figuresUntil(input);
  const totals = totalsOf(input, until);
  const gap = gapOf(totals, input.rate);
  if (gap !== undefined) return unknown(gap);
  const thisYear = monthsOf(input.flow).slice(0, Number(until.slice(5, 7)));
  const lastYear = monthsOf(input.lastYear);
  const months = [...lastYear, ...thisYear].filter(({ resolved }) => resolved > 0);
  const resolved = months.reduce((sum, month) => sum + month.resolved, 0);
  if (months.length < LEAST_MONTHS || resolved < LEAST_RESOLVED)
    return unknown({ reason: 'little history', months: months.length, resolved });

  const now = countsOf(totals, input.rate);
  const toCome = (what: keyof MonthCounts): number =>
    remaining(counts(thisYear, what), counts(lastYear, what), until);
  const returns = toCome('resolved');
  const denominator =
    now.denominator + (input.rate.denominator === 'received' ? toCome('received') : returns);
  if (denominator === 0) return unknown({ reason: 'nothing counted' });
  const level = levelOf(months);
  const left = monthsLeft(until);
  const expected = returns * level.rate;
  const stuck = input.rate.numerator === 'late' ? beyondUsual(totals.overdue ?? 0, expected, left) : 0;
  const variance = level.variance + level.monthly / Math.max(left, 0.5) + DRIFT * left;
  const at = (quantile: Quantile): Share => {
    const late = Math.min(returns, stuck + countQuantile(expected, variance, quantile));
    return { numerator: BigInt(now.numerator + late), denominator: BigInt(denominator) };
  };
  return {
    known: true,
    value: { low: at(QUANTILES.low), median: at(QUANTILES.median), high: at(QUANTILES.high) },
  };
}

/**
 * Overdue dossiers beyond those that a unit at its level always has, taken as a month's late ones: they come on top, for
 * they are late whenever they are returned; in the last month only the part of them that it gives time for.
 */
function beyondUsual(overdue: number, expected: number, left: number): number {
  const usual = expected / Math.max(left, 1);
  return Math.round(Math.max(0, overdue - usual) * Math.min(1, left));
}

function counts(months: readonly MonthCounts[], what: keyof MonthCounts): number[] {
  return months.map((month) => month[what]);
}

function monthsLeft(until: CivilDate): number {
  return (Date.parse(`${until.slice(0, 4)}-12-31`) - Date.parse(until)) / (86_400_000 * DAYS_OF_A_MONTH);
}
