/** A file of one register, one row an entry: all of it is taken or none. */
import { Cells } from './cells.ts';
import { type ColumnSpec, readColumns, tableOf } from './columns.ts';
import { inSheet, ProblemList, type Refusal, refuse } from './problems.ts';
import { REGISTER_FORMS, type RegisterKey } from './register-columns.ts';
import { type RegisterContext, type RegisterRow, RegisterRowReader } from './register-rows.ts';
import { sha256 } from './sha256.ts';
import { readTable } from './table/open.ts';

export interface RegisterFile {
  readonly ok: true;
  readonly sha256: string;
  readonly rows: readonly RegisterRow[];
}

/** Reads and checks a whole file; any fault refuses all of it. */
export function readRegisterFile(bytes: Uint8Array, context: RegisterContext): RegisterFile | Refusal {
  const form = REGISTER_FORMS[context.kind];
  const table = readTable(bytes, tableOf(form.columns));
  if (!table.ok) return table;
  const problems = new ProblemList(table.sheet);
  // Every register has some of the columns; a cell of one that it lacks is empty.
  const specs = form.columns as Readonly<Record<RegisterKey, ColumnSpec>>;
  const columns = readColumns(table.heading, specs, problems);
  if (!columns.ok) return inSheet(columns, table.sheet);
  const reader = new RegisterRowReader(form, context);
  const rows = table.rows.flatMap(
    (row) => reader.read(new Cells(table.heading, columns, row, problems)) ?? [],
  );
  const refusal = problems.refusal();
  if (refusal !== undefined) return refusal;
  if (rows.length === 0) return refuse('Tệp không có dòng nào.', 'Ghi mỗi việc một dòng dưới dòng tiêu đề.');
  return { ok: true, sha256: sha256(bytes), rows };
}
