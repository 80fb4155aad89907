/** Small pieces of SQL that several aggregates share. */
import { DrizzleQueryError, type SQL, sql } from 'drizzle-orm';
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core';
import type { Tx } from './database.ts';

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

/** Runs a statement that carries many rows: its error tells of the fault alone, not of megabytes that may name people. */
export async function runMany(tx: Tx, statement: SQL): Promise<void> {
  try {
    await tx.run(statement);
  } catch (error) {
    throw error instanceof DrizzleQueryError && error.cause !== undefined ? error.cause : error;
  }
}
