/** Random caps, demotions, requirements and warnings on top of random levels, against every point of a grid. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Effect, Rule } from '../../../engine/model/ruleset.ts';
import { checkRuleSet } from '../../../engine/prove/check.ts';
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

const EFFECTS: readonly Effect[] = [
  { kind: 'cap', rank: 'TỐT' },
  { kind: 'cap', rank: 'KHÁ' },
  { kind: 'demote', levels: 1 },
  { kind: 'promote', levels: 1 },
  { kind: 'unranked', why: 'lý do' },
  { kind: 'target', what: 'đạt' },
  { kind: 'warning', what: 'có việc' },
];

interface Entry {
  readonly when: Tree;
  readonly effect: Effect;
}

const tree = treeOf(fc.oneof(leafOf('a'), leafOf('b')));
const entry: fc.Arbitrary<Entry> = fc.record({ when: tree, effect: fc.constantFrom(...EFFECTS) });
const points = [...gridPoints()].filter(({ hạng }) => hạng?.every((step) => step === 0));

const at = (line: number): Pick<Rule, 'at'> => ({ at: { file: 'rules/thu/thu.yaml', line, column: 1 } });

/** Levels from the highest rank down, on the lines from 1; the other rules behind them. */
function rulesOf(levels: readonly Tree[], entries: readonly Entry[]): Rule[] {
  return [
    ...levels.map((level, index) => {
      const band: Effect = { kind: 'band', rank: SCALE[stepAt(index)] ?? '' };
      return ruleOf(`xep/${index}`, conditionOf(level), band, { pick: 'first', ...at(index + 1) });
    }),
    ...entries.map(({ when, effect }, index) =>
      ruleOf(`r${index}`, conditionOf(when), effect, at(levels.length + index + 1)),
    ),
  ];
}

function stepAt(level: number): number {
  return SCALE.length - 1 - level;
}

/** The step that the first level that holds gives; −1 for none. */
function baseStep(levels: readonly Tree[], point: Point): number {
  const first = levels.findIndex((level) => holds(level, point) === true);
  return first < 0 ? -1 : stepAt(first);
}

/** Whether the effect takes a rank of this step from the one who has it. */
function takes(effect: Effect, step: number): boolean {
  if (effect.kind === 'unranked') return true;
  if (effect.kind === 'demote') return step > 0;
  return effect.kind === 'cap' && SCALE.indexOf(effect.rank) <= step;
}

const always = (condition: (point: Point) => boolean): boolean => points.every(condition);
const ever = (condition: (point: Point) => boolean): boolean => points.some(condition);

function isIdle({ when, effect }: Entry, levels: readonly Tree[], entries: readonly Entry[]): boolean {
  if (effect.kind === 'target') return always((point) => holds(when, point) === true);
  if (effect.kind !== 'cap' && effect.kind !== 'demote') return false;
  return !ever(
    (point) =>
      holds(when, point) === true && (takes(effect, baseStep(levels, point)) || isPromoted(entries, point)),
  );
}

function isPromoted(entries: readonly Entry[], point: Point): boolean {
  return entries.some(({ when, effect }) => effect.kind === 'promote' && holds(when, point) === true);
}

/** Where the effect of the rule bears. */
function bears({ when, effect }: Entry, point: Point): boolean {
  return holds(when, point) !== (effect.kind === 'target');
}

/** Rules that another one with the same effect makes superfluous; of two alike the later. Demotions add up. */
function isRedundant(entries: readonly Entry[], index: number): boolean {
  const own = entries[index];
  if (
    own === undefined ||
    ['demote', 'promote'].includes(own.effect.kind) ||
    !ever((point) => bears(own, point))
  )
    return false;
  const implies = (one: Entry, other: Entry): boolean =>
    always((point) => !bears(one, point) || bears(other, point));
  return entries.some(
    (other, place) =>
      place !== index &&
      other.effect === own.effect &&
      sharesFact(own.when, other.when) &&
      implies(own, other) &&
      (index > place || !implies(other, own)),
  );
}

function sharesFact(a: Tree, b: Tree): boolean {
  const others = factsOf(b);
  return factsOf(a).some((fact) => others.includes(fact));
}

function factsOf(one: Tree): string[] {
  if ('fact' in one) return [one.fact];
  return one.type === 'not' ? factsOf(one.part) : one.parts.flatMap(factsOf);
}

/** Whether somebody has the rank of the level by the index, and nobody keeps it or may be promoted to it again. */
function isLost(levels: readonly Tree[], entries: readonly Entry[], level: number): boolean {
  const step = stepAt(level);
  const given = points.filter((point) => baseStep(levels, point) === step);
  const taken = (point: Point): boolean =>
    entries.some(({ when, effect }) => holds(when, point) === true && takes(effect, step));
  const promoted = given.some((point) => isPromoted(entries, point));
  return step > 0 && given.length > 0 && given.every(taken) && !promoted;
}

describe('the check of random rules on top of random levels', () => {
  it('finds dead, redundant, idle and contradictory ones just where every point shows them', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(tree, { minLength: 1, maxLength: 4 }),
        fc.array(entry, { minLength: 1, maxLength: 4 }),
        async (levels, entries) => {
          const found = await checkRuleSet(invented(rulesOf(levels, entries)));
          const linesOf = (code: string): Set<number> =>
            new Set(found.flatMap((each) => (each.code === code ? [each.line - levels.length - 1] : [])));
          const places = [...entries.keys()];
          const of = (code: string): number[] => [...linesOf(code)].filter((place) => place >= 0);
          expect(of('KC-014')).toEqual(
            places.filter((place) => !ever((point) => holds(entries[place]?.when ?? never, point) === true)),
          );
          expect(of('KC-015')).toEqual(places.filter((place) => isRedundant(entries, place)));
          expect(of('KC-017')).toEqual(
            entries.flatMap((each, place) => (isIdle(each, levels, entries) ? [place] : [])),
          );
          expect(found.filter(({ code }) => code === 'KC-016')).toHaveLength(
            [...levels.keys()].filter((level) => isLost(levels, entries, level)).length,
          );
          expect(of('KC-022')).toEqual([]);
        },
      ),
      runs(150),
    );
  });
});

const never: Tree = { type: 'any', parts: [] };
