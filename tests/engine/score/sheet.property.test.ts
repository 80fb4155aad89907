/** Score sheets of invented tables against an oracle that reckons leaf by leaf from the whole table. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ratio } from '../../../engine/model/ratio.ts';
import type { Scorecard, ScoreEntry, ScoreItem } from '../../../engine/model/scorecard.ts';
import { scoreSheet } from '../../../engine/score/sheet.ts';

/** A table as the oracle sees it: maxima and points in hundredths, weights in hundredths of the whole. */
interface Leaf {
  readonly kind: 'criterion' | 'bonus' | 'penalty';
  readonly max: number;
  readonly factor: number;
  /** Undefined: nobody has said anything. */
  readonly points: number | undefined;
  readonly isExempt: boolean;
  readonly reduction: number;
}
interface Domain {
  readonly weight: number;
  readonly leaves: readonly Leaf[];
}

const leaf: fc.Arbitrary<Leaf> = fc
  .record({
    kind: fc.constantFrom<Leaf['kind']>('criterion', 'criterion', 'criterion', 'bonus', 'penalty'),
    max: fc.integer({ min: 1, max: 2000 }),
    factor: fc.integer({ min: 1, max: 3 }),
    share: fc.integer({ min: 0, max: 100 }),
    isKnown: fc.boolean(),
    isExempt: fc.boolean(),
    cut: fc.integer({ min: 0, max: 100 }),
  })
  .map(({ kind, max, factor, share, isKnown, isExempt, cut }) => {
    const reduction = kind === 'criterion' && cut < 30 ? Math.floor((max * cut) / 40) : 0;
    const most = max - reduction;
    const points = Math.floor((most * share) / 100);
    return {
      kind,
      max,
      factor,
      points: isKnown ? (kind === 'penalty' ? -points : points) : undefined,
      isExempt: isExempt && kind === 'criterion' && share > 80,
      reduction,
    };
  });
const domains = fc.array(
  fc.record({
    weight: fc.integer({ min: 1, max: 60 }),
    leaves: fc.array(leaf, { minLength: 1, maxLength: 6 }),
  }),
  { minLength: 1, maxLength: 6 },
);

const AT = { file: '', line: 1, column: 1 };

function item(code: string, more: Partial<ScoreItem>): ScoreItem {
  return {
    code,
    name: code,
    kind: 'criterion',
    max: undefined,
    factor: ratio(1),
    source: 'appraisal',
    responsible: [],
    isShare: false,
    parts: [],
    isComplete: true,
    at: AT,
    ...more,
  };
}

function cardOf(table: readonly Domain[], isWeighted: boolean): Scorecard {
  const whole = table.reduce((sum, { weight }) => sum + weight, 0);
  return {
    id: 'thu/bang',
    code: 'bang',
    name: 'Bảng',
    document: { code: 'thu', name: 'Thử', issuer: 'Thử', repeals: [], file: '' },
    clause: '',
    quote: '',
    blocks: ['so'],
    items: table.map(({ weight, leaves }, index) =>
      item(`${index}`, {
        ...(isWeighted ? { weight: ratio(weight, whole) } : {}),
        parts: leaves.map((each, at) =>
          item(`${index}.${at}`, { kind: each.kind, max: ratio(each.max, 100), factor: ratio(each.factor) }),
        ),
      }),
    ),
    max: isWeighted ? ratio(100) : undefined,
    isComplete: true,
    isCapped: false,
    at: AT,
  };
}

function entriesOf(table: readonly Domain[]): Map<string, ScoreEntry> {
  return new Map(
    table.flatMap(({ leaves }, index) =>
      leaves.map((each, at): [string, ScoreEntry] => [
        `${index}.${at}`,
        {
          state: each.isExempt
            ? { status: 'exempt' }
            : each.points === undefined
              ? { status: 'missing' }
              : { status: 'known', value: ratio(each.points, 100) },
          stage: 'phê duyệt',
          ...(each.reduction > 0 ? { reduction: ratio(each.reduction, 100) } : {}),
        },
      ]),
    ),
  );
}

/** [numerator, denominator] of the least and the most points, and of the standard, all in hundredths. */
function oracle(
  table: readonly Domain[],
  isWeighted: boolean,
): Record<'low' | 'high' | 'standard', [bigint, bigint]> {
  const whole = table.reduce((sum, { weight }) => sum + weight, 0);
  const totals: Record<'low' | 'high' | 'standard', [bigint, bigint]> = {
    low: [0n, 1n],
    high: [0n, 1n],
    standard: [0n, 1n],
  };
  const put = (key: keyof typeof totals, n: bigint, d: bigint): void => {
    const [a, b] = totals[key];
    totals[key] = [a * d + n * b, b * d];
  };
  for (const { weight, leaves } of table) {
    let [low, high, standard] = [0, 0, 0];
    for (const each of leaves) {
      if (each.isExempt || (each.kind === 'criterion' && each.max - each.reduction <= 0)) continue;
      const most = each.max - each.reduction;
      const [least, greatest] =
        each.points !== undefined
          ? [each.points, each.points]
          : each.kind === 'penalty'
            ? [-each.max, 0]
            : [0, most];
      low += least * each.factor;
      high += greatest * each.factor;
      if (each.kind === 'criterion') standard += most * each.factor;
    }
    // A domain of which nothing is left to score leaves the total, with whatever was given on top of it.
    if (standard === 0) continue;
    const [n, d] = isWeighted ? [10_000n * BigInt(weight), BigInt(whole) * BigInt(standard)] : [1n, 1n];
    put('low', BigInt(low) * n, d);
    put('high', BigInt(high) * n, d);
    put('standard', BigInt(standard) * n, d);
  }
  return totals;
}

function isSame(
  { numerator, denominator }: { numerator: bigint; denominator: bigint },
  [n, d]: [bigint, bigint],
): boolean {
  return numerator * d * 100n === n * denominator;
}

describe('a score sheet', () => {
  test('gives the totals that an oracle reckons, exactly, with bounds where points are missing', () => {
    fc.assert(
      fc.property(domains, fc.boolean(), (table, isWeighted) => {
        const sheet = scoreSheet(cardOf(table, isWeighted), entriesOf(table), () => ({ status: 'missing' }));
        const expected = oracle(table, isWeighted);
        const { standard, appraised } = sheet.totals ?? {};
        expect(standard !== undefined && isSame(standard, expected.standard)).toBe(true);
        const [low, high] =
          appraised?.status === 'known'
            ? [appraised.value, appraised.value]
            : appraised?.status === 'bounded'
              ? [appraised.bound.low, appraised.bound.high]
              : [];
        expect(low !== undefined && isSame(low, expected.low)).toBe(true);
        expect(high !== undefined && isSame(high, expected.high)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});
