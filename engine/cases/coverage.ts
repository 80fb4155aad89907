/** Which comparisons the cases meet both ways: once fulfilled and once not. */
import { decide } from '../decide/decide.ts';
import { comparisons } from '../decide/literals.ts';
import type { RuleCase } from '../language/cases.ts';
import type { Outcome } from '../model/decision.ts';
import type { Comparison, Rule, RuleSet } from '../model/ruleset.ts';

export interface Coverage {
  readonly rule: Rule;
  readonly comparison: Comparison;
  /** The ways in which some case meets it. */
  readonly met: ReadonlySet<'true' | 'false'>;
}

/** Every comparison of the rules, in file order. */
export async function coverageOf(
  ruleSet: RuleSet,
  rules: readonly Rule[],
  cases: readonly RuleCase[],
): Promise<Coverage[]> {
  const met = new Map<string, Set<'true' | 'false'>>();
  for (const { request } of cases) {
    const decision = await decide(ruleSet, request);
    for (const { rule, conditions } of decision.rules) {
      for (const { comparison, outcome } of conditions) {
        if (isSettled(outcome))
          met.set(keyOf(rule, comparison), (met.get(keyOf(rule, comparison)) ?? new Set()).add(outcome));
      }
    }
  }
  return rules.flatMap((rule) =>
    comparisons(rule.when).map((comparison) => ({
      rule,
      comparison,
      met: met.get(keyOf(rule, comparison)) ?? new Set(),
    })),
  );
}

function isSettled(outcome: Outcome): outcome is 'true' | 'false' {
  return outcome === 'true' || outcome === 'false';
}

/** By place and words, for a comparison that depends on the year is another object each year. */
function keyOf({ id }: Rule, { at: { file, line, column }, fact, phrase }: Comparison): string {
  return [id, file, line, column, fact, phrase].join('\n');
}
