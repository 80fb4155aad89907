import { compare, type Ratio } from './ratio.ts';

/** A set of numbers between two ends; an absent end is infinite. Every comparison of a rule is one of these. */
export interface Interval {
  readonly low?: Ratio;
  readonly lowOpen?: boolean;
  readonly high?: Ratio;
  readonly highOpen?: boolean;
}

export function point(value: Ratio): Interval {
  return { low: value, high: value };
}

export function contains(interval: Interval, value: Ratio): boolean {
  return within(point(value), interval);
}

/** Whether every number of `inner` lies in `outer`. */
export function within(inner: Interval, outer: Interval): boolean {
  if (outer.low !== undefined) {
    if (inner.low === undefined) return false;
    const order = compare(inner.low, outer.low);
    if (order < 0 || (order === 0 && outer.lowOpen === true && inner.lowOpen !== true)) return false;
  }
  if (outer.high !== undefined) {
    if (inner.high === undefined) return false;
    const order = compare(inner.high, outer.high);
    if (order > 0 || (order === 0 && outer.highOpen === true && inner.highOpen !== true)) return false;
  }
  return true;
}

/** The numbers in both, or undefined when there are none. */
export function intersect(a: Interval, b: Interval): Interval | undefined {
  const low = tighter(a.low, a.lowOpen, b.low, b.lowOpen, 1);
  const high = tighter(a.high, a.highOpen, b.high, b.highOpen, -1);
  if (low.end !== undefined && high.end !== undefined) {
    const order = compare(low.end, high.end);
    if (order > 0 || (order === 0 && (low.open || high.open))) return undefined;
  }
  return {
    ...(low.end === undefined ? {} : { low: low.end, lowOpen: low.open }),
    ...(high.end === undefined ? {} : { high: high.end, highOpen: high.open }),
  };
}

function tighter(
  a: Ratio | undefined,
  aOpen: boolean | undefined,
  b: Ratio | undefined,
  bOpen: boolean | undefined,
  direction: 1 | -1,
): { end: Ratio | undefined; open: boolean } {
  if (a === undefined) return { end: b, open: bOpen === true };
  if (b === undefined) return { end: a, open: aOpen === true };
  const order = compare(a, b) * direction;
  if (order === 0) return { end: a, open: aOpen === true || bOpen === true };
  return order > 0 ? { end: a, open: aOpen === true } : { end: b, open: bOpen === true };
}
