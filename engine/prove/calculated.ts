/** What the calculations and scorecards of a rule set work with. */
import { calculationsOf } from '../decide/calculations.ts';
import { comparisons } from '../decide/literals.ts';
import { type CalculationStep, factsAdded, factsIn } from '../model/calculation.ts';
import type { RuleSet } from '../model/ruleset.ts';
import { itemsOf } from '../model/scorecard.ts';

/** The facts, as they are named there, from which a fact is calculated; none for one that is supplied alone. */
export function calculatedFrom(ruleSet: Pick<RuleSet, 'calculations' | 'late'>, fact: string): string[] {
  const calculations = calculationsOf(ruleSet).filter((calculation) => calculation.fact === fact);
  const added = calculations.flatMap(({ parts }) => factsAdded(parts));
  return [...new Set([...factsOfSteps(calculations.flatMap(({ steps }) => steps)), ...added])];
}

/** The facts by which schemes score and order their units, as they are named there. */
export function scoredBy({ scorecards, schemes }: Pick<RuleSet, 'scorecards' | 'schemes'>): string[] {
  const steps = scorecards.flatMap(itemsOf).flatMap(({ scoring }) => scoring?.steps ?? []);
  const breakers = [...schemes.values()].flatMap(({ ranking }) => ranking.tieBreakers);
  return [...factsOfSteps(steps), ...breakers.map(({ fact }) => fact)];
}

function factsOfSteps(steps: readonly CalculationStep[]): string[] {
  const names = steps.flatMap(({ when, value }) => [
    ...factsIn(value),
    ...(when === undefined ? [] : comparisons(when).map((comparison) => comparison.fact)),
  ]);
  return [...new Set(names)];
}
