/** The spans of a slot in a block of rows: known figures all at once, the few other rows one by one. */
import type { Axis } from './axis.ts';
import type { Slot } from './layout.ts';
import { type RankSlot, rankSlot, ranksIn } from './rank-slots.ts';
import type { Reading } from './reading.ts';
import { type SlotReader, slotReader } from './slot-readers.ts';
import type { Spans } from './spans.ts';
import { type FactColumn, STATUS, type Table } from './table.ts';

/**
 * Writes the spans of the rows of the table from `from` on, one for each entry of `found`.
 * @param found the ranks found for these rows, read where the rank decided is not published
 */
export type ColumnReader = (from: number, spans: Spans, found: Uint16Array) => void;

/** @param rows the most that it will be asked at a time */
export function columnReader(slot: Slot, table: Table, reading: Reading, rows: number): ColumnReader {
  const { source, axis } = slot;
  const one = slotReader(slot, table, reading);
  if (source.type === 'nothing') return rowByRow(one);
  if (source.type !== 'fact') return ranksReader(rankSlot(source, axis, table, reading));
  const { name } = source;
  const { numerator, denominator } = reading.ruleSet.facts.get(name) ?? {};
  const direct = table.fact(name);
  const gather =
    reading.isMade(name) || numerator === undefined || denominator === undefined
      ? gatherGiven(direct)
      : gatherQuotients(direct, table.fact(numerator), table.fact(denominator));
  return figureReader(axis, gather, one, newFigures(rows));
}

function rowByRow(read: SlotReader): ColumnReader {
  return (from, spans, found) => {
    for (let index = 0; index < found.length; index += 1) read(from + index, spans, index, found[index] ?? 0);
  };
}

function ranksReader(slot: RankSlot): ColumnReader {
  const { first, last } = slot.spans;
  return (from, spans, found) => {
    for (let index = 0; index < found.length; index += 1) {
      const ranks = ranksIn(slot, from + index, found[index] ?? 0);
      spans.first[index] = first[ranks] ?? 0;
      spans.last[index] = last[ranks] ?? 0;
    }
  };
}

/** The known figures of a block, and which rows have none. */
interface Figures {
  readonly numerators: Float64Array;
  readonly denominators: Float64Array;
  /** The first `unknown` of these are the rows, from 0, whose figure is not known; theirs reads 0/1. */
  readonly rest: Int32Array;
  unknown: number;
  /** No less than the magnitude of any numerator and denominator. */
  limit: number;
}

function newFigures(rows: number): Figures {
  return {
    numerators: new Float64Array(rows),
    denominators: new Float64Array(rows),
    rest: new Int32Array(rows),
    unknown: 0,
    limit: 0,
  };
}

type Gather = (from: number, length: number, figures: Figures) => void;

function gatherGiven({ statuses, numerators, denominators }: FactColumn): Gather {
  return (from, length, figures) => {
    let limit = 0;
    let unknown = 0;
    for (let index = 0; index < length; index += 1) {
      const isKnown = statuses[from + index] === STATUS.known;
      const numerator = isKnown ? (numerators[from + index] ?? 0) : 0;
      const denominator = isKnown ? (denominators[from + index] ?? 1) : 1;
      figures.numerators[index] = numerator;
      figures.denominators[index] = denominator;
      figures.rest[unknown] = index;
      unknown += isKnown ? 0 : 1;
      limit = Math.max(limit, Math.abs(numerator), denominator);
    }
    figures.limit = limit;
    figures.unknown = unknown;
  };
}

/** Quotients of two known figures; where the ratio itself is given, the row is left to be read by itself. */
function gatherQuotients(direct: FactColumn, top: FactColumn, bottom: FactColumn): Gather {
  return (from, length, figures) => {
    let limit = 0;
    let unknown = 0;
    for (let index = 0; index < length; index += 1) {
      const row = from + index;
      const divisor = bottom.numerators[row] ?? 0;
      const isKnown =
        direct.statuses[row] === STATUS.missing &&
        top.statuses[row] === STATUS.known &&
        bottom.statuses[row] === STATUS.known &&
        divisor > 0;
      const topScale = top.denominators[row] ?? 1;
      const bottomScale = bottom.denominators[row] ?? 1;
      const sameScale = topScale === bottomScale;
      const numerator = isKnown ? (top.numerators[row] ?? 0) * (sameScale ? 1 : bottomScale) : 0;
      const denominator = isKnown ? divisor * (sameScale ? 1 : topScale) : 1;
      figures.numerators[index] = numerator;
      figures.denominators[index] = denominator;
      figures.rest[unknown] = index;
      unknown += isKnown ? 0 : 1;
      limit = Math.max(limit, Math.abs(numerator), denominator);
    }
    figures.limit = limit;
    figures.unknown = unknown;
  };
}

function figureReader(axis: Axis, gather: Gather, one: SlotReader, figures: Figures): ColumnReader {
  const each = rowByRow(one);
  return (from, spans, found) => {
    gather(from, found.length, figures);
    if (!axis.isExactUpTo(figures.limit)) {
      each(from, spans, found);
      return;
    }
    axis.cellsOf(figures.numerators, figures.denominators, spans.first, found.length);
    spans.last.set(spans.first.subarray(0, found.length));
    for (let index = 0; index < figures.unknown; index += 1) {
      const at = figures.rest[index] ?? 0;
      one(from + at, spans, at, 0);
    }
  };
}
