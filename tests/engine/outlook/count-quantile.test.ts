import { describe, expect, it } from 'vitest';
import { Chance } from '../../../bench/outlook/chance.ts';
import { countQuantile, QUANTILES } from '../../../engine/outlook/count-quantile.ts';

describe('the quantile of a count', () => {
  it.each([
    [0.5, 0.3],
    [3, 0.2],
    [10, 0.3],
    [20, 0.1],
    [40, 0.3],
    [150, 0.3],
    [900, 0.1],
  ])('with a mean of about %d and a variance of %d is exceeded as often as it says', (middle, variance) => {
    const chance = new Chance(611);
    const draws = Array.from({ length: 20_000 }, () =>
      chance.count(middle * Math.exp(Math.sqrt(variance) * chance.bell())),
    );
    for (const quantile of Object.values(QUANTILES)) {
      const found = countQuantile(middle, variance, quantile);
      const share = (most: number): number => draws.filter((count) => count <= most).length / draws.length;
      expect(share(found)).toBeGreaterThan(quantile.probability - 0.04);
      expect(share(found - 1)).toBeLessThan(quantile.probability + 0.04);
    }
  });

  it('is nothing of nothing', () => {
    expect(countQuantile(0, 0.5, QUANTILES.high)).toBe(0);
  });
});
