/**
 * Arithmetic on what is known of facts. Of known numbers it is exact; of bounded ones it gives the closed range between
 * the outermost results. A part of which nothing is known, or that is exempt, leaves the result unknown.
 */
import type { FunctionName, Operator, Rounding } from '../model/calculation.ts';
import { type FactState, MISSING } from '../model/facts.ts';
import type { Interval } from '../model/interval.ts';
import { add, compare, divide, multiply, type Ratio, ratio, subtract } from '../model/ratio.ts';

/** An absent end is infinite. */
interface Range {
  readonly low?: Ratio | undefined;
  readonly high?: Ratio | undefined;
}

const NOTHING_KNOWN: Range = {};
const ZERO = ratio(0);

/** A fact of which nothing is known lies at least within its domain. */
export function withinDomain(state: FactState, domain: Interval): FactState {
  return state.status === 'missing' ? stateOf(domain) : state;
}

export function operate(operator: Operator, left: FactState, right: FactState): FactState {
  const [a, b] = [rangeOf(left), rangeOf(right)];
  return a === undefined || b === undefined ? MISSING : stateOf(OPERATIONS[operator](a, b));
}

const OPERATIONS: Readonly<Record<Operator, (a: Range, b: Range) => Range>> = {
  '+': (a, b) => ({ low: both(add, a.low, b.low), high: both(add, a.high, b.high) }),
  '−': (a, b) => ({ low: both(subtract, a.low, b.high), high: both(subtract, a.high, b.low) }),
  '×': (a, b) => outermost(multiply, a, b),
  '÷': (a, b) =>
    isPositive(b.low) || isPositive(negative(b.high)) ? outermost(divide, a, b) : NOTHING_KNOWN,
};

/** A part of a function: a number that the text states, or what is found of the subject. */
export interface Argument {
  readonly state: FactState;
  readonly isStated: boolean;
}

/**
 * Exempt parts leave an average, a lowest and a highest value; where only stated numbers are left, nothing is known: the
 * most that may be given is not what somebody has earned.
 */
export function apply(name: FunctionName, parts: readonly Argument[]): FactState {
  const left = parts.filter(({ state }) => state.status !== 'exempt');
  if (left.length < parts.length && left.every(({ isStated }) => isStated)) return MISSING;
  const ranges = left.map(({ state }) => rangeOf(state));
  const known = ranges.filter((range) => range !== undefined);
  const [first] = known;
  if (first === undefined || known.length < ranges.length) return MISSING;
  const ends = (end: 'low' | 'high'): (Ratio | undefined)[] => known.map((range) => range[end]);
  switch (name) {
    case 'average': {
      const count = ratio(known.length);
      const mean = (values: readonly (Ratio | undefined)[]): Ratio | undefined =>
        both(
          divide,
          values.reduce((sum, value) => both(add, sum, value), ZERO),
          count,
        );
      return stateOf({ low: mean(ends('low')), high: mean(ends('high')) });
    }
    case 'lowest':
      return stateOf({ low: extreme(ends('low'), -1), high: extremeKnown(ends('high'), -1) });
    case 'highest':
      return stateOf({ low: extremeKnown(ends('low'), 1), high: extreme(ends('high'), 1) });
    case 'whole':
      return stateOf({ low: first.low && wholePart(first.low), high: first.high && wholePart(first.high) });
  }
}

/** Any of the values, between the lowest and the highest; unknown where one of them is. */
export function anyOf(states: readonly FactState[]): FactState {
  const ranges = states.map(rangeOf);
  const known = ranges.filter((range) => range !== undefined);
  if (known.length === 0 || known.length < ranges.length) return MISSING;
  return stateOf({
    low: extreme(
      known.map(({ low }) => low),
      -1,
    ),
    high: extreme(
      known.map(({ high }) => high),
      1,
    ),
  });
}

export function rounded(state: FactState, rounding: Rounding): FactState {
  const range = rangeOf(state);
  if (range === undefined) return state;
  return stateOf({
    low: range.low && round(range.low, rounding),
    high: range.high && round(range.high, rounding),
  });
}

