/** Ranks as spans of their axis. */
import type { Axis } from './axis.ts';
import type { Source } from './layout.ts';
import { allSteps, bitOf, highest, lowest, type RankBits } from './rank-sets.ts';
import type { Reading } from './reading.ts';
import { MISSING_SPAN, newSpans, type Spans, setSpan } from './spans.ts';
import type { Table } from './table.ts';

export interface RankSlot {
  /** By set of ranks. */
  readonly spans: Spans;
  /** The rank published, by row. */
  readonly published: Uint16Array;
  /** All bits where an unpublished rank gives way to those found, else none. */
  readonly mask: number;
}

export function rankSlot(
  source: Extract<Source, { type: 'published' | 'decided' }>,
  axis: Axis,
  table: Table,
  { scale, year }: Reading,
): RankSlot {
  const isDecided = source.type === 'decided';
  return {
    spans: spansOfRanks(axis, scale),
    published: table.ranks(isDecided ? year : year - source.back),
    mask: isDecided ? -1 : 0,
  };
}

/** The set of ranks in a row. @param found the ranks found there */
export function ranksIn({ published, mask }: RankSlot, row: number, found: RankBits): RankBits {
  const rank = published[row] ?? 0;
  return rank === 0 ? found & mask : rank;
}

/** By set, the stretch from its lowest to its highest rank. Where all steps are possible, as where none is, nothing is known. */
function spansOfRanks(axis: Axis, scale: readonly string[]): Spans {
  const all = allSteps(scale);
  const spans = newSpans(bitOf(scale.length));
  setSpan(spans, 0, MISSING_SPAN);
  for (let ranks = 1; ranks < bitOf(scale.length); ranks += 1) {
    const span = { first: axis.cellOf(lowest(ranks), 1), last: axis.cellOf(highest(ranks), 1) };
    setSpan(spans, ranks, (ranks & all) === all ? MISSING_SPAN : span);
  }
  return spans;
}
