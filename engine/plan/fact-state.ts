/** How the state of a fact is found. */
import { deriveFacts } from '../decide/derive.ts';
import { type FactState, MISSING } from '../model/facts.ts';
import type { RuleSet } from '../model/ruleset.ts';
import type { PlanInput } from './inputs.ts';

export type StateOf = (input: PlanInput) => FactState;

/** Of a declared fact, given or a ratio of others; of any other name nothing is known. */
export function declaredState(ruleSet: RuleSet, name: string): StateOf {
  const definition = ruleSet.facts.get(name);
  if (definition === undefined) return () => MISSING;
  const alone = new Map([[name, definition]]);
  return ({ facts }) => deriveFacts(alone, facts).get(name) ?? MISSING;
}
