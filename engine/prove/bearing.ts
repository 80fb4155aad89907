/** When the effects of a rule bear, and when two of them are one. */
import { effectClause } from '../explain/words.ts';
import { bearsWhenMissed, type Condition, type Effect, type Rule } from '../model/ruleset.ts';

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
