/** Facts that rules make of others: of an earlier year, of a difference, of the members of a group. */
import type { Outcome } from '../model/decision.ts';
import { EXEMPT, type FactState, MISSING } from '../model/facts.ts';
import { type Interval, point } from '../model/interval.ts';
import { add, type Ratio, ratio, subtract } from '../model/ratio.ts';
import { type Derivation, type RuleSet, type Scheme, UNRANKED } from '../model/ruleset.ts';
import { ofNothing } from './derive.ts';

/** Earlier years that a rule may read; the longest run that the language can say. */
export const YEARS_BACK = 10;

/** What stands on the axis of ranks for a year without one: below every step. */
export const NO_RANK: FactState = { status: 'known', value: ratio(-1) };

/** A published rank as a step of its scale. */
export function publishedRank(
  ruleSet: RuleSet,
  scheme: Scheme,
  ranks: ReadonlyMap<number, string>,
  year: number,
): FactState {
  const rank = ranks.get(year);
  if (rank === UNRANKED) return NO_RANK;
  const step = rank === undefined ? -1 : (ruleSet.facts.get(scheme.rank)?.scale ?? []).indexOf(rank);
  return step < 0 ? MISSING : { status: 'known', value: ratio(step) };
}

/** What a year that does not count says. */
export function uncounted(scheme: Scheme, fact: string): FactState {
  return fact === scheme.rank ? NO_RANK : EXEMPT;
}

/** The last but so many of some states, latest first, that says something: one of which nothing is known settles nothing. Where all are passed over, so is this. */
export function lastApplied(states: readonly FactState[], count: number): FactState {
  let left = count;
  for (const state of states) {
    if (state.status === 'missing') return MISSING;
    if (state.status !== 'exempt' && state !== NO_RANK) left -= 1;
    if (left === 0) return state;
  }
  return states.at(-1) ?? MISSING;
}

/** `a` less so many times `b`, within what their bounds allow. */
export function difference(a: FactState, b: FactState, times: Ratio = ONE): FactState {
  if (a.status === 'exempt' || b.status === 'exempt') return EXEMPT;
  if (a.status === 'missing' || b.status === 'missing') return MISSING;
  if (a.status === 'known' && b.status === 'known')
    return { status: 'known', value: subtract(a.value, product(b.value, times)) };
  const { low, high, ...open } = rangeOf(b);
  const bound = minus(rangeOf(a), {
    ...open,
    ...(low === undefined ? {} : { low: product(low, times) }),
    ...(high === undefined ? {} : { high: product(high, times) }),
  });
  return bound.low === undefined && bound.high === undefined
    ? MISSING
    : { status: 'bounded', bound, phrase: '' };
}

const ONE = ratio(1);

function product(a: Ratio, b: Ratio): Ratio {
  return b === ONE ? a : ratio(a.numerator * b.numerator, a.denominator * b.denominator);
}

function rangeOf(state: Extract<FactState, { status: 'known' | 'bounded' }>): Interval {
  return state.status === 'known' ? point(state.value) : state.bound;
}

function minus(a: Interval, b: Interval): Interval {
  const less = (x: Ratio, y: Ratio): Ratio => add(x, ratio(-y.numerator, y.denominator));
  return {
    ...(a.low === undefined || b.high === undefined
      ? {}
      : { low: less(a.low, b.high), lowOpen: a.lowOpen === true || b.highOpen === true }),
    ...(a.high === undefined || b.low === undefined
      ? {}
      : { high: less(a.high, b.low), highOpen: a.highOpen === true || b.lowOpen === true }),
  };
}

/**
 * The first moment of the day so many months, and then days, after a date. A month without that day is over when the
 * next begins: half a year from 31 August is whole on 1 March.
 */
export function shifted(
  state: FactState,
  { days, months }: { readonly days: number; readonly months: number },
): FactState {
  if (state.status === 'missing' || state.status === 'exempt') return state;
  const move = ({ numerator, denominator }: Ratio): Ratio => {
    const day = new Date(Number(numerator / denominator) * MILLISECONDS);
    const length = new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + months + 1, 0)).getUTCDate();
    const moved = Date.UTC(
      day.getUTCFullYear(),
      day.getUTCMonth() + months,
      Math.min(day.getUTCDate(), length + 1) + days,
    );
    return ratio(Math.round(moved / MILLISECONDS));
  };
  if (state.status === 'known') return { status: 'known', value: move(state.value) };
  const { low, high } = state.bound;
  const bound = {
    ...(low === undefined ? {} : { low: move(low), lowOpen: false }),
    ...(high === undefined ? {} : { high: move(high), highOpen: false }),
  };
  return { status: 'bounded', bound, phrase: state.phrase };
}

/** In a minute. */
const MILLISECONDS = 60_000;

/** Of one member of a group: whether it is among those of whom something is asked, and whether that is so. */
export interface MemberOutcome {
  readonly among: Outcome;
  readonly fulfils: Outcome;
}

/** Between those that certainly fulfil the condition and those that may; a member for which it is exempt is not counted. */
export function measured(
  outcomes: readonly MemberOutcome[],
  { measure, whenEmpty }: Pick<Extract<Derivation, { type: 'members' }>, 'measure' | 'whenEmpty'>,
): FactState {
  const asked = outcomes.filter(
    ({ among, fulfils }) => (among === 'true' || among === 'unknown') && fulfils !== 'not_applicable',
  );
  const count = (wanted: (outcome: MemberOutcome) => boolean): number => asked.filter(wanted).length;
  const certain = count(({ among, fulfils }) => among === 'true' && fulfils === 'true');
  const possible = count(({ fulfils }) => fulfils !== 'false');
  const phrase = `từ ${certain} đến ${possible} trong ${asked.length}`;
  if (measure === 'count') return between(ratio(certain), ratio(possible), phrase);
  if (asked.length === 0) return ofNothing(whenEmpty, MISSING);
  const otherwise = count(({ among, fulfils }) => among === 'true' && fulfils === 'false');
  const otherwisePossible = count(({ fulfils }) => fulfils !== 'true');
  const [fewest, most] = [certain + otherwisePossible, possible + otherwise];
  // There may be nobody among whom to ask.
  if (!asked.some(({ among }) => among === 'true')) return MISSING;
  return between(
    fewest === 0 ? ratio(0) : ratio(certain, fewest),
    most === 0 ? ratio(1) : ratio(possible, most),
    phrase,
  );
}

function between(low: Ratio, high: Ratio, phrase: string): FactState {
  if (low.numerator * high.denominator === high.numerator * low.denominator)
    return { status: 'known', value: low };
  return { status: 'bounded', bound: { low, lowOpen: false, high, highOpen: false }, phrase };
}
