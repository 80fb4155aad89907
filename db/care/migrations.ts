/** How far a database has been brought in step with this version, and bringing it the rest of the way. */
import type { DatabaseSync } from 'node:sqlite';
import { type MigrationMeta, readMigrationFiles } from 'drizzle-orm/migrator';
import { MIGRATIONS } from '../open.ts';

export type Age =
  /** Not a database of ours. */
  | { readonly age: 'foreign' }
  /** Written by a later version. */
  | { readonly age: 'newer' }
  | { readonly age: 'known'; readonly missing: readonly MigrationMeta[] };

const LEDGER = '__drizzle_migrations';

/** Compares the migrations that a database has seen with ours. */
export function ageOf(database: DatabaseSync): Age {
  const kept = database.prepare(`select 1 from sqlite_schema where type = 'table' and name = ?`).get(LEDGER);
  if (kept === undefined) return { age: 'foreign' };
  const seen = database
    .prepare(`select hash from ${LEDGER} order by created_at`)
    .all()
    .map(({ hash }) => String(hash));
  const ours = readMigrationFiles({ migrationsFolder: MIGRATIONS });
  const isShared = ours.slice(0, seen.length).every(({ hash }, index) => hash === seen[index]);
  if (seen.length === 0 || !isShared) return { age: 'foreign' };
  return seen.length > ours.length ? { age: 'newer' } : { age: 'known', missing: ours.slice(seen.length) };
}

/** Runs migrations that a database lacks, all or none. */
export function migrateFile(database: DatabaseSync, missing: readonly MigrationMeta[]): void {
  database.exec('pragma foreign_keys = off; begin');
  for (const { sql, hash, folderMillis } of missing) {
    for (const statement of sql) database.exec(statement);
    database.prepare(`insert into ${LEDGER} (hash, created_at) values (?, ?)`).run(hash, folderMillis);
  }
  database.exec('commit; pragma foreign_keys = on');
}
