/** The values of a fact that comparisons can tell apart: each threshold, and one value between each two. */
import { comparisons, type Series } from '../decide/literals.ts';
import { EXEMPT, type FactDefinition, type FactState, MISSING } from '../model/facts.ts';
import { contains, type Interval } from '../model/interval.ts';
import { add, compare, divide, equal, type Ratio, ratio, subtract } from '../model/ratio.ts';
import { type Condition, factOf, type RuleSet } from '../model/ruleset.ts';

/** Known values in ascending order, then missing and exempt. */
export function statesAround(fact: FactDefinition, intervals: readonly Interval[]): FactState[] {
  return [
    ...valuesAround(fact, intervals).map((value): FactState => ({ status: 'known', value })),
    MISSING,
    EXEMPT,
  ];
}

/** Within the fact's domain, ascending. Of a scale: every step. */
export function valuesAround(fact: FactDefinition, intervals: readonly Interval[]): Ratio[] {
  if (fact.scale !== undefined) return fact.scale.map((_, step) => ratio(step));
  const bounds = [...intervals, fact.domain].flatMap(({ low, high }) => [low, high]);
  const cuts = ascending(bounds.filter((end) => end !== undefined));
  const isWhole = fact.kind === 'count' || fact.kind === 'date';
  const one = ratio(1);
  const values = cuts.flatMap((cut, index) => {
    const next = cuts[index + 1];
    const above = isWhole || next === undefined ? add(cut, one) : divide(add(cut, next), ratio(2));
    return [...(index === 0 || isWhole ? [subtract(cut, one)] : []), cut, above];
  });
  return ascending(values).filter((value) => contains(fact.domain, value));
}

/** One fact in one year. */
export interface Axis {
  readonly fact: string;
  readonly states: readonly FactState[];
}

/** What the conditions read, each fact and year with every value that they can tell apart; later years first. */
export function axesOf(conditions: readonly Condition[], ruleSet: RuleSet): Axis[] {
  const read = Map.groupBy(conditions.flatMap(comparisons), ({ fact }) => fact);
  return [...read].flatMap(([name, compared]) => {
    const fact = factOf(ruleSet, name);
    if (fact === undefined) throw new Error(`no fact \`${name}\``);
    const intervals = compared.map(({ interval }) => interval);
    const years = Math.max(...compared.map((comparison) => comparison.years));
    return Array.from({ length: years }, () => ({ fact: name, states: statesAround(fact, intervals) }));
  });
}

/** How many combinations there are. */
export function countCells(axes: readonly Axis[]): number {
  return axes.reduce((count, { states }) => count * states.length, 1);
}

/** Every combination of values. */
export function* combinations([axis, ...more]: readonly Axis[]): Generator<Map<string, Series>> {
  if (axis === undefined) {
    yield new Map();
    return;
  }
  for (const rest of combinations(more)) {
    const earlier = rest.get(axis.fact) ?? [];
    for (const state of axis.states) yield new Map(rest).set(axis.fact, [state, ...earlier]);
  }
}

function ascending(values: readonly Ratio[]): Ratio[] {
  return values.toSorted(compare).filter((value, index, all) => {
    const before = all[index - 1];
    return before === undefined || !equal(before, value);
  });
}
