/**
 * Exact rational numbers. Every quantity and every threshold is one of these, read from text,
 * so that 5/100 and "5%" are the same number and no rounding happens before a comparison.
 */

/** A quotient of integers, kept as given (not reduced): 611/56863 stays readable. `denominator` > 0. */
export interface Ratio {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

/** @throws RangeError when the denominator is zero. */
export function ratio(numerator: bigint | number, denominator: bigint | number = 1n): Ratio {
  const n = BigInt(numerator);
  const d = BigInt(denominator);
  if (d === 0n) throw new RangeError('denominator is zero');
  return d < 0n ? { numerator: -n, denominator: -d } : { numerator: n, denominator: d };
}

/** Negative, zero or positive as `a` is less than, equal to or greater than `b`; by cross-multiplication. */
export function compare(a: Ratio, b: Ratio): -1 | 0 | 1 {
  const difference = a.numerator * b.denominator - b.numerator * a.denominator;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

export function equal(a: Ratio, b: Ratio): boolean {
  return compare(a, b) === 0;
}

export function subtract(a: Ratio, b: Ratio): Ratio {
  return ratio(a.numerator * b.denominator - b.numerator * a.denominator, a.denominator * b.denominator);
}

/** `a / b`, with both brought to integers: 92.50 / 99.00 is 9250/9900. @throws RangeError when `b` is zero. */
export function divide(a: Ratio, b: Ratio): Ratio {
  if (a.denominator === b.denominator) return ratio(a.numerator, b.numerator);
  return ratio(a.numerator * b.denominator, a.denominator * b.numerator);
}

/** Of decimals, the denominator of the longer one: a sum of many does not grow with their number. */
export function add(a: Ratio, b: Ratio): Ratio {
  const [x, y] = [a.denominator, b.denominator];
  if (x === y) return { numerator: a.numerator + b.numerator, denominator: x };
  if (x % y === 0n) return { numerator: a.numerator + b.numerator * (x / y), denominator: x };
  if (y % x === 0n) return { numerator: a.numerator * (y / x) + b.numerator, denominator: y };
  return ratio(a.numerator * b.denominator + b.numerator * a.denominator, a.denominator * b.denominator);
}

export function multiply(a: Ratio, b: Ratio): Ratio {
  return ratio(a.numerator * b.numerator, a.denominator * b.denominator);
}

/** Reads a plain decimal ("-12.50", "5", "1e-7") exactly; undefined when the text is something else. */
export function parseDecimal(text: string): Ratio | undefined {
  const match = /^([+-]?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d{1,3}))?$/.exec(text);
  if (match === null) return undefined;
  const [, sign, whole = '', fraction = '', exponent = '0'] = match;
  const digits = BigInt(whole + fraction) * (sign === '-' ? -1n : 1n);
  const shift = fraction.length - Number(exponent);
  return shift >= 0 ? ratio(digits, 10n ** BigInt(shift)) : ratio(digits * 10n ** BigInt(-shift));
}

/**
 * The decimal with `places` digits after the point, rounded half away from zero ("half up" of the
 * reports), with a point as separator and trailing zeros kept: (79.25/100, 4) is "0.7925".
 */
export function toDecimal(value: Ratio, places: number): string {
  const negative = value.numerator < 0n;
  const magnitude = negative ? -value.numerator : value.numerator;
  const scaled = (magnitude * 10n ** BigInt(places) * 2n + value.denominator) / (value.denominator * 2n);
  const text = scaled.toString().padStart(places + 1, '0');
  const sign = negative && scaled > 0n ? '-' : '';
  return places === 0 ? sign + text : `${sign}${text.slice(0, -places)}.${text.slice(-places)}`;
}

/** The nearest JavaScript number; for JSON output only, never for a decision. */
export function toNumber(value: Ratio): number {
  return Number(toDecimal(value, 15));
}

/** Lowest terms: the canonical form that is hashed. */
export function reduce(value: Ratio): Ratio {
  let a = value.numerator < 0n ? -value.numerator : value.numerator;
  let b = value.denominator;
  while (b > 0n) [a, b] = [b, a % b];
  return a <= 1n ? value : { numerator: value.numerator / a, denominator: value.denominator / a };
}
