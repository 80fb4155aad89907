/** Invented rule sets made as values, with a naive reading of their conditions that shares no code with the prover. */

import fc from 'fast-check';
import type { FactDefinition } from '../../../engine/model/facts.ts';
import type { Interval } from '../../../engine/model/interval.ts';
import { type Ratio, ratio } from '../../../engine/model/ratio.ts';
import type { Condition, Effect, Rule, RuleSet } from '../../../engine/model/ruleset.ts';
import { DEFAULT_RANKING } from '../../../engine/model/scheme.ts';
import { NO_CALENDAR } from '../../../engine/model/working-days.ts';

const AT = { file: 'rules/thu/thu.yaml', line: 1, column: 1 };
const DOCUMENT = { code: 'thu', name: 'Thử', issuer: 'Thử', repeals: [], scheme: 'thu', file: AT.file };
export const SCALE = ['YẾU', 'TRUNG BÌNH', 'KHÁ', 'TỐT'];
/** Counts go from zero to this. */
export const MOST = 8;

const COMMON = {
  unit: '',
  zeroDenominator: 'missing',
  rollUp: 'latest',
  subjects: ['đơn vị'],
  supplier: 'thử',
  aliases: [],
} as const;
const SHARE: Interval = { low: ratio(0), lowOpen: false, high: ratio(1), highOpen: false };
const COUNT: Interval = { low: ratio(0), lowOpen: false, high: ratio(MOST), highOpen: false };
/** `phần` and `tổng` are counts, the one never above the other, and `tỷ lệ` is their quotient. */
export const FACTS: readonly FactDefinition[] = [
  { ...COMMON, name: 'a', kind: 'ratio', domain: SHARE },
  { ...COMMON, name: 'b', kind: 'ratio', domain: SHARE },
  { ...COMMON, name: 'phần', kind: 'count', domain: COUNT },
  { ...COMMON, name: 'tổng', kind: 'count', domain: COUNT },
  { ...COMMON, name: 'tỷ lệ', kind: 'ratio', domain: SHARE, numerator: 'phần', denominator: 'tổng' },
  { ...COMMON, name: 'hạng', kind: 'rank', domain: {}, scale: SCALE },
];

export function invented(rules: readonly Rule[]): RuleSet {
  return {
    hash: '',
    facts: new Map(FACTS.map((fact) => [fact.name, fact])),
    calculations: [],
    late: [],
    scorecards: [],
    calendar: NO_CALENDAR,
    derived: new Map(),
    constraints: [{ left: 'phần', right: 'tổng' }],
    schemes: new Map([
      [
        'thu',
        {
          code: 'thu',
          name: 'Thử',
          index: 'a',
          rank: 'hạng',
          order: ['demote', 'cap'],
          blocks: new Map(),
          ranking: DEFAULT_RANKING,
          document: 'thu',
        },
      ],
    ]),
    documents: [DOCUMENT],
    rules,
    duties: [],
  };
}

export function ruleOf(id: string, when: Condition, effect: Effect, more: Partial<Rule> = {}): Rule {
  return {
    id: `thu/${id}`,
    document: DOCUMENT,
    clause: '',
    quote: '',
    subjects: ['đơn vị'],
    when,
    effects: [effect],
    interpretations: [],
    exceptionTo: [],
    at: AT,
    ...more,
  };
}

/** A comparison as the tests think of it: in whole per cent, counts or steps. */
export interface Leaf {
  readonly fact: string;
  readonly low?: number;
  readonly lowOpen: boolean;
  readonly high?: number;
  readonly highOpen: boolean;
  readonly years: number;
}
export type Tree =
  | Leaf
  | { readonly type: 'all' | 'any'; readonly parts: readonly Tree[] }
  | { readonly type: 'not'; readonly part: Tree };

const PER_CENT = new Set(FACTS.filter(({ kind }) => kind === 'ratio').map(({ name }) => name));

