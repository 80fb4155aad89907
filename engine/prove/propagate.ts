/** Takes from each variable the values that its relations exclude. Whatever is taken is impossible; not all that is impossible is taken. */
import { contains, type Interval } from '../model/interval.ts';
import {
  add,
  compare,
  divide,
  equal,
  multiply,
  type Ratio,
  ratio,
  reduce,
  subtract,
} from '../model/ratio.ts';
import { type Network, OF_NOTHING, type Ranges, type Relation } from './network.ts';
import { isPositive, narrow, onlyValue } from './values.ts';

/** Ranges over real numbers may shrink for ever; what is left after so many rounds is kept. */
const ROUNDS = 12;

/** The ranges that are left; undefined when a variable has no value left. */
export function propagate({ variables, relations }: Network, ranges: Ranges): Ranges | undefined {
  const facts = new Map(variables.map(({ key, fact }) => [key, fact]));
  const left = new Map(ranges);
  for (let round = 0; round < ROUNDS; round += 1) {
    let changed = false;
    for (const relation of relations) {
      for (const [key, by] of narrowings(relation, (key) => left.get(key) ?? {})) {
        const fact = facts.get(key);
        const before = left.get(key) ?? {};
        const after = fact && narrow(fact, before, by);
        if (after === undefined) return undefined;
        if (sameRange(before, after)) continue;
        left.set(key, inLowestTerms(after));
        changed = true;
      }
    }
    if (!changed) break;
  }
  return left;
}

/** Whether values that are all known keep the relation. */
export function keeps(relation: Relation, value: (key: string) => Ratio): boolean {
  switch (relation.type) {
    case 'order':
      return compare(value(relation.left), value(relation.right)) <= 0;
    case 'difference':
      return equal(
        value(relation.value),
        subtract(value(relation.of), multiply(value(relation.minus), relation.times)),
      );
    case 'quotient': {
      const bottom = value(relation.bottom);
      if (isPositive(bottom)) return equal(value(relation.value), divide(value(relation.top), bottom));
      const { ofNothing } = relation;
      return (
        (ofNothing === 'whole' || ofNothing === 'none') &&
        contains(OF_NOTHING[ofNothing], value(relation.value))
      );
    }
  }
}

type Range = (key: string) => Interval;

function narrowings(relation: Relation, range: Range): [string, Interval][] {
  switch (relation.type) {
    case 'order':
      return orderNarrowings(relation, range);
    case 'difference':
      return differenceNarrowings(relation, range);
    case 'quotient':
      return quotientNarrowings(relation, range);
  }
}

function orderNarrowings(
  { left, right }: Extract<Relation, { type: 'order' }>,
  range: Range,
): [string, Interval][] {
  const { high, highOpen } = range(right);
  const { low, lowOpen } = range(left);
  return [
    [left, high === undefined ? {} : { high, highOpen: highOpen === true }],
    [right, low === undefined ? {} : { low, lowOpen: lowOpen === true }],
  ];
}

function differenceNarrowings(
  { value, of, minus, times }: Extract<Relation, { type: 'difference' }>,
  range: Range,
): [string, Interval][] {
  const [x, a, b] = [range(value), range(of), scaled(range(minus), times)];
  return [
    [value, sum(a, mirrored(b))],
    [of, sum(x, b)],
    [minus, scaled(sum(a, mirrored(x)), divide(ratio(1), times))],
  ];
}

/** @param times above zero */
function scaled({ low, lowOpen, high, highOpen }: Interval, times: Ratio): Interval {
  return {
    ...(low === undefined ? {} : { low: multiply(low, times), lowOpen: lowOpen === true }),
    ...(high === undefined ? {} : { high: multiply(high, times), highOpen: highOpen === true }),
  };
}

