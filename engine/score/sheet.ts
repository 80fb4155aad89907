/** The points of one unit by a scorecard: what each item gave, what it could have given, and the totals. Exact. */
import { operate, rounded } from '../decide/arithmetic.ts';
import { type FactState, MISSING } from '../model/facts.ts';
import { add, compare, divide, multiply, type Ratio, ratio, subtract } from '../model/ratio.ts';
import type { Scorecard, ScoreEntries, ScoreEntry, ScoreItem } from '../model/scorecard.ts';

/** One item as it was scored. */
export interface ScoredItem {
  readonly item: ScoreItem;
  /** Most points for this unit, after reductions; undefined where no maximum is printed. */
  readonly standard: Ratio | undefined;
  /** Points, or the share of the maximum where none is printed. */
  readonly points: FactState;
  /** Not scored at all for this unit, by a decision. */
  readonly isExempt: boolean;
  readonly entry?: ScoreEntry;
  readonly parts: readonly ScoredItem[];
}

export interface ScoreSheet {
  readonly card: Scorecard;
  readonly items: readonly ScoredItem[];
  /** Standard and appraised points of the unit; undefined where the card lists only some criteria. */
  readonly totals?: { readonly standard: Ratio; readonly appraised: FactState };
}

/** How many points the facts give an item that is scored by them. */
export type Calculated = (item: ScoreItem) => FactState;

const ZERO = ratio(0);
const HUNDRED = ratio(100);
const NO_POINTS: FactState = { status: 'known', value: ZERO };

export function scoreSheet(card: Scorecard, entries: ScoreEntries, calculated: Calculated): ScoreSheet {
  const items = card.items.map((item) => scored(item, entries, calculated));
  if (!card.isComplete) return { card, items };
  const sum = total(items, card.max ?? HUNDRED);
  const appraised = card.rounding === undefined ? sum.points : rounded(sum.points, card.rounding);
  return {
    card,
    items,
    totals: {
      standard: sum.standard,
      appraised: card.isCapped ? atMost(appraised, sum.standard) : appraised,
    },
  };
}

function scored(item: ScoreItem, entries: ScoreEntries, calculated: Calculated): ScoredItem {
  const entry = entries.get(item.code);
  const said = entry === undefined ? {} : { entry };
  if (entry?.state.status === 'exempt')
    return { item, standard: ZERO, points: NO_POINTS, isExempt: true, parts: [], ...said };
  const parts = item.parts.map((part) => scored(part, entries, calculated));
  const isSum = item.isComplete && parts.length > 0;
  const sum = isSum ? total(parts, item.max ?? HUNDRED) : undefined;
  const full = sum?.standard ?? item.max;
  const standard = full && subtract(full, entry?.reduction ?? ZERO);
  const isExempt = standard !== undefined && standard.numerator <= 0n && item.kind === 'criterion';
  if (isExempt) return { item, standard: ZERO, points: NO_POINTS, isExempt, parts, ...said };
  const given = entry?.state ?? MISSING;
  const points = given.status === 'missing' ? (sum?.points ?? worked(item, standard, calculated)) : given;
  return { item, standard, points: within(item, points, standard), isExempt, parts, ...said };
}

/** The points that facts give; of a share, those of the maximum that reductions leave. */
function worked(item: ScoreItem, standard: Ratio | undefined, calculated: Calculated): FactState {
  if (item.scoring === undefined) return MISSING;
  const points = calculated(item);
  const isLowered = standard !== undefined && item.max !== undefined && compare(standard, item.max) < 0;
  if (!isLowered) return points;
  return item.isShare
    ? operate('×', points, { status: 'known', value: divide(standard, item.max) })
    : atMost(points, standard);
}

/** What is not known lies between the fewest points and the most. */
function within({ kind }: ScoreItem, points: FactState, standard: Ratio | undefined): FactState {
  if (points.status !== 'missing') return points;
  const most = standard ?? ratio(1);
  const [low, high] = kind === 'penalty' ? [subtract(ZERO, most), ZERO] : [ZERO, most];
  return { status: 'bounded', bound: { low, lowOpen: false, high, highOpen: false }, phrase: '' };
}

interface Total {
  readonly standard: Ratio;
  readonly points: FactState;
}

/** Of items that all have a maximum or none of which is counted. @param max what weights are shares of */
function total(items: readonly ScoredItem[], max: Ratio): Total {
  let standard = ZERO;
  let points = NO_POINTS;
  for (const scoredItem of items) {
    const counted = counting(scoredItem, max);
    standard = add(standard, counted.standard);
    points = sum(points, counted.points);
  }
  return { standard, points };
}

/** What an item adds to the total that it is part of. */
function counting(scoredItem: ScoredItem, max: Ratio): Total {
  const { item, standard = ZERO, points, isExempt } = scoredItem;
  if (isExempt) return { standard: ZERO, points: NO_POINTS };
  const worth = worthOf(scoredItem, max);
  return {
    standard: item.kind === 'criterion' ? multiply(standard, worth) : ZERO,
    points: scaled(points, worth),
  };
}

/**
 * What one point of an item is worth in what it is part of: its factor, or what its weight makes of it.
 * @param max what weights are shares of; 100 where undefined
 */
export function worthOf(
  { item, standard }: Pick<ScoredItem, 'item' | 'standard'>,
  max: Ratio = HUNDRED,
): Ratio {
  const isWeighted = item.weight !== undefined && item.kind === 'criterion';
  return isWeighted && standard !== undefined && standard.numerator > 0n
    ? divide(multiply(item.weight, max), standard)
    : item.factor;
}

function scaled(points: FactState, by: Ratio): FactState {
  if (points.status === 'known')
    return by.numerator === by.denominator ? points : { status: 'known', value: multiply(points.value, by) };
  return operate('×', points, { status: 'known', value: by });
}

function sum(a: FactState, b: FactState): FactState {
  return a.status === 'known' && b.status === 'known'
    ? { status: 'known', value: add(a.value, b.value) }
    : operate('+', a, b);
}

function atMost(points: FactState, most: Ratio): FactState {
  const lower = (value: Ratio): Ratio => (compare(value, most) > 0 ? most : value);
  if (points.status === 'known') return { status: 'known', value: lower(points.value) };
  if (points.status !== 'bounded' || points.bound.high === undefined) return points;
  const low = points.bound.low === undefined ? {} : { low: lower(points.bound.low) };
  return { ...points, bound: { ...points.bound, ...low, high: lower(points.bound.high) } };
}
