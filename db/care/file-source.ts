/** An embedded database as a source: one read transaction over the file. */
import { DatabaseSync } from 'node:sqlite';
import { CATALOGUE, type CatalogueEntry, quoted, SEQUENCES, schemaOf } from './catalogue.ts';
import type { Cell, DatabaseSource, SourceTable } from './source.ts';

/** Rows handed over at once. */
const PIECE = 1000;
/** Milliseconds to wait for a writer that is just ending. */
const TIMEOUT = 5000;

/** @throws when there is no such file or it is no database */
export function openFileSource(file: string): DatabaseSource {
  const database = new DatabaseSync(file, { timeout: TIMEOUT });
  try {
    database.exec('begin');
    const entries = database.prepare(CATALOGUE).all().map(entryOf);
    const tables = entries.filter(({ type }) => type === 'table').map(({ name }) => tableOf(database, name));
    return {
      tables,
      schema: schemaOf(entries),
      sequences: sequencesOf(database),
      rows: (table) => rowsOf(database, table),
      close: () => database.close(),
    };
  } catch (error) {
    database.close();
    throw error;
  }
}

function entryOf({ type, name, sql }: Record<string, unknown>): CatalogueEntry {
  return { type: String(type), name: String(name), sql: String(sql) };
}

function tableOf(database: DatabaseSync, name: string): SourceTable {
  const counted = database.prepare(`select count(*) as rows from ${quoted(name)}`).get();
  const columns = database.prepare(`select name from pragma_table_info(?)`).all(name);
  return {
    name,
    columns: columns.map((column) => String(column['name'])),
    rows: Number(counted?.['rows']),
  };
}

function sequencesOf(database: DatabaseSync): DatabaseSource['sequences'] {
  const kept = database.prepare(`select 1 from sqlite_schema where name = 'sqlite_sequence'`).get();
  if (kept === undefined) return [];
  const statement = database.prepare(SEQUENCES);
  statement.setReadBigInts(true);
  return statement.all().map(({ name, seq }) => [String(name), seq as bigint] as const);
}

function* rowsOf(database: DatabaseSync, { name, columns }: SourceTable): Generator<(readonly Cell[])[]> {
  const statement = database.prepare(`select ${columns.map(quoted).join(', ')} from ${quoted(name)}`);
  statement.setReadBigInts(true);
  statement.setReturnArrays(true);
  let piece: (readonly Cell[])[] = [];
  for (const row of statement.iterate()) {
    piece.push(row as unknown as readonly Cell[]);
    if (piece.length < PIECE) continue;
    yield piece;
    piece = [];
  }
  if (piece.length > 0) yield piece;
}
