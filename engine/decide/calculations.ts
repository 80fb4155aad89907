/** Which calculations decide, by the law of a date. */

import type { Calculation, CalculationStep, Rounding } from '../model/calculation.ts';
import type { CivilDate } from '../model/dates.ts';
import type { Outcome } from '../model/decision.ts';
import { factOf, type RuleSet } from '../model/ruleset.ts';
import { lateInForce } from './late.ts';
import { isInForce } from './validity.ts';

/** Those of every law, in file order; those that follow from how late dossiers are counted behind the others. */
export function calculationsOf({
  calculations,
  late,
}: Pick<RuleSet, 'calculations' | 'late'>): Calculation[] {
  return [...calculations, ...late.flatMap(({ calculation }) => calculation ?? [])];
}

/** The facts, without the parts of shares that some document of the scheme, or of any where none is named, makes of others. */
export function factsWithFixedParts(ruleSet: RuleSet, scheme?: string): RuleSet['facts'] {
  const facts = new Map(ruleSet.facts);
  for (const { fact, document } of ruleSet.late.flatMap(({ calculation }) => calculation ?? [])) {
    const isOther = scheme !== undefined && document.scheme !== undefined && document.scheme !== scheme;
    const definition = facts.get(fact);
    if (isOther || definition === undefined) continue;
    const { numerator: _, denominator: __, ...whole } = definition;
    facts.set(fact, whole);
  }
  return facts;
}

/** By the fact that they give; of several for one fact, the first in file order. */
export function calculationsInForce(
  ruleSet: RuleSet,
  scheme: string,
  lawDate: CivilDate,
): Map<string, Calculation> {
  const found = new Map<string, Calculation>();
  for (const calculation of ruleSet.calculations) {
    if (!found.has(calculation.fact) && isInForce(ruleSet, calculation, scheme, lawDate))
      found.set(calculation.fact, calculation);
  }
  const late = lateInForce(ruleSet, scheme, lawDate)[0]?.calculation;
  if (late !== undefined && !found.has(late.fact)) found.set(late.fact, late);
  return found;
}

/** How a value is rounded, from how it is as it is written: a share is written in per cent. */
export function roundingOf(ruleSet: RuleSet, { fact, rounding }: Calculation): Rounding | undefined {
  const isShare = factOf(ruleSet, fact)?.kind === 'ratio';
  return rounding === undefined || !isShare ? rounding : { ...rounding, places: rounding.places + 2 };
}

/**
 * Which steps of a calculation may give its value, by the outcomes of their conditions ("true" where there is none) up to
 * the first that holds. `missing`: it may be that none does. `exempt`: all that would tell them apart is.
 */
export function stepsTaken(
  steps: readonly CalculationStep[],
  outcomes: readonly Outcome[],
): readonly CalculationStep[] | 'missing' | 'exempt' {
  const asked = steps.filter(({ when }, index) => when !== undefined && outcomes[index] !== undefined);
  const isExempt =
    asked.length > 0 && asked.every((step) => outcomes[steps.indexOf(step)] === 'not_applicable');
  if (isExempt) return 'exempt';
  if (!outcomes.includes('true')) return 'missing';
  return steps.filter((_, index) => outcomes[index] === 'true' || outcomes[index] === 'unknown');
}
