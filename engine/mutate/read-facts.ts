/** Which facts a condition reads. */
import { comparisons } from '../decide/literals.ts';
import type { Condition, RuleSet } from '../model/ruleset.ts';

/** The derived facts that a condition reads, and those that they are made of. */
export function derivedIn(ruleSet: RuleSet, condition: Condition): Set<string> {
  const found = new Set<string>();
  const add = (name: string): void => {
    const derivation = ruleSet.derived.get(name)?.derivation;
    if (derivation === undefined || found.has(name)) return;
    found.add(name);
    if (derivation.type === 'difference') [derivation.of, derivation.minus].forEach(add);
    else if (derivation.type === 'earlier') add(derivation.of);
    else comparisons(derivation.condition).forEach(({ fact }) => add(fact));
  };
  for (const { fact } of comparisons(condition)) add(fact);
  return found;
}
