/** Which stored figures may be put together. */
import type { UnitFigures } from '../db/observations.ts';
import { lastMonthOf } from '../db/periods.ts';
import { calculationsInForce } from '../engine/decide/calculations.ts';
import { factsAdded, partsOf } from '../engine/model/calculation.ts';
import type { CivilDate } from '../engine/model/dates.ts';
import type { FactDefinition, FactState } from '../engine/model/facts.ts';
import type { RuleSet, Scheme } from '../engine/model/ruleset.ts';

/** The facts that shares are made of by the law of a date, share by share. */
export function sharedFacts(ruleSet: RuleSet, scheme: Scheme, law: CivilDate): FactDefinition[][] {
  const calculations = calculationsInForce(ruleSet, scheme.code, law);
  return [...ruleSet.facts.values()]
    .map((share) => factsAdded(partsOf(share, calculations.get(share.name))))
    .map((parts) => parts.flatMap((part) => ruleSet.facts.get(part) ?? []))
    .filter((parts) => parts.length > 1);
}

/**
 * The stored facts without the parts of a ratio that tell of different periods: late dossiers up to October over
 * resolved ones up to September would be a rate of nothing.
 */
export function comparableFacts(
  shares: readonly (readonly FactDefinition[])[],
  figures: UnitFigures | undefined,
): ReadonlyMap<string, FactState> {
  if (figures === undefined) return new Map();
  const facts = new Map(figures.facts);
  for (const parts of shares) {
    if (tellOfOnePeriod(parts, figures)) continue;
    for (const { name } of parts) facts.delete(name);
  }
  return facts;
}

/** Whether the parts that are known tell of the same months; what stands at the end of a month, of the last of them. */
function tellOfOnePeriod(parts: readonly FactDefinition[], { figures }: UnitFigures): boolean {
  const known = parts.flatMap(({ name, rollUp }) => {
    const sources = figures.get(name)?.sources;
    return sources === undefined ? [] : [{ rollUp, sources }];
  });
  const flows = known
    .filter(({ rollUp }) => rollUp === 'sum')
    .map(({ sources }) =>
      [...new Set(sources.map(({ period, unit }) => `${period} ${unit ?? ''}`))].sort().join(),
    );
  const ends = known.map(({ sources }) => lastMonthOf(sources.at(-1)?.period ?? ''));
  return new Set(flows).size <= 1 && new Set(ends).size <= 1;
}
