/** What a plan reads and what it asks: slots hold the facts of one subject, tests compare a slot with an interval. */
import type { Ratio } from '../model/ratio.ts';
import type { Comparison } from '../model/ruleset.ts';
import { type Axis, axisOf } from './axis.ts';
import type { Span } from './spans.ts';

/** Where a slot takes its state from. */
export type Source =
  | { readonly type: 'fact'; readonly name: string }
  /** The published rank of so many years before the one judged. */
  | { readonly type: 'published'; readonly back: number }
  /** The published rank of the year judged, else the rank that the plan itself finds. */
  | { readonly type: 'decided' }
  /** Always missing: the rank while it is being decided, and years of which nothing is said. */
  | { readonly type: 'nothing' };

export interface Slot {
  readonly source: Source;
  readonly axis: Axis;
}

export interface Test {
  /** The slot of the year judged, then of each earlier year that the comparison reads. */
  readonly slots: readonly [number, ...number[]];
  readonly span: Span;
}

/** Grows slots and tests as conditions are compiled; what is asked twice is tested once. */
export class Layout {
  readonly slots: Slot[] = [];
  readonly tests: Test[] = [];
  readonly #axes: ReadonlyMap<string, Axis>;
  readonly #rank: string;
  readonly #slotByKey = new Map<string, number>();
  readonly #testByKey = new Map<string, number>();

  /** @param comparisons all that will be compiled: an axis has the thresholds of all comparisons of its fact */
  constructor(rank: string, comparisons: readonly Comparison[]) {
    this.#rank = rank;
    this.#axes = axesOf(comparisons);
  }

  /**
   * The number of the test for a comparison.
   * @param current where the rank of the year judged comes from
   */
  testOf(comparison: Comparison, current: Source): number {
    const { fact, interval, years } = comparison;
    const axis = this.#axes.get(fact);
    if (axis === undefined) throw new Error(`no axis for the fact \`${fact}\``);
    const sources = Array.from({ length: years }, (_, back) => this.#sourceOf(fact, back, current));
    const [first = NOTHING, ...more] = sources;
    const slots: Test['slots'] = [
      this.#slotOf(first, axis, fact),
      ...more.map((source) => this.#slotOf(source, axis, fact)),
    ];
    const span = axis.spanOfInterval(interval);
    return numbered(this.#testByKey, this.tests, `${slots.join()} ${span.first} ${span.last}`, {
      slots,
      span,
    });
  }

  #sourceOf(fact: string, back: number, current: Source): Source {
    if (fact === this.#rank) return back === 0 ? current : { type: 'published', back };
    return back === 0 ? { type: 'fact', name: fact } : NOTHING;
  }

  #slotOf(source: Source, axis: Axis, fact: string): number {
    return numbered(this.#slotByKey, this.slots, `${fact} ${JSON.stringify(source)}`, { source, axis });
  }
}

export const NOTHING: Source = { type: 'nothing' };

function axesOf(comparisons: readonly Comparison[]): Map<string, Axis> {
  const thresholds = new Map<string, Ratio[]>();
  for (const { fact, interval } of comparisons) {
    const ends = thresholds.get(fact) ?? [];
    ends.push(...[interval.low, interval.high].filter((end) => end !== undefined));
    thresholds.set(fact, ends);
  }
  return new Map([...thresholds].map(([fact, ends]) => [fact, axisOf(ends)]));
}

/** The number of an item under its key, which is added when it is new. */
function numbered<T>(numbers: Map<string, number>, items: T[], key: string, item: T): number {
  const known = numbers.get(key);
  if (known !== undefined) return known;
  numbers.set(key, items.length);
  items.push(item);
  return items.length - 1;
}
