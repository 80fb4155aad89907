/** Sets of rank steps as bits, bit 0 for the lowest step; what `engine/decide/ranks.ts` says of sets. */
import type { Effect } from '../model/ruleset.ts';

export type RankBits = number;

/** The longest scale: what rules make of ranks is kept in tables with an entry for each set. */
export const MOST_RANKS = 12;

/** What an effect makes of a set of ranks when it certainly comes. */
export function shiftOf(effect: Effect, scale: readonly string[]): (ranks: RankBits) => RankBits {
  if (effect.kind === 'cap') return capAt(Math.max(0, scale.indexOf(effect.rank) - 1));
  if (effect.kind !== 'demote') return (ranks) => ranks;
  const { levels } = effect;
  return levels === undefined ? toAnyLower : downBy(Math.min(levels, MOST_RANKS));
}

function capAt(step: number): (ranks: RankBits) => RankBits {
  const allowed = 2 ** (step + 1) - 1;
  return (ranks) => (ranks & allowed) | (ranks > allowed ? 1 << step : 0);
}

function downBy(levels: number): (ranks: RankBits) => RankBits {
  const bottom = 2 ** levels - 1;
  return (ranks) => (ranks >> levels) | ((ranks & bottom) === 0 ? 0 : 1);
}

/** Every step below the highest; the lowest stays. */
function toAnyLower(ranks: RankBits): RankBits {
  return ranks <= 1 ? ranks : 2 ** highest(ranks) - 1;
}

/** The highest step of a set that is not empty. */
export function highest(ranks: RankBits): number {
  return 31 - Math.clz32(ranks);
}

/** The lowest step of a set that is not empty. */
export function lowest(ranks: RankBits): number {
  return highest(ranks & -ranks);
}

/** The steps in the set, highest first. */
export function stepsOf(ranks: RankBits): number[] {
  const steps: number[] = [];
  for (let rest = ranks; rest !== 0; rest &= ~(1 << highest(rest))) steps.push(highest(rest));
  return steps;
}
