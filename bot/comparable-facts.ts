/** Which stored figures may be put together. */
import type { UnitFigures } from '../db/observations.ts';
import type { FactState } from '../engine/model/facts.ts';
import type { RuleSet } from '../engine/model/ruleset.ts';

/**
 * The stored facts without the parts of a ratio that tell of different periods: late dossiers up to October over
 * resolved ones up to September would be a rate of nothing.
 */
export function comparableFacts(
  ruleSet: RuleSet,
  figures: UnitFigures | undefined,
): ReadonlyMap<string, FactState> {
  if (figures === undefined) return new Map();
  const facts = new Map(figures.facts);
  const periods = (name: string): string =>
    [...new Set(figures.figures.get(name)?.sources.map(({ period, unit }) => `${period} ${unit ?? ''}`))]
      .sort()
      .join();
  for (const { numerator, denominator } of ruleSet.facts.values()) {
    if (
      numerator === undefined ||
      denominator === undefined ||
      !facts.has(numerator) ||
      !facts.has(denominator)
    )
      continue;
    if (periods(numerator) === periods(denominator)) continue;
    facts.delete(numerator);
    facts.delete(denominator);
  }
  return facts;
}
