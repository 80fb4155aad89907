/** The bands of an index as its document words them. */
import type { UnitDecision } from '../bot/decisions.ts';
import type { LegalDocument, Rule } from '../engine/model/ruleset.ts';

export interface BandsNamed {
  readonly document: LegalDocument;
  /** "TỐT (đạt từ 85% trở lên)", in the order of the document. */
  readonly levels: readonly string[];
}

/** Those by which the decisions were made; undefined where no document has any. */
export function bandsOf(decisions: readonly UnitDecision[]): BandsNamed | undefined {
  const [first] = decisions;
  const applied = first?.decision.rules.filter(({ outcome }) => outcome !== 'not_applicable') ?? [];
  const levels = applied.flatMap(({ rule }) => levelOf(rule) ?? []);
  const [rule] = applied.filter((each) => levelOf(each.rule) !== undefined);
  return rule === undefined ? undefined : { document: rule.rule.document, levels };
}

function levelOf({ effects, when }: Rule): string | undefined {
  const band = effects.find((effect) => effect.kind === 'band');
  if (band?.kind !== 'band') return undefined;
  return when.type === 'is' ? `${band.rank} (${when.comparison.phrase})` : band.rank;
}
