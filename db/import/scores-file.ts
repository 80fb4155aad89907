/** A file of points, one row a unit and criterion: all of it is taken or none. */
import { Cells } from './cells.ts';
import { readColumns, tableOf } from './columns.ts';
import { inSheet, ProblemList, type Refusal, refuse } from './problems.ts';
import { scoreColumns } from './score-columns.ts';
import { type ScoreRow, ScoreRowReader, type ScoresContext } from './score-rows.ts';
import { sha256 } from './sha256.ts';
import { readTable } from './table/open.ts';

export interface ScoresFile {
  readonly ok: true;
  /** Of the bytes, in hex. */
  readonly sha256: string;
  readonly rows: readonly ScoreRow[];
}

/** Reads and checks a whole file; any fault refuses all of it, with row, column, value, reason and remedy. */
export function readScoresFile(bytes: Uint8Array, context: ScoresContext): ScoresFile | Refusal {
  const specs = scoreColumns(context.only !== undefined);
  const table = readTable(bytes, tableOf(specs));
  if (!table.ok) return table;
  const problems = new ProblemList(table.sheet);
  const columns = readColumns(table.heading, specs, problems);
  if (!columns.ok) return inSheet(columns, table.sheet);
  const reader = new ScoreRowReader(context);
  const rows = table.rows.flatMap(
    (row) => reader.read(new Cells(table.heading, columns, row, problems)) ?? [],
  );
  const refusal = problems.refusal();
  if (refusal !== undefined) return refusal;
  if (rows.length === 0)
    return refuse('Tệp không có điểm nào.', 'Ghi mỗi đơn vị, mỗi tiêu chí một dòng dưới dòng tiêu đề.');
  return { ok: true, sha256: sha256(bytes), rows };
}
