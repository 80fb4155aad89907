/** Quantiles of a count whose mean is itself uncertain. */

export interface Quantile {
  /** From 0 to 1. */
  readonly probability: number;
  /** Where it lies on the bell curve with mean 0 and deviation 1. */
  readonly score: number;
}

/** The ends of an 80% interval, and its middle. */
export const QUANTILES = {
  low: { probability: 0.1, score: -1.2815515655446004 },
  median: { probability: 0.5, score: 0 },
  high: { probability: 0.9, score: 1.2815515655446004 },
} as const satisfies Record<string, Quantile>;

/** From this mean on single steps no longer matter, and the bell curve of the logarithm is as good. */
const LARGE = 20;
/** Relative variance below which the mean is as good as certain. */
const LEAST_VARIANCE = 1e-4;

/**
 * The least whole number that the count does not exceed with the probability. The count is Poisson, its mean `middle`
 * times the exponential of a bell curve; a small mean is spread as the gamma distribution of the same moments, which
 * makes the count negative-binomial (M. Greenwood, G. U. Yule, J. R. Stat. Soc. 83 (1920) 255–279).
 * @param middle ≥ 0 @param variance of the logarithm of the mean, ≥ 0
 */
export function countQuantile(middle: number, variance: number, { probability, score }: Quantile): number {
  if (middle <= 0) return 0;
  const mean = middle * Math.exp(variance / 2);
  if (mean > LARGE) return Math.round(middle * Math.exp(score * Math.sqrt(variance + 1 / mean)));
  const shape = 1 / Math.max(Math.expm1(variance), LEAST_VARIANCE);
  const more = mean / (shape + mean);
  let mass = Math.exp(shape * Math.log1p(-more));
  let sum = mass;
  let count = 0;
  while (sum < probability && mass > 0) {
    mass *= ((shape + count) / (count + 1)) * more;
    count += 1;
    sum += mass;
  }
  return count;
}
