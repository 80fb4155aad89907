/**
 * A number line cut at every threshold of a fact into cells: the open stretch below the first threshold is cell 0, the
 * threshold itself cell 1, the stretch above it cell 2, and so on. All numbers of a cell meet every comparison alike.
 */
import type { FactState } from '../model/facts.ts';
import type { Interval } from '../model/interval.ts';
import { compare, type Ratio, reduce } from '../model/ratio.ts';
import { EXEMPT_SPAN, MISSING_SPAN, type Span } from './spans.ts';

export interface Axis {
  /** The cell of `numerator / denominator`, two safe integers, the second > 0. */
  readonly cellOf: (numerator: number, denominator: number) => number;
  /** Whether the products with numbers up to this magnitude are exact in doubles. */
  readonly isExactUpTo: (limit: number) => boolean;
  /** Writes the cells of the first `length` quotients of two columns of numbers for which `isExactUpTo` holds. */
  readonly cellsOf: (
    numerators: Float64Array,
    denominators: Float64Array,
    cells: Int32Array,
    length: number,
  ) => void;
  readonly spanOf: (state: FactState) => Span;
  /** The span of every number of an interval that is not empty and whose ends are thresholds. */
  readonly spanOfInterval: (interval: Interval) => Span;
}

/** Products from here on may have been rounded. */
const INEXACT = 2 ** 53;

/** Whether the number stands for one integer and no other. */
export function isExact(value: number): boolean {
  return value < INEXACT && value > -INEXACT;
}

/**
 * The cell of the quotient of two ratios, each given as two integers; negative where doubles do not hold it exactly and
 * where there is none.
 */
export function quotientCell(
  axis: Axis,
  topNumerator: number,
  topDenominator: number,
  bottomNumerator: number,
  bottomDenominator: number,
): number {
  const sameScale = topDenominator === bottomDenominator;
  const numerator = sameScale ? topNumerator : topNumerator * bottomDenominator;
  const denominator = sameScale ? bottomNumerator : bottomNumerator * topDenominator;
  return isExact(numerator) && isExact(denominator) && denominator > 0
    ? axis.cellOf(numerator, denominator)
    : -1;
}

/** The axis of the thresholds, in any order and with repetitions. */
export function axisOf(thresholds: readonly Ratio[]): Axis {
  const ordered = thresholds
    .map(reduce)
    .sort(compare)
    .filter((each, index, all) => index === 0 || compare(each, all[index - 1] ?? each) !== 0);
  const cuts = {
    tops: Float64Array.from(ordered, ({ numerator }) => Number(numerator)),
    bottoms: Float64Array.from(ordered, ({ denominator }) => Number(denominator)),
  };
  const greatest = Math.max(1, ...cuts.tops.map(Math.abs), ...cuts.bottoms);
  const top = ordered.length * 2;
  const cellOfRatio = (value: Ratio): number => {
    const index = ordered.findIndex((threshold) => compare(value, threshold) <= 0);
    const threshold = ordered[index];
    if (threshold === undefined) return top;
    return compare(value, threshold) === 0 ? index * 2 + 1 : index * 2;
  };
  const spanOfInterval = ({ low, lowOpen, high, highOpen }: Interval): Span => {
    const first = low === undefined ? 0 : cellOfRatio(low);
    const last = high === undefined ? top : cellOfRatio(high);
    return {
      first: lowOpen === true && isPoint(first) ? first + 1 : first,
      last: highOpen === true && isPoint(last) ? last - 1 : last,
    };
  };
  return {
    cellOf: cellFinder(cuts, cellOfRatio),
    isExactUpTo: (limit) => limit * greatest < INEXACT,
    cellsOf: (...columns) => fillCells(cuts, ...columns),
    spanOfInterval,
    spanOf: (state) => {
      switch (state.status) {
        case 'known': {
          const cell = cellOfRatio(state.value);
          return { first: cell, last: cell };
        }
        case 'bounded':
          return spanOfInterval(state.bound);
        case 'missing':
          return MISSING_SPAN;
        case 'exempt':
          return EXEMPT_SPAN;
      }
    },
  };
}

function isPoint(cell: number): boolean {
  return cell % 2 === 1;
}

/**
 * Compares by cross-multiplication in doubles. Rounding keeps order, so the lesser of two rounded products is the lesser
 * product; only where they are equal and may have been rounded are they worked out as whole numbers.
 */
function cellFinder(
  { tops, bottoms }: Cuts,
  cellOfRatio: (value: Ratio) => number,
): (numerator: number, denominator: number) => number {
  const exactly = (numerator: number, denominator: number): number =>
    cellOfRatio({ numerator: BigInt(numerator), denominator: BigInt(denominator) });
  if (![...tops, ...bottoms].every(isExact)) return exactly;
  return (numerator, denominator) => {
    let cell = 0;
    for (let index = 0; index < tops.length; index += 1) {
      const value = numerator * (bottoms[index] ?? 1);
      const threshold = (tops[index] ?? 0) * denominator;
      if (value < threshold) return cell;
      if (value === threshold) return isExact(value) ? cell + 1 : exactly(numerator, denominator);
      cell += 2;
    }
    return cell;
  };
}

/** Thresholds as numerators and denominators. */
interface Cuts {
  readonly tops: Float64Array;
  readonly bottoms: Float64Array;
}

function fillCells(
  { tops, bottoms }: Cuts,
  numerators: Float64Array,
  denominators: Float64Array,
  cells: Int32Array,
  length: number,
): void {
  cells.fill(0, 0, length);
  for (let index = 0; index < tops.length; index += 1) {
    const top = tops[index] ?? 0;
    const bottom = bottoms[index] ?? 1;
    for (let row = 0; row < length; row += 1) {
      const value = (numerators[row] ?? 0) * bottom;
      const threshold = top * (denominators[row] ?? 1);
      cells[row] = (cells[row] ?? 0) + Number(value > threshold) + Number(value >= threshold);
    }
  }
}
