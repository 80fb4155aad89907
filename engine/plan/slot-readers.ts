/** The span of a slot in one row of a table. Figures that doubles hold are compared as such, others as whole numbers. */
import { ofNothing } from '../decide/derive.ts';
import { MISSING } from '../model/facts.ts';
import { type Axis, quotientCell } from './axis.ts';
import type { Slot } from './layout.ts';
import type { RankBits } from './rank-sets.ts';
import { type RankSlot, rankSlot, ranksIn } from './rank-slots.ts';
import type { Reading } from './reading.ts';
import { MISSING_SPAN, type Spans, setCell, setSpan } from './spans.ts';
import { type FactColumn, STATUS, type Table } from './table.ts';

/**
 * Writes the span of one slot in a row of the table to place `at`.
 * @param found the ranks found for the row, read where the rank decided is not published
 */
export type SlotReader = (row: number, spans: Spans, at: number, found: RankBits) => void;

export function slotReader(slot: Slot, table: Table, reading: Reading): SlotReader {
  const { source, axis } = slot;
  switch (source.type) {
    case 'fact':
      return factReader(source.name, axis, table, reading);
    case 'published':
    case 'decided':
      return rankReader(rankSlot(source, axis, table, reading));
    case 'nothing':
      return (_row, spans, at) => setSpan(spans, at, MISSING_SPAN);
  }
}

function rankReader(slot: RankSlot): SlotReader {
  const { first, last } = slot.spans;
  return (row, spans, at, found) => {
    const ranks = ranksIn(slot, row, found);
    spans.first[at] = first[ranks] ?? 0;
    spans.last[at] = last[ranks] ?? 0;
  };
}

function factReader(
  name: string,
  axis: Axis,
  table: Table,
  { ruleSet, year, stateOf, isMade }: Reading,
): SlotReader {
  const definition = ruleSet.facts.get(name);
  const direct = table.fact(name);
  const readDirect = directReader(axis, direct);
  if (isMade(name) || definition?.numerator === undefined || definition.denominator === undefined)
    return readDirect;
  const { numerator, denominator } = definition;
  const top = table.fact(numerator);
  const bottom = table.fact(denominator);
  const spanOfNothing = axis.spanOf(ofNothing(definition.zeroDenominator, MISSING));
  const state = stateOf(name);
  const readState: SlotReader = (row, spans, at) => {
    const facts = new Map([
      [name, direct.state(row)],
      [numerator, top.state(row)],
      [denominator, bottom.state(row)],
    ]);
    setSpan(spans, at, axis.spanOf(state({ facts, publishedRanks: NO_RANKS }, year)));
  };
  return (row, spans, at, found) => {
    const status = direct.statuses[row];
    const topStatus = top.statuses[row];
    const bottomStatus = bottom.statuses[row];
    const arePartsMissing = topStatus === STATUS.missing && bottomStatus === STATUS.missing;
    if (status === STATUS.known || arePartsMissing) readDirect(row, spans, at, found);
    else if (status === STATUS.missing && topStatus === STATUS.known && bottomStatus === STATUS.known) {
      const divisor = bottom.numerators[row] ?? 0;
      const cell = quotientCell(
        axis,
        top.numerators[row] ?? 0,
        top.denominators[row] ?? 1,
        divisor,
        bottom.denominators[row] ?? 1,
      );
      if (cell >= 0) setCell(spans, at, cell);
      else if (divisor === 0) setSpan(spans, at, spanOfNothing);
      else readState(row, spans, at, found);
    } else readState(row, spans, at, found);
  };
}

function directReader(axis: Axis, column: FactColumn): SlotReader {
  const { statuses, numerators, denominators } = column;
  return (row, spans, at) => {
    const status = statuses[row];
    if (status === STATUS.known)
      setCell(spans, at, axis.cellOf(numerators[row] ?? 0, denominators[row] ?? 1));
    else if (status === STATUS.missing) setSpan(spans, at, MISSING_SPAN);
    else setSpan(spans, at, axis.spanOf(column.state(row)));
  };
}

const NO_RANKS: ReadonlyMap<number, string> = new Map();
