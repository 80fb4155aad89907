/** The values that a fact can take, and short ones among them. */
import type { FactDefinition } from '../model/facts.ts';
import { contains, type Interval, intersect } from '../model/interval.ts';
import { add, compare, divide, equal, type Ratio, ratio, subtract } from '../model/ratio.ts';

/** Powers of ten tried for the step between short values, largest first. */
const MOST_DIGITS = 15;
/** Steps between short moments, in minutes: a day, an hour, a minute. */
const MOMENT_STEPS = [1440, 60, 1];
const TWO = ratio(2);

/** Whether the fact takes whole numbers only: counts, steps of a scale, minutes. */
export function isWhole(fact: FactDefinition): boolean {
  return fact.kind === 'count' || fact.kind === 'date' || fact.scale !== undefined;
}

/** All values of the fact. */
export function domainOf(fact: FactDefinition): Interval {
  if (fact.scale === undefined) return fact.domain;
  return { low: ratio(0), lowOpen: false, high: ratio(fact.scale.length - 1), highOpen: false };
}

/** The values of the fact in both; undefined when there are none. The ends of whole numbers are whole and closed. */
export function narrow(fact: FactDefinition, range: Interval, by: Interval): Interval | undefined {
  const both = intersect(range, by);
  if (both === undefined || !isWhole(fact)) return both;
  const low = both.low === undefined ? undefined : wholeFrom(both.low, both.lowOpen === true);
  const high = both.high === undefined ? undefined : wholeTo(both.high, both.highOpen === true);
  if (low !== undefined && high !== undefined && low > high) return undefined;
  return {
    ...(low === undefined ? {} : { low: ratio(low), lowOpen: false }),
    ...(high === undefined ? {} : { high: ratio(high), highOpen: false }),
  };
}

/** The only value of a range, if there is only one. */
export function onlyValue({ low, high }: Interval): Ratio | undefined {
  return low !== undefined && high !== undefined && equal(low, high) ? low : undefined;
}

/** Values of the fact within the range, the best to show first: one with few digits near the middle, then the ends. */
export function shortValues(fact: FactDefinition, range: Interval): Ratio[] {
  const only = onlyValue(range);
  if (only !== undefined) return [only];
  const bounded = withEnds(fact, range);
  const ends = [bounded.low, bounded.high].filter((end) => contains(range, end));
  const inner = shortestInside(bounded, stepsOf(fact));
  return inner === undefined ? ends : [inner, ...ends];
}

interface Bounded {
  readonly low: Ratio;
  readonly high: Ratio;
}

/** The range with an end in place of infinity, at a distance at which people still read numbers. */
function withEnds(fact: FactDefinition, { low, high }: Interval): Bounded {
  if (low !== undefined && high !== undefined) return { low, high };
  if (low !== undefined) return { low, high: add(low, reach(fact, low)) };
  if (high !== undefined) return { low: subtract(high, reach(fact, high)), high };
  return { low: ratio(-10), high: ratio(10) };
}

function reach(fact: FactDefinition, end: Ratio): Ratio {
  if (fact.kind === 'date') return ratio(60 * 1440);
  const size = end.numerator < 0n ? { ...end, numerator: -end.numerator } : end;
  if (size.numerator > 0n) return add(size, size);
  return fact.kind === 'count' ? ratio(2000) : fact.kind === 'ratio' ? ratio(1) : ratio(200);
}

function stepsOf(fact: FactDefinition): Ratio[] {
  if (fact.kind === 'date') return MOMENT_STEPS.map((minutes) => ratio(minutes));
  const powers = Array.from({ length: isWhole(fact) ? MOST_DIGITS + 1 : 2 * MOST_DIGITS }, (_, index) =>
    ratio(index - MOST_DIGITS),
  );
  return powers.map(({ numerator }) =>
    numerator <= 0n ? ratio(10n ** -numerator) : ratio(1n, 10n ** numerator),
  );
}

/** The multiple of the largest step that lies strictly inside, nearest the middle. */
function shortestInside({ low, high }: Bounded, steps: readonly Ratio[]): Ratio | undefined {
  const middle = divide(add(low, high), TWO);
  for (const step of steps) {
    const first = floor(divide(low, step)) + 1n;
    const last = -floor(negative(divide(high, step))) - 1n;
    if (first > last) continue;
    const nearest = floor(add(divide(middle, step), ratio(1, 2)));
    const count = nearest < first ? first : nearest > last ? last : nearest;
    return ratio(count * step.numerator, step.denominator);
  }
  return undefined;
}

function wholeFrom(end: Ratio, open: boolean): bigint {
  return open ? floor(end) + 1n : -floor(negative(end));
}

function wholeTo(end: Ratio, open: boolean): bigint {
  return open ? -floor(negative(end)) - 1n : floor(end);
}

function negative(value: Ratio): Ratio {
  return { ...value, numerator: -value.numerator };
}

function floor({ numerator, denominator }: Ratio): bigint {
  const quotient = numerator / denominator;
  return numerator % denominator < 0n ? quotient - 1n : quotient;
}

/** Whether the value is above zero. */
export function isPositive(value: Ratio): boolean {
  return compare(value, ratio(0)) > 0;
}
