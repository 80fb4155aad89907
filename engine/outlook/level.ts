/**
 * The level at which a unit's late rate stands, and how far single months lie from it: the discounted gamma-Poisson
 * filter. What is known of the rate is a gamma distribution with a late ones seen among b resolved; each month
 *
 *     a ← w·a + late,   b ← w·b + resolved,   rate ≈ a/b,   relative variance 1/a
 *
 * so that a month counts w times as much as the next. Months also differ by more than the chance of single dossiers:
 * by the relative variance s, in which e = rate·resolved is what was expected of a month,
 *
 *     s ≈ ((late − e)² − e)/e² − 1/a
 *
 * averaged over the unit's months, each weighted by what chance leaves visible in it, and with what offices have in
 * common as so many months more. Sources: R. L. Smith, J. E. Miller, J. R. Stat. Soc. B 48 (1986) 79–88 (filter);
 * N. E. Breslow, Appl. Stat. 33 (1984) 38–44 (variance beyond Poisson by moments).
 */

/** One month's counts, `resolved` > 0. */
export interface MonthlyRate {
  readonly resolved: number;
  readonly late: number;
}

export interface Level {
  /** a/b, > 0. */
  readonly rate: number;
  /** Relative variance of the rate: 1/a. */
  readonly variance: number;
  /** s: relative variance of a month about the level, beyond chance. */
  readonly monthly: number;
}

/** w */
const MEMORY = 0.7;
/** Before the first month: half a late dossier seen at a rate as offices commonly have. */
const START = { late: 0.5, rate: 0.015 };
/** s of offices in general, and as how many of the unit's own months it counts. */
const COMMON = { monthly: 0.08, months: 12 };
/** Until the filter knows the unit. */
const FIRST = 3;
/** A month out of all proportion says no more than this of the others. */
const MOST = 1;

/** @param months in order of time */
export function levelOf(months: readonly MonthlyRate[]): Level {
  let a = START.late;
  let b = START.late / START.rate;
  let weighted = COMMON.months * COMMON.monthly;
  let weights = COMMON.months;
  for (const [index, { resolved, late }] of months.entries()) {
    a *= MEMORY;
    b *= MEMORY;
    const expected = (a / b) * resolved;
    if (index >= FIRST) {
      const visible = COMMON.monthly / (1 + expected / a + COMMON.monthly * expected);
      weighted += visible ** 2 * ((late - expected) ** 2 - expected - expected ** 2 / a);
      weights += (visible * expected) ** 2;
    }
    a += late;
    b += resolved;
  }
  return { rate: a / b, variance: 1 / a, monthly: Math.min(MOST, Math.max(0, weighted / weights)) };
}
