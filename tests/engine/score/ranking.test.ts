import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compare, equal, type Ratio, ratio } from '../../../engine/model/ratio.ts';
import { DEFAULT_RANKING, type RankingRule } from '../../../engine/model/scheme.ts';
import { averageIndex, generalAverage, placesOf, type Ranked } from '../../../engine/score/ranking.ts';

const PER_CENT_MILLIONTHS = 100_000_000n;

function unit(name: string, millionths: number, more: Partial<Ranked> = {}): Ranked {
  return {
    unit: name,
    block: 'so',
    index: ratio(BigInt(millionths), PER_CENT_MILLIONTHS),
    parting: [],
    ...more,
  };
}

function rule(changes: Partial<RankingRule>): RankingRule {
  return { ...DEFAULT_RANKING, ...changes };
}

const TIED = [unit('a', 90_500_000), unit('b', 90_486_000), unit('c', 90_500_000), unit('d', 80_000_000)];

describe('places', () => {
  test('leave no gap behind a tie where the scheme says so', () => {
    expect([...placesOf(TIED, rule({ ties: 'dense' }))]).toEqual([
      ['a', 1],
      ['c', 1],
      ['b', 2],
      ['d', 3],
    ]);
  });

  test('leave a gap as wide as the tie otherwise', () => {
    expect([...placesOf(TIED, rule({ ties: 'gapped' }))]).toEqual([
      ['a', 1],
      ['c', 1],
      ['b', 3],
      ['d', 4],
    ]);
  });

  test('tell units apart that differ only beyond what is shown', () => {
    const near = [unit('a', 90_004_900), unit('b', 90_004_000)];
    expect(placesOf(near, rule({})).get('b')).toBe(2);
    expect(placesOf(near, rule({ comparesRounded: true })).get('b')).toBe(1);
  });

  test('part units of one index by the facts that the scheme names, in its order', () => {
    const breakers = [
      { fact: 'điểm thưởng', higherFirst: true },
      { fact: 'tỷ lệ hồ sơ trễ hạn', higherFirst: false },
    ];
    const tied = [
      unit('a', 90_000_000, { parting: [ratio(1), ratio(3, 100)] }),
      unit('b', 90_000_000, { parting: [ratio(2), ratio(9, 100)] }),
      unit('c', 90_000_000, { parting: [ratio(1), ratio(2, 100)] }),
    ];
    expect([...placesOf(tied, rule({ tieBreakers: breakers })).entries()]).toEqual([
      ['b', 1],
      ['c', 2],
      ['a', 3],
    ]);
  });

  test('are shared where what would part the units is not known of one of them', () => {
    const breakers = [{ fact: 'điểm thưởng', higherFirst: true }];
    const tied = [
      unit('a', 90_000_000, { parting: [ratio(1)] }),
      unit('b', 90_000_000, { parting: [undefined] }),
      unit('c', 90_000_000, { parting: [ratio(2)] }),
    ];
    expect([...placesOf(tied, rule({ tieBreakers: breakers })).values()]).toEqual([1, 1, 1]);
  });

  test('count, of any units, those that stand strictly higher', () => {
    const units = fc
      .array(fc.integer({ min: 0, max: 12 }), { minLength: 1, maxLength: 30 })
      .map((values) => values.map((value, index) => unit(`u${index}`, value * 1_000_000)));
    fc.assert(
      fc.property(units, (some) => {
        const gapped = placesOf(some, rule({ ties: 'gapped' }));
        const dense = placesOf(some, rule({ ties: 'dense' }));
        for (const one of some) {
          const higher = some.filter(({ index }) => compare(index, one.index) > 0);
          const steps = new Set(higher.map(({ index }) => index.numerator));
          expect(gapped.get(one.unit)).toBe(higher.length + 1);
          expect(dense.get(one.unit)).toBe(steps.size + 1);
        }
      }),
    );
  });
});

describe('averages', () => {
  const units = [
    unit('a', 90_000_000, { block: 'so', points: { appraised: ratio(90), standard: ratio(100) } }),
    unit('b', 80_000_000, { block: 'so', points: { appraised: ratio(40), standard: ratio(50) } }),
    unit('c', 70_000_000, { block: 'huyen', points: { appraised: ratio(70), standard: ratio(100) } }),
  ];
  const isAverage = (found: Ratio | undefined, expected: Ratio): boolean =>
    found !== undefined && equal(found, expected);

  test('are those of all units, of the means of the blocks, or of all points, as the scheme says', () => {
    expect(isAverage(generalAverage(units, rule({ average: 'units' })), ratio(240, 300))).toBe(true);
    expect(isAverage(generalAverage(units, rule({ average: 'blocks' })), ratio(155, 200))).toBe(true);
    expect(isAverage(generalAverage(units, rule({ average: 'points' })), ratio(200, 250))).toBe(true);
  });

  test('are none of nobody, nor of points that some unit has not', () => {
    expect(averageIndex([])).toBeUndefined();
    expect(generalAverage([], rule({ average: 'blocks' }))).toBeUndefined();
    expect(generalAverage([...units, unit('d', 1)], rule({ average: 'points' }))).toBeUndefined();
  });
});
