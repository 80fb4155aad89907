/**
 * A rule's condition as it stands for one set of facts: exempt comparisons have left their groups and negation
 * is pushed down to the comparisons, so that "certain" and "possible" can each be asked without a `not`.
 */
import type { FactState } from '../model/facts.ts';
import type { Choice, Comparison, Condition, Exception } from '../model/ruleset.ts';

export type Literals =
  | { readonly type: 'literal'; readonly comparison: Comparison; readonly negated: boolean }
  | { readonly type: 'all' | 'any'; readonly parts: readonly Literals[] };

/** The fact in the year judged, the year before, and so on. */
export type Series = readonly FactState[];

/** Undefined when everything in the condition is exempt. */
export function literals(
  condition: Condition,
  facts: ReadonlyMap<string, Series>,
  negated = false,
): Literals | undefined {
  switch (condition.type) {
    case 'is': {
      const [state] = facts.get(condition.comparison.fact) ?? [];
      return state?.status === 'exempt'
        ? undefined
        : { type: 'literal', comparison: condition.comparison, negated };
    }
    case 'not':
      return literals(condition.part, facts, !negated);
    case 'all':
    case 'any': {
      const parts = condition.parts
        .map((part) => literals(part, facts, negated))
        .filter((part) => part !== undefined);
      if (parts.length === 0) return undefined;
      return { type: (condition.type === 'all') === negated ? 'any' : 'all', parts };
    }
    case 'choice':
      return literals(spelledOut(condition), facts, negated);
    case 'except':
      return literals(condition.part, facts) === undefined
        ? undefined
        : literals(withoutUnless(condition), facts, negated);
  }
}

/** A choice as one of all the groups of `least` parts that hold together. */
export function spelledOut({ least, parts }: Choice): Condition {
  const groups = combinations(parts, least).map((group): Condition => ({ type: 'all', parts: group }));
  return { type: 'any', parts: groups };
}

/** For where the part is not exempt. */
export function withoutUnless({ part, unless }: Exception): Condition {
  return { type: 'all', parts: [part, ...unless.map((each): Condition => ({ type: 'not', part: each }))] };
}

function combinations<T>(items: readonly T[], size: number): T[][] {
  const [first, ...rest] = items;
  if (size === 0) return [[]];
  if (first === undefined) return [];
  return [...combinations(rest, size - 1).map((group) => [first, ...group]), ...combinations(rest, size)];
}

/** Every comparison of a condition, in the order written. */
export function comparisons(condition: Condition): Comparison[] {
  switch (condition.type) {
    case 'is':
      return [condition.comparison];
    case 'not':
      return comparisons(condition.part);
    case 'all':
    case 'any':
    case 'choice':
      return condition.parts.flatMap(comparisons);
    case 'except':
      return [condition.part, ...condition.unless].flatMap(comparisons);
  }
}
