/** Whether the file of a database is whole. */
import { DatabaseSync } from 'node:sqlite';
import { quoted } from './catalogue.ts';
import type { SourceTable } from './source.ts';

/** Faults that are named; more say nothing more. */
const MOST_NAMED = 5;

/** What SQLite finds wrong with the pages, the indexes and the references between rows; nothing when it is whole. */
export function faultsOf(database: DatabaseSync): string[] {
  const integrity = database
    .prepare(`pragma integrity_check(${MOST_NAMED})`)
    .all()
    .map((row) => String(row['integrity_check']))
    .filter((line) => line !== 'ok');
  const dangling = database
    .prepare('pragma foreign_key_check')
    .all()
    .slice(0, MOST_NAMED)
    .map((row) => `${String(row['table'])} → ${String(row['parent'])}`);
  return [...integrity, ...dangling];
}

/** The faults of a copy: its own, and tables that have more or fewer rows than the original. */
export function faultsOfCopy(file: string, tables: readonly SourceTable[]): string[] {
  const database = new DatabaseSync(file, { readOnly: true });
  try {
    const counts = tables.flatMap(({ name, rows }) => {
      const found = Number(database.prepare(`select count(*) as rows from ${quoted(name)}`).get()?.['rows']);
      return found === rows ? [] : [`${name}: ${found}/${rows}`];
    });
    return [...faultsOf(database), ...counts];
  } finally {
    database.close();
  }
}
