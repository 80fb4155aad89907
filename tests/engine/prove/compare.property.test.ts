/** Proofs of equivalence and implication, and of two versions of rules, against every point of a grid. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decide } from '../../../engine/decide/decide.ts';
import type { Decision } from '../../../engine/model/decision.ts';
import type { FactState } from '../../../engine/model/facts.ts';
import { ratio } from '../../../engine/model/ratio.ts';
import type { Adjustment, Effect, Rule, RuleSet } from '../../../engine/model/ruleset.ts';
import { compareConditions, decideBoth, type Relation } from '../../../engine/prove/compare/conditions.ts';
import { differenceWhenUnknown } from '../../../engine/prove/compare/unknowns.ts';
import { compareVersions } from '../../../engine/prove/compare/versions.ts';
import type { Question } from '../../../engine/prove/question.ts';
import {
  conditionOf,
  gridPoints,
  holds,
  invented,
  leafOf,
  type Point,
  ruleOf,
  SCALE,
  type Tree,
  treeOf,
} from './invent.ts';
import { runs } from './runs.ts';

const tree = treeOf(fc.oneof(leafOf('a'), leafOf('b'), leafOf('hạng', 2)));
const grid = [...gridPoints()];
const question: Question = { ruleSet: invented([]), scheme: 'thu', subject: 'đơn vị', lawDate: '2022-12-31' };

/** The same in other words: absorption, and De Morgan's law. */
const reworded = (one: fc.Arbitrary<Tree>): fc.Arbitrary<[Tree, Tree]> =>
  fc.oneof(
    fc
      .tuple(one, one)
      .map(([a, b]): [Tree, Tree] => [a, { type: 'any', parts: [a, { type: 'all', parts: [a, b] }] }]),
    fc.tuple(one, one).map(([a, b]): [Tree, Tree] => [
      { type: 'all', parts: [a, b] },
      {
        type: 'not',
        part: {
          type: 'any',
          parts: [
            { type: 'not', part: a },
            { type: 'not', part: b },
          ],
        },
      },
    ]),
  );

/** Pairs of conditions that are often equivalent: the second says the same in other words, or something else. */
const pair: fc.Arbitrary<[Tree, Tree]> = fc.oneof(
  fc.tuple(tree, tree),
  tree.map((one): [Tree, Tree] => [one, { type: 'not', part: { type: 'not', part: one } }]),
  { arbitrary: reworded(tree), weight: 2 },
);

describe('two conditions', () => {
  it.each(['equivalent', 'implies'] as const)(
    'are proven to be %s just where every point says so',
    async (relation: Relation) => {
      await fc.assert(
        fc.asyncProperty(pair, async ([a, b]) => {
          const proof = await compareConditions(relation, [conditionOf(a), conditionOf(b)], question);
          const fails = (point: Point): boolean =>
            relation === 'implies'
              ? holds(a, point) === true && holds(b, point) === false
              : holds(a, point) !== holds(b, point);
          expect(proof.result).toBe(grid.some(fails) ? 'refuted' : 'proven');
          const outcomes = proof.result === 'refuted' ? proof.outcomes : ['true', 'false'];
          expect(new Set(outcomes)).toEqual(new Set(['false', 'true']));
        }),
        runs(250),
      );
    },
  );

  it('that differ for a missing or an exempt fact are told apart, and only those', async () => {
    const states = (value: number | undefined): FactState[] =>
      value === undefined
        ? [{ status: 'missing' }, { status: 'exempt' }]
        : [{ status: 'known', value: ratio(value, 100) }];
    const values = [10, 20, 30, 40, 50, 60, 70, 80, 90, undefined].flatMap(states);
    const small = treeOf(fc.oneof(leafOf('a'), leafOf('b')));
    const alike = reworded(small);
    await fc.assert(
      fc.asyncProperty(alike, async ([a, b]) => {
        const conditions = [conditionOf(a), conditionOf(b)] as const;
        const found = await differenceWhenUnknown(conditions, question);
        let differ = false;
        for (const one of values) {
          for (const two of values) {
            const facts = new Map([
              ['a', one],
              ['b', two],
            ]);
            const request = {
              scheme: 'thu',
              subject: 'đơn vị',
              year: 2022,
              lawDate: '2022-12-31',
              facts,
              publishedRanks: new Map(),
            } as const;
            const [x, y] = await decideBoth(conditions, question, request);
            differ ||= x !== y;
          }
        }
        expect(found !== undefined).toBe(differ);
      }),
      runs(30),
    );
  });
});

