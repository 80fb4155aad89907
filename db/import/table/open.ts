/** Opens a table for reading row by row, in memory that does not grow with the file. */
import { type Refusal, refuse } from '../problems.ts';
import type { OpenTable, TableOptions, TableSource } from './table.ts';

/** Finds the heading row and gives the rows below it, or says why the file cannot be read. */
export async function openTable(source: TableSource, _options: TableOptions): Promise<OpenTable | Refusal> {
  return refuse(`Chưa đọc được tệp ${source.fileName}.`, 'Chờ bản sau.');
}
