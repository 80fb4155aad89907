/** Which ranks are possible: the band of the index, then demotion, then cap. */
import type { RuleOutcome } from '../model/decision.ts';
import type { FactState } from '../model/facts.ts';
import { MISSING } from '../model/facts.ts';
import { ratio } from '../model/ratio.ts';
import type { Effect, Rule } from '../model/ruleset.ts';

/** Steps of the rank scale, by index from the lowest. */
export type RankSet = ReadonlySet<number>;

/** The bands that may be taken: the first level that holds, or, of levels of which only one should hold, all that do. */
export function bandOf(levels: readonly RuleOutcome[], scale: readonly string[]): RankSet {
  const possible = new Set<number>();
  for (const { rule, outcome } of levels) {
    if (outcome !== 'true' && outcome !== 'unknown') continue;
    for (const effect of rule.effects) if (effect.kind === 'band') possible.add(scale.indexOf(effect.rank));
    if (outcome === 'true' && rule.pick !== 'only') break;
  }
  return possible;
}

/** The ranks left after every demotion, then every cap; a rule that may apply leaves both outcomes possible. */
export function adjust(ranks: RankSet, outcomes: readonly RuleOutcome[], scale: readonly string[]): RankSet {
  let possible = ranks;
  for (const kind of ['demote', 'cap'] as const) {
    for (const { rule, outcome } of outcomes) {
      if (outcome !== 'true' && outcome !== 'unknown') continue;
      for (const effect of rule.effects) {
        if (effect.kind !== kind) continue;
        const changed = new Set([...possible].flatMap((rank) => apply(effect, rank, scale)));
        possible = outcome === 'true' ? changed : new Set([...possible, ...changed]);
      }
    }
  }
  return possible;
}

/** The ranks that one may become; a scale without the rank that is capped is left alone. */
function apply(effect: Effect, rank: number, scale: readonly string[]): number[] {
  if (effect.kind === 'cap') {
    const capped = scale.indexOf(effect.rank);
    return [capped < 0 ? rank : Math.min(rank, Math.max(0, capped - 1))];
  }
  if (effect.kind !== 'demote') return [rank];
  if (effect.levels !== undefined) return [Math.max(0, rank - effect.levels)];
  return rank === 0 ? [0] : Array.from({ length: rank }, (_, lower) => lower);
}

/** A set of ranks as a fact: known when there is one, else the range from lowest to highest. */
export function rankState(ranks: RankSet, scale: readonly string[]): FactState {
  if (ranks.size === 0 || ranks.size === scale.length) return MISSING;
  const low = Math.min(...ranks);
  const high = Math.max(...ranks);
  if (low === high) return { status: 'known', value: ratio(low) };
  const bound = { low: ratio(low), lowOpen: false, high: ratio(high), highOpen: false };
  return { status: 'bounded', bound, phrase: `từ ${scale[low] ?? ''} đến ${scale[high] ?? ''}` };
}

/** Whether the rule has an effect that shapes the rank. */
export function shapesRank(rule: Rule): boolean {
  return rule.effects.some(
    (effect) => effect.kind === 'band' || effect.kind === 'demote' || effect.kind === 'cap',
  );
}
