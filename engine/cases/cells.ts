/** The values of a fact that comparisons can tell apart: each threshold, and one value between each two. */
import { EXEMPT, type FactDefinition, type FactState, MISSING } from '../model/facts.ts';
import { contains, type Interval } from '../model/interval.ts';
import { add, compare, divide, equal, type Ratio, ratio, subtract } from '../model/ratio.ts';

/** Known values in ascending order, then missing and exempt. */
export function statesAround(fact: FactDefinition, intervals: readonly Interval[]): FactState[] {
  return [...valuesAround(fact, intervals).map((value): FactState => ({ status: 'known', value })), MISSING, EXEMPT];
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

function ascending(values: readonly Ratio[]): Ratio[] {
  return values.toSorted(compare).filter((value, index, all) => {
    const before = all[index - 1];
    return before === undefined || !equal(before, value);
  });
}
