/** What the calculations of a rule set work facts out from. */
import { comparisons } from '../decide/literals.ts';
import { factsIn } from '../model/calculation.ts';
import type { RuleSet } from '../model/ruleset.ts';

/** The facts, as they are named there, from which a fact is calculated; none for one that is supplied alone. */
export function calculatedFrom({ calculations }: Pick<RuleSet, 'calculations'>, fact: string): string[] {
  const steps = calculations.filter((calculation) => calculation.fact === fact).flatMap(({ steps }) => steps);
  const names = steps.flatMap(({ when, value }) => [
    ...factsIn(value),
    ...(when === undefined ? [] : comparisons(when).map((comparison) => comparison.fact)),
  ]);
  return [...new Set(names)];
}
