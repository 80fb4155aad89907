/** How many whole items lie between a share and its threshold. */
import { contains, type Interval } from '../model/interval.ts';
import { type Ratio, ratio } from '../model/ratio.ts';

export interface WholeSteps {
  /** Items to add, ≥ 1. */
  readonly count: bigint;
  /** `part`: added to the numerator (one more late dossier); `rest`: to the denominator alone. */
  readonly added: 'part' | 'rest';
}

/** Beyond this many the sentence would help nobody. */
const LIMIT = 10_000_000n;

/**
 * The fewest items of one sort after which a share of whole numbers enters or leaves the interval; undefined when no
 * number of them does. For "from 5% up": late ones until it is reached, or on-time ones until it is left.
 * @param part numerator, ≥ 0
 * @param whole denominator, ≥ 0
 * @param alsoBelow whether what is added to the numerator is added to the denominator too
 */
export function wholeSteps(
  part: bigint,
  whole: bigint,
  interval: Interval,
  alsoBelow = true,
): WholeSteps | undefined {
  if (whole <= 0n) return undefined;
  const inside = contains(interval, ratio(part, whole));
  const after = (added: WholeSteps['added'], count: bigint): Ratio =>
    added === 'part' ? ratio(part + count, alsoBelow ? whole + count : whole) : ratio(part, whole + count);
  // The share grows with `part` and shrinks with `rest`: the boundary at the low end is crossed by one of them.
  const added: WholeSteps['added'] = (interval.low !== undefined) === inside ? 'rest' : 'part';
  // Above 100% a share of which both parts grow comes down instead.
  if (added === 'part' && alsoBelow && part > whole) return undefined;
  const crossed = (count: bigint): boolean => contains(interval, after(added, count)) !== inside;
  let high = 1n;
  while (high <= LIMIT && !crossed(high)) high *= 2n;
  if (high > LIMIT) return undefined;
  let low = high / 2n;
  while (high - low > 1n) {
    const middle = (low + high) / 2n;
    if (crossed(middle)) high = middle;
    else low = middle;
  }
  return { count: high, added };
}
