/** Ranks as spans of their axis. */
import type { Axis } from './axis.ts';
import type { Source } from './layout.ts';
import { highest, lowest, type RankBits } from './rank-sets.ts';
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

/** By set, the stretch from its lowest to its highest rank. Of no rank, as of all, nothing is known. */
function spansOfRanks(axis: Axis, scale: readonly string[]): Spans {
  const all = (1 << scale.length) - 1;
  const spans = newSpans(all + 1);
  for (let ranks = 1; ranks < all; ranks += 1)
    setSpan(spans, ranks, { first: axis.cellOf(lowest(ranks), 1), last: axis.cellOf(highest(ranks), 1) });
  for (const ranks of [0, all]) setSpan(spans, ranks, MISSING_SPAN);
  return spans;
}
