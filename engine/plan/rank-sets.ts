/**
 * Sets of ranks as bits, what `engine/decide/ranks.ts` says of sets: bit 0 stands for no rank, bit 1 for the lowest
 * step, and so on.
 */
import { NO_STEP } from '../decide/ranks.ts';
import type { Effect } from '../model/ruleset.ts';

export type RankBits = number;

/** The longest scale: what rules make of ranks is kept in tables with an entry for each set. */
export const MOST_RANKS = 12;

const NO_RANK: RankBits = 1;
const LOWEST: RankBits = 2;

/** The bit of a step, also of none. */
export function bitOf(step: number): RankBits {
  return 1 << (step - NO_STEP);
}

/** Every step of a scale. */
export function allSteps(scale: readonly string[]): RankBits {
  return bitOf(scale.length) - LOWEST;
}

/** What an effect makes of a set of ranks when it certainly comes. */
export function shiftOf(effect: Effect, scale: readonly string[]): (ranks: RankBits) => RankBits {
  switch (effect.kind) {
    case 'cap': {
      const capped = scale.indexOf(effect.rank);
      return capped < 0 ? same : ofRanked(capAt(bitOf(Math.max(0, capped - 1))));
    }
    case 'promote':
      return ofRanked(upBy(Math.min(effect.levels, MOST_RANKS), bitOf(scale.length - 1)));
    case 'demote':
      return ofRanked(effect.levels === undefined ? toAnyLower : downBy(Math.min(effect.levels, MOST_RANKS)));
    case 'unranked':
      return () => NO_RANK;
    default:
      return same;
  }
}

function same(ranks: RankBits): RankBits {
  return ranks;
}

/** Who has no rank keeps none. */
function ofRanked(shift: (ranks: RankBits) => RankBits): (ranks: RankBits) => RankBits {
  return (ranks) => (ranks & NO_RANK) | shift(ranks & ~NO_RANK);
}

function capAt(most: RankBits): (ranks: RankBits) => RankBits {
  const allowed = most * 2 - 1;
  return (ranks) => (ranks & allowed) | (ranks > allowed ? most : 0);
}

function upBy(levels: number, top: RankBits): (ranks: RankBits) => RankBits {
  const cap = capAt(top);
  return (ranks) => cap(ranks << levels);
}

function downBy(levels: number): (ranks: RankBits) => RankBits {
  const bottom = 2 ** (levels + 1) - 1;
  return (ranks) => ((ranks >> levels) & ~NO_RANK) | ((ranks & bottom) === 0 ? 0 : LOWEST);
}

/** Every step below the highest; the lowest stays. */
function toAnyLower(ranks: RankBits): RankBits {
  return ranks <= LOWEST ? ranks : bitOf(highest(ranks)) - LOWEST;
}

/** The highest step of a set that is not empty. */
export function highest(ranks: RankBits): number {
  return 31 - Math.clz32(ranks) + NO_STEP;
}

/** The lowest step of a set that is not empty. */
export function lowest(ranks: RankBits): number {
  return highest(ranks & -ranks);
}

/** The steps in the set, highest first. */
export function stepsOf(ranks: RankBits): number[] {
  const steps: number[] = [];
  for (let rest = ranks; rest !== 0; rest &= ~bitOf(highest(rest))) steps.push(highest(rest));
  return steps;
}
