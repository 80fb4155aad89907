/** What a later law would add to a decision that it does not govern. */
import type { AppliedEffect, Decision } from '../model/decision.ts';

/** Effects of `current` by rules that the decision's own law does not have. */
export function addedEffects(decision: Decision, current: Decision): AppliedEffect[] {
  const had = new Set(decision.rules.map(({ rule }) => rule.id));
  return current.effects.filter(({ rule }) => !had.has(rule.id));
}
