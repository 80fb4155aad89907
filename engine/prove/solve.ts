/** Values for the facts behind some cells: short ones, that keep every relation exactly. */
import { contains } from '../model/interval.ts';
import { type Ratio, ratio, reduce } from '../model/ratio.ts';
import type { Network, Ranges, Variable } from './network.ts';
import { keeps, propagate, settledValues } from './propagate.ts';
import { isWhole, onlyValue, shortValues } from './values.ts';

/** Values tried in one order of the variables before another is tried. */
const MOST_TRIALS = 400;
/** Denominators that people read at a glance, the best first. */
const ROUND_COUNTS = [1000n, 100n, 10_000n, 10n, 100_000n, 1_000_000n];
const ROUND_POINTS = [100n, 1000n, 10n];

export type Values = ReadonlyMap<string, Ratio>;

/**
 * Values by the key of their variable; `impossible` when it is certain that there are none, `unsettled` when none were
 * found.
 */
export function solve(network: Network): Values | 'impossible' | 'unsettled' {
  const start = propagate(network, network.ranges);
  if (start === undefined) return 'impossible';
  for (const order of [sharesFirst(network), sharesFirst(network).toReversed()]) {
    const found = assign({ network, order, trials: MOST_TRIALS }, start);
    if (found !== undefined) return found;
  }
  return 'unsettled';
}

interface Attempt {
  readonly network: Network;
  readonly order: readonly Variable[];
  trials: number;
}

function assign(attempt: Attempt, ranges: Ranges): Values | undefined {
  const { network, order } = attempt;
  const values = settledValues(ranges);
  if (values !== undefined) {
    const value = (key: string): Ratio => values.get(key) ?? ratio(0);
    return network.relations.every((relation) => keeps(relation, value)) ? values : undefined;
  }
  const next = order.find(({ key }) => onlyValue(ranges.get(key) ?? {}) === undefined);
  if (next === undefined) return undefined;
  for (const value of candidates(network, next, ranges)) {
    attempt.trials -= 1;
    if (attempt.trials < 0) return undefined;
    const left = propagate(network, new Map(ranges).set(next.key, { low: value, high: value }));
    const found = left && assign(attempt, left);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Shares and differences, then what they are divided by or taken from, then the rest. */
function sharesFirst({ variables, relations }: Network): Variable[] {
  const rank = new Map<string, number>();
  for (const relation of relations) {
    if (relation.type === 'order') continue;
    rank.set(relation.type === 'quotient' ? relation.bottom : relation.minus, 1);
  }
  for (const relation of relations) if (relation.type !== 'order') rank.set(relation.value, 0);
  return variables.toSorted((a, b) => (rank.get(a.key) ?? 2) - (rank.get(b.key) ?? 2));
}

/** Of a denominator first the round numbers of which every known share is a whole number. */
function candidates({ variables, relations }: Network, variable: Variable, ranges: Ranges): Ratio[] {
  const range = ranges.get(variable.key) ?? {};
  const short = shortValues(variable.fact, range);
  let multiple = 1n;
  let divides = false;
  for (const relation of relations) {
    if (relation.type !== 'quotient' || relation.bottom !== variable.key) continue;
    divides = true;
    const share = onlyValue(ranges.get(relation.value) ?? {});
    const top = variables.find(({ key }) => key === relation.top);
    if (share !== undefined && top !== undefined && isWhole(top.fact))
      multiple = leastCommon(multiple, reduce(share).denominator);
  }
  if (!divides) return short;
  const round = isWhole(variable.fact) ? ROUND_COUNTS : ROUND_POINTS;
  const nearby = short.map(({ numerator, denominator }) => (numerator / denominator / multiple) * multiple);
  const whole = [
    ...round.filter((count) => count % multiple === 0n),
    ...[100n, 10n, 1n].map((times) => times * multiple),
    ...nearby.flatMap((count) => [count, count + multiple]),
  ];
  return [...whole.map((count) => ratio(count)).filter((value) => contains(range, value)), ...short];
}

function leastCommon(a: bigint, b: bigint): bigint {
  return (a / greatestCommon(a, b)) * b;
}

function greatestCommon(a: bigint, b: bigint): bigint {
  return b === 0n ? a : greatestCommon(b, a % b);
}
