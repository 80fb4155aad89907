import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wholeSteps } from '../../../engine/explain/distance.ts';
import { contains, type Interval } from '../../../engine/model/interval.ts';
import { ratio } from '../../../engine/model/ratio.ts';

const from5: Interval = { low: ratio(5, 100), lowOpen: false };

describe('the whole dossiers to a threshold', () => {
  it('count a late one in both numerator and denominator', () => {
    expect(wholeSteps(49n, 1000n, from5)).toEqual({ count: 2n, added: 'part' });
  });

  it('count on-time ones to leave the threshold', () => {
    expect(wholeSteps(50n, 1000n, from5)).toEqual({ count: 1n, added: 'rest' });
  });

  it('are none where nothing was resolved', () => {
    expect(wholeSteps(0n, 0n, from5)).toBeUndefined();
  });

  it('are none where no number of them suffices', () => {
    expect(wholeSteps(3n, 10n, { low: ratio(1), lowOpen: true })).toBeUndefined();
  });

  it('leave the whole as it is where what is added does not belong to it', () => {
    expect(wholeSteps(17n, 400n, from5, false)).toEqual({ count: 3n, added: 'part' });
    expect(wholeSteps(17n, 400n, from5)).toEqual({ count: 4n, added: 'part' });
  });

  it('are not told of a share above 100% that comes down whatever is added', () => {
    expect(wholeSteps(12n, 10n, { low: ratio(3, 2) })).toBeUndefined();
    expect(wholeSteps(12n, 10n, { low: ratio(3, 2) }, false)).toEqual({ count: 3n, added: 'part' });
    expect(wholeSteps(12n, 10n, { low: ratio(1), lowOpen: true })).toEqual({ count: 2n, added: 'rest' });
  });

  it('are the fewest: that many cross, one less does not', () => {
    const interval = fc
      .tuple(fc.integer({ min: 1, max: 99 }), fc.boolean(), fc.boolean())
      .map(
        ([percent, low, open]): Interval =>
          low ? { low: ratio(percent, 100), lowOpen: open } : { high: ratio(percent, 100), highOpen: open },
      );
    fc.assert(
      fc.property(fc.bigInt(0n, 400n), fc.bigInt(1n, 400n), interval, (part, rest, threshold) => {
        const whole = part + rest;
        const steps = wholeSteps(part, whole, threshold);
        const inside = (count: bigint, added: 'part' | 'rest') =>
          contains(
            threshold,
            added === 'part' ? ratio(part + count, whole + count) : ratio(part, whole + count),
          );
        // Only a share of nothing can stay where it is for ever.
        const crosses =
          steps !== undefined &&
          inside(steps.count, steps.added) !== inside(0n, 'part') &&
          inside(steps.count - 1n, steps.added) === inside(0n, 'part');
        expect(steps === undefined ? part === 0n : crosses).toBe(true);
      }),
    );
  });
});
