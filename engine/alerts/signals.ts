/** What a decision gives warning of. */
import type { Decision, RuleOutcome } from '../model/decision.ts';
import { compare } from '../model/ratio.ts';

export const SEVERITIES = ['near', 'fired'] as const;
export type Severity = (typeof SEVERITIES)[number];

export interface Signal {
  readonly outcome: RuleOutcome;
  /** `fired`: the rule's condition holds. `near`: a value is within the margin that the rule declares. */
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
  // A band is no warning, and a requirement is a condition to strive for.
  const warns = rule.effects.some(({ kind }) => kind !== 'band' && kind !== 'requirement');
  if (!warns || outcome === 'not_applicable') return undefined;
  if (outcome === 'true') return 'fired';
  const { warnWithin } = rule;
  if (warnWithin === undefined) return undefined;
  const near = conditions.some(
    ({ outcome: met, headroom }) =>
      headroom !== undefined && (met === 'true' || compare(headroom, warnWithin) <= 0),
  );
  return near ? 'near' : undefined;
}
