/** Figures that values and thresholds are both taken from, few enough that they often meet. */
import type { Random } from '../../../bench/random.ts';
import type { FactKind } from '../../../engine/model/facts.ts';
import type { Interval } from '../../../engine/model/interval.ts';
import type { Ratio } from '../../../engine/model/ratio.ts';

export function fraction(numerator: bigint | number, denominator: bigint | number = 1n): Ratio {
  return { numerator: BigInt(numerator), denominator: BigInt(denominator) };
}

/** In rising order; the last but three need whole numbers beyond 2^53 to tell them from their neighbours. */
const SHARES: readonly Ratio[] = [
  fraction(0),
  fraction(1, 10_000),
  fraction(499, 10_000),
  fraction(5, 100),
  fraction(501, 10_000),
  fraction(333_333_333_333_333_333n, 1_000_000_000_000_000_000n),
  fraction(1, 3),
  fraction(2, 3),
  fraction(80, 100),
  fraction(8_000_000_000_000_000_001n, 10_000_000_000_000_000_000n),
  fraction(9_007_199_254_740_992n, 9_007_199_254_740_993n),
  fraction(9_007_199_254_740_993n, 9_007_199_254_740_994n),
  fraction(1),
];
const COUNTS: readonly Ratio[] = [0, 1, 2, 3, 5, 10, 20].map((count) => fraction(count));
const POINTS: readonly Ratio[] = [0, 50, 625, 1000, 9950].map((hundredths) => fraction(hundredths, 100));
const STEPS: readonly Ratio[] = [0, 1, 2, 3].map((step) => fraction(step));
/** Minutes about the last day of the years judged. */
const MOMENTS: readonly Ratio[] = [2018, 2019, 2020].flatMap((year) =>
  [-1, 0, 1, 1439, 1440].map((minutes) => fraction(Date.UTC(year, 11, 31) / 60_000 + minutes)),
);

function figuresOf(kind: FactKind): readonly Ratio[] {
  switch (kind) {
    case 'count':
      return COUNTS;
    case 'points':
      return POINTS;
    case 'ratio':
      return SHARES;
    case 'rank':
    case 'category':
      return STEPS;
    case 'date':
      return MOMENTS;
  }
}

export function inventFigure(random: Random, kind: FactKind): Ratio {
  const { numerator, denominator } = random.pick(figuresOf(kind));
  // Not in lowest terms: 5/100 and 10/200 are one number.
  const factor = random.oneIn(4) ? BigInt(1 + random.below(9)) : 1n;
  return { numerator: numerator * factor, denominator: denominator * factor };
}

/** Bounded on one side or both; never empty. */
export function inventInterval(random: Random, kind: FactKind): Interval {
  const figures = figuresOf(kind);
  const first = random.below(figures.length);
  const last = first + random.below(figures.length - first);
  const low = { low: figures[first] ?? fraction(0), lowOpen: random.oneIn(2) };
  const high = { high: figures[last] ?? fraction(0), highOpen: random.oneIn(2) };
  if (random.oneIn(3)) return low;
  if (random.oneIn(2)) return high;
  return first === last ? { low: low.low, high: low.low } : { ...low, ...high };
}
