/** How far a value is from the threshold that it is compared with. */
import { compare, type Ratio, subtract } from '../model/ratio.ts';
import type { Comparison } from '../model/ruleset.ts';
import type { Series } from './literals.ts';

/**
 * The distance (≥ 0, in the fact's own unit; a ratio as a fraction) to the end of the interval where the outcome
 * changes; undefined unless one known number is compared. Zero is possible: a value just at the end.
 */
export function headroom(states: Series, comparison: Comparison): Ratio | undefined {
  const [state] = states;
  if (states.length !== 1 || state?.status !== 'known') return undefined;
  const { low, high } = comparison.interval;
  const distances = [low, high].filter((end) => end !== undefined).map((end) => distance(end, state.value));
  const [first, second] = distances;
  return first === undefined || second === undefined || compare(first, second) <= 0 ? first : second;
}

function distance(a: Ratio, b: Ratio): Ratio {
  const difference = subtract(a, b);
  return difference.numerator < 0n ? { ...difference, numerator: -difference.numerator } : difference;
}
