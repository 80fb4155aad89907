import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contains, type Interval } from '../../../engine/model/interval.ts';
import { type Ratio, ratio } from '../../../engine/model/ratio.ts';
import { axisOf } from '../../../engine/plan/axis.ts';
import { TRUE } from '../../../engine/plan/outcome-bits.ts';
import { compareSpans } from '../../../engine/plan/tests.ts';

/** Small numbers, and those about the greatest that a double holds exactly. */
const whole = fc.oneof(fc.integer({ min: 0, max: 20 }), fc.integer({ min: 2 ** 53 - 9, max: 2 ** 53 - 1 }));
const quotient = fc.tuple(
  whole,
  whole.filter((number) => number > 0),
);
const threshold = quotient.map(([top, bottom]) => ratio(top, bottom));

/** By whole numbers alone. */
function isWithin(value: Ratio, interval: Interval): boolean {
  return contains(interval, value);
}

describe('an axis', () => {
  it('never rounds: the cell of a quotient tells on which side of each threshold it lies', () => {
    fc.assert(
      fc.property(
        fc.array(threshold, { minLength: 1, maxLength: 4 }),
        quotient,
        (thresholds, [top, bottom]) => {
          const axis = axisOf(thresholds);
          const cell = axis.cellOf(top, bottom);
          for (const low of thresholds) {
            for (const lowOpen of [true, false]) {
              const interval = { low, lowOpen };
              const span = axis.spanOfInterval(interval);
              expect(compareSpans(cell, cell, span.first, span.last) === TRUE).toBe(
                isWithin(ratio(top, bottom), interval),
              );
            }
          }
        },
      ),
      { numRuns: 5000 },
    );
  });

  it('tells neighbours apart that are one and the same double', () => {
    const one = 2 ** 53 - 1;
    const axis = axisOf([ratio(one - 1, one)]);
    expect((one - 2) / (one - 1)).toBe((one - 1) / one);
    expect(axis.cellOf(one - 1, one)).toBe(1);
    expect(axis.cellOf(one - 2, one - 1)).toBe(0);
    expect(axis.cellOf(one, one)).toBe(2);
  });

  it('finds the cells of a column as it finds each, or says that it cannot', () => {
    fc.assert(
      fc.property(
        fc.array(threshold, { minLength: 1, maxLength: 4 }),
        fc.array(quotient, { minLength: 1, maxLength: 20 }),
        (thresholds, quotients) => {
          const axis = axisOf(thresholds);
          const exact = quotients.filter((pair) => axis.isExactUpTo(Math.max(...pair)));
          const cells = new Int32Array(exact.length);
          axis.cellsOf(
            Float64Array.from(exact, ([top]) => top),
            Float64Array.from(exact, ([, bottom]) => bottom),
            cells,
            exact.length,
          );
          expect([...cells]).toEqual(exact.map(([top, bottom]) => axis.cellOf(top, bottom)));
        },
      ),
      { numRuns: 2000 },
    );
  });
});
