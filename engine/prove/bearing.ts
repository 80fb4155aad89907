/** When the effects of a rule bear, and when two of them are one. */
import { effectClause } from '../explain/words.ts';
import type { Condition, Effect, Rule } from '../model/ruleset.ts';

/** Whether the effect bears where the rule's condition does not hold. */
export function bearsWhenMissed({ kind }: Effect): boolean {
  return kind === 'requirement' || kind === 'target';
}

/** Where the effect of the rule bears. */
export function bearing({ when }: Pick<Rule, 'when'>, effect: Effect): Condition {
  return bearsWhenMissed(effect) ? { type: 'not', part: when } : when;
}

/** Whether two rules with this effect do more than one of them. */
export function addsUp({ kind }: Effect): boolean {
  return kind === 'points' || kind === 'demote' || kind === 'promote';
}

/** The same for effects that do the same. */
export function effectKey(effect: Effect): string {
  return `${effect.kind} ${effectClause(effect)}`;
}
