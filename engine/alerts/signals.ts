/** What a decision gives warning of. */
import type { Decision, RuleOutcome } from '../model/decision.ts';
import { compare } from '../model/ratio.ts';
import { bearsWhenMissed, type Comparison, type Condition, isAdverse } from '../model/ruleset.ts';

export const SEVERITIES = ['near', 'fired'] as const;
export type Severity = (typeof SEVERITIES)[number];

export interface Signal {
  readonly outcome: RuleOutcome;
  /** `fired`: what the rule threatens comes about. `near`: a value is within the margin that the rule declares. */
  readonly severity: Severity;
}

/** One signal per rule that holds or comes near, gravest first, in the order of the rules. */
export function signalsOf(decision: Decision): Signal[] {
  const signals = decision.rules.flatMap((outcome) => {
    const severity = severityOf(outcome);
    return severity === undefined ? [] : [{ outcome, severity }];
  });
  return [
    ...signals.filter(({ severity }) => severity === 'fired'),
    ...signals.filter(({ severity }) => severity === 'near'),
  ];
}

function severityOf({ rule, outcome, conditions }: RuleOutcome): Severity | undefined {
  const adverse = rule.effects.filter(isAdverse);
  if (adverse.length === 0 || outcome === 'not_applicable') return undefined;
  if (adverse.some((effect) => outcome === (bearsWhenMissed(effect) ? 'false' : 'true'))) return 'fired';
  const { warnWithin } = rule;
  if (warnWithin === undefined) return undefined;
  // Nearing an exception, or what must not be, is no danger.
  const leading = new Set(comparisonsLeadingTo(rule.when));
  const near = conditions.some(
    ({ comparison, outcome: met, headroom }) =>
      leading.has(comparison) &&
      headroom !== undefined &&
      (met === 'true' || compare(headroom, warnWithin) <= 0),
  );
  return near ? 'near' : undefined;
}

/** The comparisons that must hold for the condition to hold. */
function comparisonsLeadingTo(condition: Condition): Comparison[] {
  switch (condition.type) {
    case 'is':
      return [condition.comparison];
    case 'not':
      return [];
    case 'except':
      return comparisonsLeadingTo(condition.part);
    default:
      return condition.parts.flatMap(comparisonsLeadingTo);
  }
}
