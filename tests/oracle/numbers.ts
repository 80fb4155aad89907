/** Whole-number fractions, written for plainness alone. Nothing of the engine is used in this folder but its types. */
import type { Interval } from '../../engine/model/interval.ts';
import type { Ratio } from '../../engine/model/ratio.ts';

export function fraction(numerator: bigint | number, denominator: bigint | number = 1n): Ratio {
  const top = BigInt(numerator);
  const bottom = BigInt(denominator);
  return bottom < 0n ? { numerator: -top, denominator: -bottom } : { numerator: top, denominator: bottom };
}

export function isLess(a: Ratio, b: Ratio): boolean {
  return a.numerator * b.denominator < b.numerator * a.denominator;
}

export function isSame(a: Ratio, b: Ratio): boolean {
  return a.numerator * b.denominator === b.numerator * a.denominator;
}

export function plus(a: Ratio, b: Ratio): Ratio {
  return fraction(a.numerator * b.denominator + b.numerator * a.denominator, a.denominator * b.denominator);
}

export function minus(a: Ratio, b: Ratio): Ratio {
  return plus(a, fraction(-b.numerator, b.denominator));
}

export function times(a: Ratio, b: Ratio): Ratio {
  return fraction(a.numerator * b.numerator, a.denominator * b.denominator);
}

/** `b` is not zero. */
export function over(a: Ratio, b: Ratio): Ratio {
  return fraction(a.numerator * b.denominator, a.denominator * b.numerator);
}

export function isIn(value: Ratio, { low, lowOpen, high, highOpen }: Interval): boolean {
  if (low !== undefined && (isLess(value, low) || (lowOpen === true && isSame(value, low)))) return false;
  return !(high !== undefined && (isLess(high, value) || (highOpen === true && isSame(value, high))));
}

/**
 * Enough numbers to tell any two intervals with ends among these apart: every end, the middle between each two that
 * follow one another, and one beyond either side.
 */
export function samples(ends: readonly Ratio[]): Ratio[] {
  const one = fraction(1);
  const ordered = [...ends].sort((a, b) => (isLess(a, b) ? -1 : isSame(a, b) ? 0 : 1));
  const [first = one] = ordered;
  const last = ordered.at(-1) ?? one;
  const middles = ordered.slice(1).map((end, index) => over(plus(end, ordered[index] ?? end), fraction(2)));
  return [minus(first, one), ...ordered, ...middles, plus(last, one)];
}
