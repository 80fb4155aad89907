/** What a reckoning gives, how far the rounding of its inputs can move it, and whether a printed result lies there. */
import { compare, type Ratio, subtract } from '../model/ratio.ts';
import type { Figure, Quality, Read } from './figures.ts';
import { half, lastPlace, rounded, total, truncated, ZERO } from './printed.ts';

/** Half a unit in the last place that the figure stands for; nothing for what is exact. */
export function slack(figure: Figure): Ratio {
  return figure.exact ? ZERO : half(lastPlace(figure.places));
}

/** What was worked out, and how far the rounding of its inputs can move it. */
export interface Image {
  readonly central: Ratio;
  readonly low: Ratio;
  readonly high: Ratio;
  /** The upper end is reached: of 100 less 89,735, which is printed 89,74, is left 10,265. */
  readonly reachesHigh?: boolean;
}

/** Whether the printed result is the image's rounded centre, another number of it, or none of it. */
export function judged(image: Image | undefined, result: Figure, read: Read, truncates: boolean): Quality {
  const { value } = read(result);
  if (image === undefined || value === undefined) return 'exact';
  const { central, low, high } = image;
  if (result.exact) return sameCount(central, low, high, value);
  const settled = truncates ? truncated(central, result.places) : rounded(central, result.places);
  if (compare(settled, value) === 0) return 'exact';
  const reach = half(lastPlace(result.places));
  const [least, most] = truncates
    ? [value, total([value, reach, reach])]
    : [subtract(value, reach), total([value, reach])];
  if (image.reachesHigh === true && compare(high, least) === 0) return 'rounding';
  return within(low, high, least, most) ? 'rounding' : 'broken';
}

/** Whether two spans share more than an end; a span of one number may lie on the upper end (a tie rounded down). */
function within(low: Ratio, high: Ratio, least: Ratio, most: Ratio): boolean {
  if (compare(low, high) === 0) return compare(low, least) >= 0 && compare(low, most) <= 0;
  return compare(low, most) < 0 && compare(high, least) > 0;
}

function sameCount(central: Ratio, low: Ratio, high: Ratio, value: Ratio): Quality {
  if (compare(central, value) === 0) return 'exact';
  return compare(low, value) < 0 && compare(high, value) > 0 ? 'rounding' : 'broken';
}
