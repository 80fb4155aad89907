/** Where a unit lost points: the items at the ends of its score sheet that gave less than they could. */
import type { FactState } from '../model/facts.ts';
import { compare, divide, multiply, type Ratio, ratio, subtract } from '../model/ratio.ts';
import { type ScoredItem, type ScoreSheet, worthOf } from './sheet.ts';

export interface Loss {
  readonly scored: ScoredItem;
  /** The item of the table that it is part of, from the outermost; empty for one of the table itself. */
  readonly within: readonly ScoredItem[];
  /** Points lost; of a penalty those taken off. Undefined where only that something was lost is known. */
  readonly points: Ratio | undefined;
  /** What those are in the total, by factors and weights. */
  readonly counted: Ratio | undefined;
  /** Share of the maximum that was reached; undefined of penalties and where it is not known. */
  readonly reached: Ratio | undefined;
}

/** Losses, those that cost the total most first, then those of the smallest share reached, then in the order of the table. */
export function lossesOf({ card, items }: Pick<ScoreSheet, 'card' | 'items'>): Loss[] {
  return items
    .flatMap((scored) => lossesWithin(scored, { within: [], worth: worthOf(scored, card.max) }))
    .sort((a, b) => byPoints(a, b) || byShare(a, b));
}

/** Where an item stands: what it is part of, and what one of its points is worth in the total. */
interface Place {
  readonly within: readonly ScoredItem[];
  readonly worth: Ratio;
}

function lossesWithin(scored: ScoredItem, { within, worth }: Place): Loss[] {
  if (scored.isExempt) return [];
  const inner = scored.parts.flatMap((part) =>
    lossesWithin(part, {
      within: [...within, scored],
      worth: multiply(worth, worthOf(part, scored.item.max)),
    }),
  );
  // What its parts explain in full is not told twice.
  if (inner.length > 0 && scored.item.isComplete) return inner;
  const lost = lossOf(scored);
  if (lost === undefined) return inner;
  const counted = lost.points && multiply(lost.points, worth);
  return [{ scored, within, counted, ...lost }, ...inner];
}

function lossOf({ item, points, standard }: ScoredItem): Pick<Loss, 'points' | 'reached'> | undefined {
  if (item.kind === 'bonus') return undefined;
  if (item.kind === 'penalty')
    return points.status === 'known' && points.value.numerator < 0n
      ? { points: multiply(points.value, ratio(-1)), reached: undefined }
      : undefined;
  const most = standard ?? ratio(1);
  if (points.status !== 'known')
    return isBelow(points, most) ? { points: undefined, reached: undefined } : undefined;
  if (compare(points.value, most) >= 0) return undefined;
  return {
    points: standard === undefined ? undefined : subtract(most, points.value),
    reached: divide(points.value, most),
  };
}

/** Whether somebody found that it lies below the most, though not where. */
function isBelow(points: FactState, most: Ratio): boolean {
  if (points.status !== 'bounded' || points.bound.high === undefined) return false;
  const difference = compare(points.bound.high, most);
  return difference < 0 || (difference === 0 && points.bound.highOpen === true);
}

function byPoints(a: Loss, b: Loss): number {
  if (a.counted === undefined || b.counted === undefined)
    return Number(a.counted === undefined) - Number(b.counted === undefined);
  return compare(b.counted, a.counted);
}

function byShare(a: Loss, b: Loss): number {
  if (a.reached === undefined || b.reached === undefined)
    return Number(a.reached === undefined) - Number(b.reached === undefined);
  return compare(a.reached, b.reached);
}
