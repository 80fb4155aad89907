/** Which ranks are possible: the band of the index, then what raises, lowers and caps it in the order of the scheme. */
import type { RuleOutcome } from '../model/decision.ts';
import type { FactState } from '../model/facts.ts';
import { MISSING } from '../model/facts.ts';
import { ratio } from '../model/ratio.ts';
import { type Adjustment, bandingOf, type Effect, type Rule, UNRANKED } from '../model/ruleset.ts';

/** Steps of the rank scale, by index from the lowest; −1 stands for no rank. */
export type RankSet = ReadonlySet<number>;

export const NO_STEP = -1;

const SHAPING: readonly Effect['kind'][] = ['band', 'promote', 'demote', 'cap', 'unranked'];

/** The name of a step, also of none. */
export function rankNamed(step: number, scale: readonly string[]): string {
  return step === NO_STEP ? UNRANKED : (scale[step] ?? '');
}

/** The bands that may be taken: the first level that holds, or, of levels of which only one should hold, all that do. */
export function bandOf(levels: readonly RuleOutcome[], scale: readonly string[]): RankSet {
  const possible = new Set<number>();
  for (const { rule, outcome } of levels) {
    if (outcome !== 'true' && outcome !== 'unknown') continue;
    for (const effect of rule.effects) {
      const step = effect.kind === 'band' ? scale.indexOf(effect.rank) : -1;
      if (step >= 0) possible.add(step);
    }
    if (outcome === 'true' && rule.pick !== 'only') break;
  }
  return possible;
}

/**
 * The ranks left after every adjustment, kind by kind, and after rules that leave the subject without a rank; one that
 * may apply leaves both outcomes possible. Of the levels of one entry no two apply together.
 */
export function adjust(
  ranks: RankSet,
  outcomes: readonly RuleOutcome[],
  scale: readonly string[],
  order: readonly Adjustment[],
): RankSet {
  let possible = ranks;
  const entries = [...Map.groupBy(outcomes, ({ rule }) => bandingOf(rule.id)).values()];
  for (const kind of [...order, 'unranked' as const])
    for (const entry of entries) possible = afterEntry(possible, entry, kind, scale);
  return possible;
}

function afterEntry(
  ranks: RankSet,
  entry: readonly RuleOutcome[],
  kind: Effect['kind'],
  scale: readonly string[],
): RankSet {
  const applying = entry.filter(
    ({ rule, outcome }) =>
      (outcome === 'true' || outcome === 'unknown') && rule.effects.some((effect) => effect.kind === kind),
  );
  const isCertain = applying.some(({ outcome }) => outcome === 'true');
  // Who is not to be ranked is not, whatever the index.
  if (kind === 'unranked' && isCertain) return new Set([NO_STEP]);
  const left = isCertain ? [] : [...ranks];
  const changed = applying.flatMap(({ rule }) =>
    rule.effects
      .filter((effect) => effect.kind === kind)
      .reduce((steps, effect) => steps.flatMap((step) => apply(effect, step, scale)), [...ranks]),
  );
  return new Set([...left, ...changed]);
}

/** The ranks that one may become; a scale without the rank that is capped is left alone. */
function apply(effect: Effect, rank: number, scale: readonly string[]): number[] {
  if (rank === NO_STEP) return [rank];
  switch (effect.kind) {
    case 'unranked':
      return [NO_STEP];
    case 'cap': {
      const capped = scale.indexOf(effect.rank);
      return [capped < 0 ? rank : Math.min(rank, Math.max(0, capped - 1))];
    }
    case 'promote':
      return [Math.min(scale.length - 1, rank + effect.levels)];
    case 'demote':
      if (effect.levels !== undefined) return [Math.max(0, rank - effect.levels)];
      return rank === 0 ? [0] : Array.from({ length: rank }, (_, lower) => lower);
    default:
      return [rank];
  }
}

/** A set of ranks as a fact: known when there is one, else the range from lowest to highest; nothing when all are possible. */
export function rankState(ranks: RankSet, scale: readonly string[]): FactState {
  if (ranks.size === 0 || scale.every((_, step) => ranks.has(step))) return MISSING;
  const low = Math.min(...ranks);
  const high = Math.max(...ranks);
  if (low === high) return { status: 'known', value: ratio(low) };
  const bound = { low: ratio(low), lowOpen: false, high: ratio(high), highOpen: false };
  return { status: 'bounded', bound, phrase: `từ ${rankNamed(low, scale)} đến ${rankNamed(high, scale)}` };
}

/** Whether the rule changes a rank that another gives. */
export function movesRank({ effects }: Pick<Rule, 'effects'>): boolean {
  return effects.some(({ kind }) => kind !== 'band' && SHAPING.includes(kind));
}

/** Whether the rule has an effect that shapes the rank. */
export function shapesRank(rule: Rule): boolean {
  return rule.effects.some(({ kind }) => SHAPING.includes(kind));
}