/** The value to so many places, exactly as the rounding says. */
export function round(value: Ratio, { places, mode }: Rounding): Ratio {
  const unit = places < 0 ? ratio(10n ** BigInt(-places)) : ratio(1, 10n ** BigInt(places));
  const steps = divide(value, unit);
  return multiply(stepsTaken(steps, mode), unit);
}

function stepsTaken(steps: Ratio, mode: Rounding['mode']): Ratio {
  const opposite = ({ numerator, denominator }: Ratio): Ratio => ratio(-numerator, denominator);
  if (mode === 'down') return wholePart(steps);
  if (mode === 'up') return opposite(wholePart(opposite(steps)));
  const half = ratio(1, 2);
  return steps.numerator < 0n ? opposite(wholePart(add(opposite(steps), half))) : wholePart(add(steps, half));
}

function wholePart({ numerator, denominator }: Ratio): Ratio {
  const towardsZero = numerator / denominator;
  return ratio(numerator < 0n && numerator % denominator !== 0n ? towardsZero - 1n : towardsZero);
}

/** The range of an operation that, in each of its parts, only rises or only falls. */
function outermost(operation: (a: Ratio, b: Ratio) => Ratio, a: Range, b: Range): Range {
  const { low: aLow, high: aHigh } = a;
  const { low: bLow, high: bHigh } = b;
  if (aLow === undefined || aHigh === undefined || bLow === undefined || bHigh === undefined)
    return operation === multiply ? productOfOpen(a, b) : quotientOfOpen(a, b);
  const corners = [aLow, aHigh].flatMap((x) => [operation(x, bLow), operation(x, bHigh)]);
  return { low: extreme(corners, -1), high: extreme(corners, 1) };
}

/** Of ranges without an end: what follows where neither can be negative. */
function productOfOpen(a: Range, b: Range): Range {
  if (!isAtLeastZero(a.low) || !isAtLeastZero(b.low)) return NOTHING_KNOWN;
  return { low: both(multiply, a.low, b.low), high: both(multiply, a.high, b.high) };
}

function quotientOfOpen(a: Range, b: Range): Range {
  if (!isAtLeastZero(a.low) || !isPositive(b.low)) return NOTHING_KNOWN;
  return {
    low: b.high === undefined ? ZERO : both(divide, a.low, b.high),
    high: both(divide, a.high, b.low),
  };
}

function both(
  operation: (a: Ratio, b: Ratio) => Ratio,
  a: Ratio | undefined,
  b: Ratio | undefined,
): Ratio | undefined {
  return a === undefined || b === undefined ? undefined : operation(a, b);
}

/** The lowest (−1) or highest (1) of some ends; infinite where one is. */
function extreme(ends: readonly (Ratio | undefined)[], direction: -1 | 1): Ratio | undefined {
  return ends.includes(undefined) ? undefined : extremeKnown(ends, direction);
}

/** The lowest (−1) or highest (1) of the ends that are finite. */
function extremeKnown(ends: readonly (Ratio | undefined)[], direction: -1 | 1): Ratio | undefined {
  const finite = ends.filter((end) => end !== undefined);
  return finite.reduce<Ratio | undefined>(
    (best, end) => (best === undefined || compare(end, best) === direction ? end : best),
    undefined,
  );
}

function isPositive(value: Ratio | undefined): boolean {
  return value !== undefined && value.numerator > 0n;
}

function isAtLeastZero(value: Ratio | undefined): boolean {
  return value !== undefined && value.numerator >= 0n;
}

function negative(value: Ratio | undefined): Ratio | undefined {
  return value && ratio(-value.numerator, value.denominator);
}

/** Undefined where nothing is known, or the part is exempt. */
function rangeOf(state: FactState): Range | undefined {
  if (state.status === 'known') return { low: state.value, high: state.value };
  return state.status === 'bounded' ? { low: state.bound.low, high: state.bound.high } : undefined;
}

function stateOf({ low, high }: Range): FactState {
  if (low === undefined && high === undefined) return MISSING;
  if (low !== undefined && high !== undefined && compare(low, high) === 0)
    return { status: 'known', value: low };
  const bound = {
    ...(low === undefined ? {} : { low, lowOpen: false }),
    ...(high === undefined ? {} : { high, highOpen: false }),
  };
  return { status: 'bounded', bound, phrase: '' };
}