const PARTS = ['cap', 'demotion', 'promotion', 'unranked', 'review'] as const;
type Part = (typeof PARTS)[number];
/** In which order they bear on the rank. */
const order = fc.shuffledSubarray(['promote', 'demote', 'cap'] as const, { minLength: 3 });

describe('two versions of rules', () => {
  const onTwo = treeOf(fc.oneof(leafOf('a'), leafOf('b')));
  const rulesOf = ({
    levels,
    cap,
    demotion,
    promotion,
    unranked,
    review,
  }: Record<'levels', readonly Tree[]> & Record<Part, Tree>): Rule[] => {
    const effects: [string, Tree, Effect][] = [
      ['chan', cap, { kind: 'cap', rank: 'KHÁ' }],
      ['ha', demotion, { kind: 'demote', levels: 1 }],
      ['nang', promotion, { kind: 'promote', levels: 1 }],
      ['khong-xep', unranked, { kind: 'unranked', why: 'lý do' }],
      ['xem-xet', review, { kind: 'review', what: 'xem xét' }],
    ];
    return [
      ...levels.map((level, index) =>
        ruleOf(
          `xep/${index}`,
          conditionOf(level),
          { kind: 'band', rank: SCALE[3 - index] ?? '' },
          { pick: 'first' },
        ),
      ),
      ...effects.map(([id, when, effect]) => ruleOf(id, conditionOf(when), effect)),
    ];
  };
  const version = fc.record({
    levels: fc.array(onTwo, { minLength: 2, maxLength: 3 }),
    cap: onTwo,
    demotion: onTwo,
    promotion: onTwo,
    unranked: onTwo,
    review: onTwo,
  });

  it('differ just where a decision of theirs does', async () => {
    const points = grid.filter(({ hạng }) => hạng?.every((step) => step === 0));
    await fc.assert(
      fc.asyncProperty(
        version,
        order,
        fc.record({ part: fc.constantFrom(...PARTS, 'level' as const), by: onTwo }),
        async (first, given, { part, by }) => {
          const second =
            part === 'level'
              ? { ...first, levels: [by, ...first.levels.slice(1)] }
              : { ...first, [part]: by };
          const [a, b] = [inventedWith(given, rulesOf(first)), inventedWith(given, rulesOf(second))];
          const differences = await compareVersions(a, b);
          let differ = false;
          for (const point of points) differ ||= (await outcome(a, point)) !== (await outcome(b, point));
          expect(differences.length > 0).toBe(differ);
          expect(differences.every(({ shown }) => 'witness' in shown)).toBe(true);
        },
      ),
      runs(25),
    );
  });
});

function inventedWith(given: readonly Adjustment[], rules: readonly Rule[]): RuleSet {
  const ruleSet = invented(rules);
  const schemes = [...ruleSet.schemes].map(([code, scheme]) => [code, { ...scheme, order: given }] as const);
  return { ...ruleSet, schemes: new Map(schemes) };
}

async function outcome(ruleSet: RuleSet, { a, b }: Point): Promise<string> {
  const known = (value: number | undefined): FactState => ({
    status: 'known',
    value: ratio(value ?? 0, 100),
  });
  const decision: Decision = await decide(ruleSet, {
    scheme: 'thu',
    subject: 'đơn vị',
    year: 2022,
    lawDate: '2022-12-31',
    facts: new Map([
      ['a', known(a?.[0])],
      ['b', known(b?.[0])],
    ]),
    publishedRanks: new Map(),
  });
  return JSON.stringify([
    decision.baseRank,
    decision.possibleRanks,
    decision.effects.map(({ rule }) => rule.id),
  ]);
}
