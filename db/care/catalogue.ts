/** What a database consists of, from its own catalogue. */
import type { DatabaseSource } from './source.ts';

/** An entry of `sqlite_schema`. */
export interface CatalogueEntry {
  readonly type: string;
  readonly name: string;
  readonly sql: string;
}

/** Not what SQLite and libSQL keep for themselves. */
export const CATALOGUE = `select type, name, sql from sqlite_schema where sql is not null
  and name not like 'sqlite\\_%' escape '\\' and name not like 'libsql\\_%' escape '\\'
  and name not like '\\_litestream%' escape '\\' order by rowid`;

export const SEQUENCES = 'select name, seq from sqlite_sequence';

/** How many rows a table has, and the last of them. */
export function extentSql(table: string): string {
  return `select count(*), coalesce(max(rowid), 0) from ${quoted(table)}`;
}

export function schemaOf(entries: readonly CatalogueEntry[]): DatabaseSource['schema'] {
  const isTable = ({ type }: CatalogueEntry) => type === 'table';
  return {
    tables: entries.filter(isTable).map(({ sql }) => sql),
    rest: entries.filter((entry) => !isTable(entry)).map(({ sql }) => sql),
  };
}

/** A name inside a statement. */
export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
