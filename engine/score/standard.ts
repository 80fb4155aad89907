/** The most points that an item can give, before any unit's reductions. */
import { add, multiply, type Ratio, ratio } from '../model/ratio.ts';
import type { ScoreItem } from '../model/scorecard.ts';

/**
 * The maximum printed for the item, or the sum of its criteria; undefined where neither is known.
 * @param as `counted`: as it counts in what it is part of, times its factor
 */
export function standardOf(item: ScoreItem, as: 'own' | 'counted' = 'own'): Ratio | undefined {
  const own = item.max ?? sumOf(item);
  return own === undefined || as === 'own' ? own : multiply(own, item.factor);
}

function sumOf({ parts, isComplete }: ScoreItem): Ratio | undefined {
  if (parts.length === 0 || !isComplete) return undefined;
  // What weights are shares of has to be printed.
  if (parts.some(({ weight }) => weight !== undefined)) return ratio(100);
  let sum = ratio(0);
  for (const part of parts) {
    if (part.kind !== 'criterion') continue;
    const standard = standardOf(part, 'counted');
    if (standard === undefined) return undefined;
    sum = add(sum, standard);
  }
  return sum;
}
