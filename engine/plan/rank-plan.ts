/**
 * The rank from the outcomes of rules, as steps from state to state: the bands of the index, then what bears on the rank
 * in the order of the scheme. A state is the set of ranks possible so far, and above it a bit for "a later level may still be taken".
 */
import { type Adjustment, bandingOf, type Effect, type Rule } from '../model/ruleset.ts';
import { TRUE, UNKNOWN } from './outcome-bits.ts';
import { bitOf, type RankBits, shiftOf } from './rank-sets.ts';

/** What the outcome of one rule, or of rules of which no two apply together, makes of a state. */
interface Step {
  /** The numbers of the rules. */
  readonly rules: readonly number[];
  /** By rule: the state after, at `outcome bits << width of a state | state before`. */
  readonly tables: readonly Uint16Array[];
}

export interface RankPlan {
  /** Bits of a state. */
  readonly width: number;
  /** The state before the first level. */
  readonly start: number;
  readonly levels: readonly Step[];
  readonly adjustments: readonly Step[];
}

/** Outcome bits by the number of the rule, then by row; and the sets of ranks that come of them. */
export interface RankColumns {
  readonly rules: readonly Uint8Array[];
  readonly base: Uint16Array;
  readonly possible: Uint16Array;
}

/** @param rules by the numbers under which their outcomes stand */
export function rankPlan(
  rules: readonly Rule[],
  scale: readonly string[],
  order: readonly Adjustment[],
): RankPlan {
  const open = bitOf(scale.length);
  const width = scale.length + 2;
  const levels = rules.flatMap(({ effects, pick }, rule): Step[] => {
    const bands = effects.filter((effect) => effect.kind === 'band');
    if (bands.length === 0) return [];
    const given = bands.map(({ rank }) => scale.indexOf(rank)).filter((step) => step >= 0);
    const ranks = given.reduce((bits, step) => bits | bitOf(step), 0);
    return [{ rules: [rule], tables: [stepTable(width, levelAfter(ranks, open, pick !== 'only'))] }];
  });
  const entries = [...Map.groupBy(rules.keys(), (number) => bandingOf(ruleAt(rules, number).id)).values()];
  const adjustments = [...order, 'unranked' as const].flatMap((kind) =>
    entries.flatMap((numbers): Step[] => {
      const applying = numbers.filter((number) => has(ruleAt(rules, number), kind));
      if (applying.length === 0) return [];
      const tables = applying.map((number) =>
        stepTable(width, adjustedAfter(shiftBy(ruleAt(rules, number), kind, scale))),
      );
      return [{ rules: applying, tables }];
    }),
  );
  return { width, start: open, levels, adjustments };
}

type After = (outcome: number, state: number) => number;

function stepTable(width: number, after: After): Uint16Array {
  return Uint16Array.from({ length: 4 << width }, (_, index) =>
    after(index >> width, index & ((1 << width) - 1)),
  );
}

/** A level that may hold adds its ranks; one that certainly holds may also be the last to be looked at. */
function levelAfter(ranks: RankBits, open: number, settles: boolean): After {
  return (outcome, state) => {
    if ((state & open) === 0 || (outcome !== TRUE && outcome !== UNKNOWN)) return state;
    return outcome === TRUE && settles ? (state | ranks) & ~open : state | ranks;
  };
}

function ruleAt(rules: readonly Rule[], number: number): Rule {
  const rule = rules[number];
  if (rule === undefined) throw new RangeError(`no rule ${number}`);
  return rule;
}

function has({ effects }: Rule, kind: Effect['kind']): boolean {
  return effects.some((effect) => effect.kind === kind);
}

/** All effects of one kind that a rule has, one after another. */
function shiftBy(
  { effects }: Rule,
  kind: Effect['kind'],
  scale: readonly string[],
): (ranks: RankBits) => RankBits {
  const shifts = effects.filter((effect) => effect.kind === kind).map((effect) => shiftOf(effect, scale));
  return (ranks) => shifts.reduce((left, shift) => shift(left), ranks);
}

/** A rule that may apply leaves both outcomes possible. */
function adjustedAfter(shift: (ranks: RankBits) => RankBits): After {
  return (outcome, state) => {
    if (outcome === TRUE) return shift(state);
    // Of no rank at all, nothing follows from what is not certain.
    return outcome === UNKNOWN && state !== 0 ? state | shift(state) : state;
  };
}

/** The ranks possible by the bands, from the outcome of every rule. */
export function baseRanks({ start, width, levels }: RankPlan, outcomes: Uint8Array): RankBits {
  return afterSteps(levels, width, start, outcomes) & (start - 1);
}

/** The ranks left after everything that raises, lowers, caps or leaves out. */
export function adjustedRanks(
  { width, adjustments }: RankPlan,
  base: RankBits,
  outcomes: Uint8Array,
): RankBits {
  return afterSteps(adjustments, width, base, outcomes);
}

function afterSteps(steps: readonly Step[], width: number, start: number, outcomes: Uint8Array): number {
  let state = start;
  for (const step of steps) state = afterStep(step, width, state, outcomes);
  return state;
}

function afterStep({ rules, tables }: Step, width: number, state: number, outcomes: Uint8Array): number {
  const [only = -1, ...more] = rules;
  if (more.length === 0) return tables[0]?.[((outcomes[only] ?? 0) << width) | state] ?? 0;
  let after = 0;
  let isSettled = false;
  for (let index = 0; index < rules.length; index += 1) {
    const outcome = outcomes[rules[index] ?? -1] ?? 0;
    // What it comes to where this one applies; that none does is counted once for all.
    if (outcome === TRUE || (outcome === UNKNOWN && state !== 0))
      after |= tables[index]?.[(TRUE << width) | state] ?? 0;
    isSettled ||= outcome === TRUE;
  }
  return isSettled ? after : after | state;
}

/** `baseRanks` in each row. */
export function setBaseRanks({ start, width, levels }: RankPlan, { base, rules }: RankColumns): void {
  base.fill(start);
  for (const step of levels) takeStep(base, step, width, rules);
  for (let row = 0; row < base.length; row += 1) base[row] = (base[row] ?? 0) & (start - 1);
}

/** `adjustedRanks` in each row. */
export function setAdjustedRanks(
  { width, adjustments }: RankPlan,
  { base, possible, rules }: RankColumns,
): void {
  possible.set(base);
  for (const step of adjustments) takeStep(possible, step, width, rules);
}

function takeStep(states: Uint16Array, step: Step, width: number, rules: readonly Uint8Array[]): void {
  const [number, ...more] = step.rules;
  const outcomes = number === undefined ? undefined : rules[number];
  const [table] = step.tables;
  if (outcomes === undefined || table === undefined) throw new RangeError(`no column for rule ${number}`);
  if (more.length > 0) {
    const row = new Uint8Array(rules.length);
    for (let index = 0; index < states.length; index += 1) {
      for (const each of step.rules) row[each] = rules[each]?.[index] ?? 0;
      states[index] = afterStep(step, width, states[index] ?? 0, row);
    }
    return;
  }
  for (let row = 0; row < states.length; row += 1)
    states[row] = table[((outcomes[row] ?? 0) << width) | (states[row] ?? 0)] ?? 0;
}
