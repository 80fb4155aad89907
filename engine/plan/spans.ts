/** Stretches of cells in which values may lie. */

/** From cell `first` to cell `last`. */
export interface Span {
  readonly first: number;
  readonly last: number;
}

/** Beyond every cell. */
const BEYOND = 2 ** 30;
/** Wider than all cells: it lies certainly in no interval, and possibly in each. */
export const MISSING_SPAN: Span = { first: -1, last: BEYOND };
/** No cell at all: by the two questions asked of a span it reads as "not applicable". */
export const EXEMPT_SPAN: Span = { first: BEYOND, last: -1 };

/** Spans by slot, or those of one slot by row. */
export interface Spans {
  readonly first: Int32Array;
  readonly last: Int32Array;
}

export function newSpans(length: number): Spans {
  return { first: new Int32Array(length), last: new Int32Array(length) };
}

export function setSpan(spans: Spans, at: number, { first, last }: Span): void {
  spans.first[at] = first;
  spans.last[at] = last;
}

/** Sets the span of a value that is known. */
export function setCell(spans: Spans, at: number, cell: number): void {
  spans.first[at] = cell;
  spans.last[at] = cell;
}