/** Only for numbers of which none is below zero, and a divisor that is zero for certain or certainly is not. */
function quotientNarrowings(
  { value, top, bottom, ofNothing }: Extract<Relation, { type: 'quotient' }>,
  range: Range,
): [string, Interval][] {
  const [x, n, d] = [range(value), range(top), range(bottom)];
  if (onlyValue(d)?.numerator === 0n && (ofNothing === 'whole' || ofNothing === 'none'))
    return [[value, OF_NOTHING[ofNothing]]];
  if (![x, n, d].every(isNotNegative) || !isAboveZero(d)) return [];
  return [
    [top, product(x, d)],
    [value, quotient(n, d)],
    ...(isAboveZero(x) ? [[bottom, quotient(n, x)] satisfies [string, Interval]] : []),
  ];
}

function isNotNegative({ low }: Interval): boolean {
  return low !== undefined && low.numerator >= 0n;
}

function isAboveZero({ low, lowOpen }: Interval): boolean {
  return low !== undefined && (isPositive(low) || (lowOpen === true && low.numerator === 0n));
}

function sum(a: Interval, b: Interval): Interval {
  return {
    ...(a.low === undefined || b.low === undefined
      ? {}
      : { low: add(a.low, b.low), lowOpen: a.lowOpen === true || b.lowOpen === true }),
    ...(a.high === undefined || b.high === undefined
      ? {}
      : { high: add(a.high, b.high), highOpen: a.highOpen === true || b.highOpen === true }),
  };
}

function mirrored({ low, lowOpen, high, highOpen }: Interval): Interval {
  const opposite = (end: Ratio): Ratio => ({ ...end, numerator: -end.numerator });
  return {
    ...(high === undefined ? {} : { low: opposite(high), lowOpen: highOpen === true }),
    ...(low === undefined ? {} : { high: opposite(low), highOpen: lowOpen === true }),
  };
}

/** Of numbers ≥ 0. */
function product(a: Interval, b: Interval): Interval {
  const open = isAboveZero(a) && isAboveZero(b) && (a.lowOpen === true || b.lowOpen === true);
  return {
    low: a.low === undefined || b.low === undefined ? ratio(0) : multiply(a.low, b.low),
    lowOpen: open,
    ...(a.high === undefined || b.high === undefined
      ? {}
      : end(multiply(a.high, b.high), a.highOpen === true || b.highOpen === true)),
  };
}

/** Of a number ≥ 0 by one above zero. */
function quotient(a: Interval, b: Interval): Interval {
  const bounded = b.high !== undefined && a.low !== undefined;
  return {
    low: bounded ? divide(a.low, b.high) : ratio(0),
    lowOpen: isAboveZero(a) && (!bounded || a.lowOpen === true || b.highOpen === true),
    ...(a.high === undefined || b.low === undefined || !isPositive(b.low)
      ? {}
      : end(divide(a.high, b.low), a.highOpen === true || b.lowOpen === true)),
  };
}

/** Zero is reached at an open end too: nothing times anything is nothing. */
function end(high: Ratio, open: boolean): Interval {
  return { high, highOpen: open && isPositive(high) };
}

/** Without it the fractions grow with every round. */
function inLowestTerms({ low, lowOpen, high, highOpen }: Interval): Interval {
  return {
    ...(low === undefined ? {} : { low: reduce(low), lowOpen: lowOpen === true }),
    ...(high === undefined ? {} : { high: reduce(high), highOpen: highOpen === true }),
  };
}

function sameRange(a: Interval, b: Interval): boolean {
  const same = (x: Ratio | undefined, y: Ratio | undefined): boolean =>
    x === undefined || y === undefined ? x === y : equal(x, y);
  return (
    same(a.low, b.low) &&
    same(a.high, b.high) &&
    (a.lowOpen === true) === (b.lowOpen === true) &&
    (a.highOpen === true) === (b.highOpen === true)
  );
}

/** The value of every variable, once each has only one left; undefined while one has more. */
export function settledValues(ranges: Ranges): ReadonlyMap<string, Ratio> | undefined {
  const values = new Map<string, Ratio>();
  for (const [key, range] of ranges) {
    const value = onlyValue(range);
    if (value === undefined) return undefined;
    values.set(key, value);
  }
  return values;
}
