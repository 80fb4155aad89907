/** The state of any one fact, worked out by itself: what `deriveFacts` and `withDerived` say of it. */
import { difference, measured, publishedRank } from '../decide/derived.ts';
import { MISSING } from '../model/facts.ts';
import type { Derivation, RuleSet, Scheme } from '../model/ruleset.ts';
import { conditionPlan } from './condition-plan.ts';
import { declaredState, type StateOf } from './fact-state.ts';
import { outcomeOf } from './outcome-bits.ts';

/**
 * How each fact of a rule set is found; each derived one is made of what stands before it.
 * @param year the year judged
 */
export function statesOf(ruleSet: RuleSet, scheme: Scheme, year: number): ReadonlyMap<string, StateOf> {
  const states = new Map<string, StateOf>();
  for (const name of ruleSet.facts.keys()) states.set(name, declaredState(ruleSet, name));
  for (const [name, { derivation }] of ruleSet.derived)
    states.set(name, derivedState(ruleSet, scheme, year, derivation, new Map(states)));
  return states;
}

function derivedState(
  ruleSet: RuleSet,
  scheme: Scheme,
  year: number,
  derivation: Derivation,
  before: ReadonlyMap<string, StateOf>,
): StateOf {
  switch (derivation.type) {
    case 'earlier': {
      const then = year - derivation.back;
      if (derivation.of === scheme.rank)
        return ({ publishedRanks }) => publishedRank(ruleSet, scheme, publishedRanks, then);
      const state = declaredState(ruleSet, derivation.of);
      return ({ earlierFacts, publishedRanks }) => {
        const facts = earlierFacts?.get(then);
        return facts === undefined ? MISSING : state({ facts, publishedRanks });
      };
    }
    case 'difference': {
      const of = before.get(derivation.of);
      const minus = before.get(derivation.minus);
      return (input) => difference(of?.(input) ?? MISSING, minus?.(input) ?? MISSING);
    }
    case 'members': {
      const ask = conditionPlan(ruleSet, scheme, year, derivation.condition);
      return ({ members }) => {
        const outcomes = members?.get(derivation.group)?.map((member) => outcomeOf(ask(member)));
        return outcomes === undefined ? MISSING : measured(outcomes, derivation);
      };
    }
  }
}