export function conditionOf(tree: Tree): Condition {
  if (!('fact' in tree))
    return tree.type === 'not'
      ? { type: 'not', part: conditionOf(tree.part) }
      : { type: tree.type, parts: tree.parts.map(conditionOf) };
  const { fact, low, lowOpen, high, highOpen, years } = tree;
  const end = (value: number): Ratio => ratio(value, PER_CENT.has(fact) ? 100 : 1);
  const interval = {
    ...(low === undefined ? {} : { low: end(low), lowOpen }),
    ...(high === undefined ? {} : { high: end(high), highOpen }),
  };
  return { type: 'is', comparison: { fact, interval, years, phrase: '', at: AT } };
}

/** The values of the facts by name, earlier years behind the first; undefined: not known. In per cent, counts and steps. */
export type Point = Readonly<Record<string, readonly (number | undefined)[]>>;

/** True, false, or undefined where it depends on what is not known. */
export function holds(tree: Tree, at: Point): boolean | undefined {
  if ('fact' in tree) {
    const values = Array.from({ length: tree.years }, (_, back) => at[tree.fact]?.[back]);
    return every(values.map((value) => (value === undefined ? undefined : inside(tree, value))));
  }
  if (tree.type === 'not') {
    const part = holds(tree.part, at);
    return part === undefined ? undefined : !part;
  }
  const parts = tree.parts.map((part) => holds(part, at));
  return tree.type === 'all' ? every(parts) : negated(every(parts.map(negated)));
}

function every(parts: readonly (boolean | undefined)[]): boolean | undefined {
  return parts.includes(false) ? false : parts.includes(undefined) ? undefined : true;
}

function negated(value: boolean | undefined): boolean | undefined {
  return value === undefined ? undefined : !value;
}

export function inside({ low, lowOpen, high, highOpen }: Leaf, value: number): boolean {
  const above = low === undefined || value > low || (value === low && !lowOpen);
  return above && (high === undefined || value < high || (value === high && !highOpen));
}

/** Thresholds stand at multiples of twenty per cent; every tenth is then a threshold or a value between two. */
export const TENTHS = Array.from({ length: 11 }, (_, index) => index * 10);
const THRESHOLDS: Readonly<Record<string, readonly number[]>> = {
  a: [0, 20, 40, 60, 80, 100],
  b: [20, 60, 80],
  phần: [0, 1, 2, 5, MOST],
  tổng: [0, 1, 3, 4, MOST],
  'tỷ lệ': [0, 20, 25, 50, 100],
  hạng: [0, 1, 2, 3],
};

export function leafOf(fact: string, years = 1): fc.Arbitrary<Leaf> {
  const end = fc.option(fc.constantFrom(...(THRESHOLDS[fact] ?? [])), { nil: undefined });
  return fc
    .record({
      low: end,
      lowOpen: fc.boolean(),
      high: end,
      highOpen: fc.boolean(),
      years: fc.integer({ min: 1, max: years }),
    })
    .filter(({ low, high }) => low !== undefined || high !== undefined)
    .map(({ low, high, ...leaf }) => ({
      fact,
      ...leaf,
      ...(low === undefined ? {} : { low }),
      ...(high === undefined ? {} : { high }),
    }));
}

export function treeOf(leaf: fc.Arbitrary<Leaf>): fc.Arbitrary<Tree> {
  return fc.letrec<{ tree: Tree }>((tie) => ({
    tree: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      leaf,
      fc.record({
        type: fc.constantFrom('all' as const, 'any' as const),
        parts: fc.array(tie('tree'), { minLength: 1, maxLength: 3 }),
      }),
      fc.record({ type: fc.constant('not' as const), part: tie('tree') }),
    ),
  })).tree;
}

/** Every point of `a`, `b` and of `hạng` in two years. */
export function* gridPoints(): Generator<Point> {
  for (const a of TENTHS)
    for (const b of TENTHS)
      for (const now of SCALE.keys())
        for (const before of SCALE.keys()) yield { a: [a], b: [b], hạng: [now, before] };
}

/** Every pair of counts that the constraint allows, with their quotient where there is one. */
export function* countPoints(): Generator<Point> {
  for (let whole = 0; whole <= MOST; whole += 1)
    for (let part = 0; part <= whole; part += 1)
      yield { phần: [part], tổng: [whole], 'tỷ lệ': [whole === 0 ? undefined : (part * 100) / whole] };
}
