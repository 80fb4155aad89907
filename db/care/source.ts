/** A whole database as it stood at one moment, table by table. */
import { openFileSource } from './file-source.ts';
import { openRemoteSource } from './remote-source.ts';

/** As SQLite stores it: whole numbers as bigint, so that none is rounded. */
export type Cell = bigint | number | string | Uint8Array | null;

export interface SourceTable {
  readonly name: string;
  readonly columns: readonly string[];
  /** How many rows it had at the moment. */
  readonly rows: number;
}

export interface DatabaseSource {
  readonly tables: readonly SourceTable[];
  /** The statements that make the tables, and those that make what comes after the rows: indexes. */
  readonly schema: { readonly tables: readonly string[]; readonly rest: readonly string[] };
  /** The last number given to each table that counts its rows, so that none is given twice. */
  readonly sequences: readonly (readonly [table: string, last: bigint])[];
  rows(
    table: SourceTable,
  ): AsyncIterable<readonly (readonly Cell[])[]> | Iterable<readonly (readonly Cell[])[]>;
  close(): void;
}

/** Rows were taken away while they were being read, which only a database over the network allows. */
export class SourceChangedError extends Error {
  override readonly name = 'SourceChangedError';
}

/**
 * Opens a database to be read as a whole. That of a file is read in one transaction: writers go on, and are not seen.
 * One over the network ends a transaction after five seconds, so small tables and the ends of the large ones are read at one
 * moment, and the rows up to there afterwards; a later change to a row of a large table may be seen.
 * @throws when it cannot be opened
 */
export async function openSource(url: string, authToken?: string): Promise<DatabaseSource> {
  return url.startsWith('file:') ? openFileSource(fileOf(url)) : await openRemoteSource(url, authToken);
}

/** The path of a `file:` address. */
export function fileOf(url: string): string {
  return url
    .slice('file:'.length)
    .replace(/^\/\/(?=\/)/, '')
    .replace(/\?.*$/s, '');
}
