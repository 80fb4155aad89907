/** Numbers drawn from a range. */

/** From `low` to `high`. */
export interface Range {
  readonly low: number;
  readonly high: number;
}

/** A number of the range, evenly likely. */
export function between({ low, high }: Range, next: () => number): number {
  return low + (high - low) * next();
}

/** A whole number from 0 to below `count`, evenly likely. */
export function below(count: number, next: () => number): number {
  return Math.floor(count * next());
}

/** A share of the cases (1 is all) and the range that they are drawn from; the last share takes the rest. */
export type Mixture = readonly (Range & { readonly share: number })[];

/** A number of a mixture: mostly ordinary, at times far out. */
export function mixed(mixture: Mixture, next: () => number): number {
  let left = next();
  const chosen = mixture.find(({ share }) => (left -= share) < 0) ?? mixture.at(-1);
  if (chosen === undefined) throw new RangeError('a mixture has parts');
  return between(chosen, next);
}

/** Whole numbers in proportion to the weights, together exactly `total`: running totals are rounded, not the parts. */
export function allot(total: number, weights: readonly number[]): number[] {
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  let running = 0;
  let given = 0;
  return weights.map((weight) => {
    running += weight;
    const part = Math.round((total * running) / all) - given;
    given += part;
    return part;
  });
}
