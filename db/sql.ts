/** Small pieces of SQL that several aggregates share. */
import { type SQL, sql } from 'drizzle-orm';
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core';

/** Rows in one INSERT: well below SQLite's 32,766 parameters for every table here. */
export const BATCH_SIZE = 500;

/** `column in (…)` with a single parameter, however long the list. */
export function among(column: SQLiteColumn, values: readonly (string | number)[]): SQL {
  return sql`${column} in (select value from json_each(${JSON.stringify(values)}))`;
}

/** In an upsert, the value that could not be inserted. */
export function excluded(column: SQLiteColumn): SQL {
  return sql`excluded.${sql.identifier(column.name)}`;
}

/** The list in pieces that fit one statement. */
export function* batches<T>(list: readonly T[]): Generator<T[]> {
  for (let start = 0; start < list.length; start += BATCH_SIZE) yield list.slice(start, start + BATCH_SIZE);
}
