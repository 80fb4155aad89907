/** Which calculations decide, by the law of a date. */

import type { Calculation, Rounding } from '../model/calculation.ts';
import type { CivilDate } from '../model/dates.ts';
import { factOf, type RuleSet } from '../model/ruleset.ts';
import { isInForce } from './validity.ts';

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
  return found;
}

/** How a value is rounded, from how it is as it is written: a share is written in per cent. */
export function roundingOf(ruleSet: RuleSet, { fact, rounding }: Calculation): Rounding | undefined {
  const isShare = factOf(ruleSet, fact)?.kind === 'ratio';
  return rounding === undefined || !isShare ? rounding : { ...rounding, places: rounding.places + 2 };
}
