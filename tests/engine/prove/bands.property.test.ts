/** Random levels, on one line and over several facts, against every point of a grid. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contains } from '../../../engine/model/interval.ts';
import { ratio } from '../../../engine/model/ratio.ts';
import type { Rule } from '../../../engine/model/ruleset.ts';
import { intervalOf } from '../../../engine/prove/cells.ts';
import { checkRuleSet } from '../../../engine/prove/check.ts';
import { lineOf } from '../../../engine/prove/checks/line.ts';
import {
  conditionOf,
  gridPoints,
  holds,
  invented,
  leafOf,
  MOST,
  type Point,
  ruleOf,
  SCALE,
  TENTHS,
  type Tree,
  treeOf,
} from './invent.ts';
import { runs } from './runs.ts';

const levelsOf = (trees: readonly Tree[], pick: 'first' | 'only'): Rule[] =>
  trees.map((tree, index) =>
    ruleOf(
      `xep/${index}`,
      conditionOf(tree),
      { kind: 'band', rank: SCALE[index % SCALE.length] ?? '' },
      {
        pick,
        at: { file: 'rules/thu/thu.yaml', line: index + 1, column: 1 },
      },
    ),
  );

/** Places of the levels that hold at a point, ascending. */
function holding(trees: readonly Tree[], point: Point): number[] {
  return trees.flatMap((tree, index) => (holds(tree, point) === true ? [index] : []));
}

/** All values of `a`, and all of `phần`. */
const LINES = [
  { fact: 'a', points: TENTHS.map((a): Point => ({ a: [a] })), scale: 100 },
  {
    fact: 'phần',
    points: Array.from({ length: MOST + 1 }, (_, count): Point => ({ phần: [count] })),
    scale: 1,
  },
];

describe('levels on a line', () => {
  it.each(LINES)(
    'of $fact have the gaps, overlaps and shadowed levels that every point shows',
    ({ fact, points, scale }) => {
      const levels = fc.array(treeOf(leafOf(fact)), { minLength: 1, maxLength: 6 });
      fc.assert(
        fc.property(levels, (trees) => {
          const rules = levelsOf(trees, 'first');
          const line = lineOf(invented(rules), rules);
          if (line === undefined) throw new Error('one fact is one line');
          const within = (stretch: Parameters<typeof intervalOf>[0], point: Point): boolean =>
            contains(intervalOf(stretch), ratio(point[fact]?.[0] ?? 0, scale));
          const at = (point: Point): number[] => holding(trees, point);
          for (const point of points) {
            expect(line.gaps.some((gap) => within(gap, point))).toBe(at(point).length === 0);
            for (const { first, second, stretch } of line.overlaps.filter((overlap) =>
              within(overlap.stretch, point),
            )) {
              expect(stretch.from).toBeLessThanOrEqual(stretch.to);
              expect(at(point)).toEqual(
                expect.arrayContaining([rules.indexOf(first), rules.indexOf(second)]),
              );
            }
          }
          const meeting = trees.map((_, index) =>
            points.some((point) => at(point).includes(index) && at(point)[0] !== index),
          );
          expect(rules.map((rule) => line.overlaps.some(({ second }) => second === rule))).toEqual(meeting);
          const shadowed = trees.map((_, index) => !points.some((point) => at(point)[0] === index));
          expect(rules.map((rule) => line.shadowed.includes(rule))).toEqual(shadowed);
        }),
        runs(500),
      );
    },
  );
});

describe('the check of random levels over two facts', () => {
  it.each(['first', 'only'] as const)(
    'finds what every point shows, where the %s that holds is taken',
    async (pick) => {
      const points = [...gridPoints()].filter(({ hạng }) => hạng?.every((step) => step === 0));
      const levels = fc.array(treeOf(fc.oneof(leafOf('a'), leafOf('b'))), { minLength: 1, maxLength: 4 });
      await fc.assert(
        fc.asyncProperty(levels, async (trees) => {
          const rules = levelsOf(trees, pick);
          const found = await checkRuleSet(invented(rules));
          const lines = (code: string): number[] =>
            found.filter((each) => each.code === code).map(({ line }) => line);
          const at = points.map((point) => holding(trees, point));
          expect(lines('KC-012').length > 0).toBe(at.some((found) => found.length === 0));
          expect(lines('KC-013').length > 0).toBe(pick === 'only' && at.some((found) => found.length > 1));
          const useless = [...trees.keys()].filter((index) =>
            pick === 'first'
              ? !at.some(([first]) => first === index)
              : !at.some((found) => found.includes(index)),
          );
          expect([...new Set(lines('KC-014'))]).toEqual(useless.map((index) => index + 1));
          expect(lines('KC-022')).toEqual([]);
        }),
        runs(150),
      );
    },
  );
});
