/** What declarations of how late dossiers are counted change in the facts that they are about. */
import { DOSSIER_FACTS, LATE_RATE } from '../model/dossier.ts';
import type { FactConstraint, FactDefinition } from '../model/facts.ts';
import { type LateDeclaration, mayExceedWhole } from '../model/late.ts';

/** The late rate may exceed 100% where a document counts more as late than stands below the line. */
export function withWiderShares(
  facts: ReadonlyMap<string, FactDefinition>,
  late: readonly LateDeclaration[],
): ReadonlyMap<string, FactDefinition> {
  const rate = facts.get(LATE_RATE);
  if (rate === undefined || !late.some(mayExceedWhole)) return facts;
  const { high: _, highOpen: __, ...domain } = rate.domain;
  return new Map(facts).set(LATE_RATE, { ...rate, domain });
}

/** Late dossiers are not all among the resolved ones where a document counts them by the year of their limit. */
export function withoutBroken(
  constraints: readonly FactConstraint[],
  late: readonly LateDeclaration[],
): readonly FactConstraint[] {
  if (late.every(({ counting }) => counting.by === 'return')) return constraints;
  return constraints.filter(
    ({ left, right }) => left !== DOSSIER_FACTS.late || right !== DOSSIER_FACTS.resolved,
  );
}
