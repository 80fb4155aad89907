/** A file of figures, one row a unit and period, one column a fact: all of it is taken or none. */

import { isSimulatedTable } from '../simulate/title.ts';
import { type FigureRow, type FiguresContext, rowReader } from './figure-rows.ts';
import { figureTable, readHeadings } from './headings.ts';
import { inSheet, ProblemList, type Refusal, refuse } from './problems.ts';
import { sha256 } from './sha256.ts';
import { readTable } from './table/open.ts';

export interface FiguresFile {
  readonly ok: true;
  /** Of the bytes, in hex. */
  readonly sha256: string;
  /** A title above the headings says that the figures are simulated. */
  readonly simulated: boolean;
  readonly rows: readonly FigureRow[];
}

/** Reads and checks a whole file; any fault refuses all of it, with row, column, value, reason and remedy. */
export function readFiguresFile(bytes: Uint8Array, context: FiguresContext): FiguresFile | Refusal {
  const table = readTable(bytes, figureTable(context.facts, context.extra?.specs));
  if (!table.ok) return table;
  const problems = new ProblemList(table.sheet);
  const { facts, extra } = context;
  const columns = readHeadings(table.heading, facts, problems, extra?.specs, extra?.facts);
  if (!columns.ok) return inSheet(columns, table.sheet);
  const readRow = rowReader(table.heading, columns, context, problems);
  const rows = table.rows.flatMap(readRow);
  const refusal = problems.refusal();
  if (refusal !== undefined) return refusal;
  if (rows.length === 0) {
    return refuse('Tệp không có số liệu nào.', 'Ghi số liệu của từng đơn vị, từng kỳ dưới dòng tiêu đề.');
  }
  return { ok: true, sha256: sha256(bytes), simulated: isSimulatedTable(table.title), rows };
}
