/** Opening the database from Node; the edge has `open-web.ts`. */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { createClient } from '@libsql/client';
import { drizzle } from 'drizzle-orm/libsql';
import { migrate } from 'drizzle-orm/libsql/migrator';
import type { Db } from './database.ts';
import * as schema from './schema.ts';

const MIGRATIONS = path.join(import.meta.dirname, 'migrations');
/** Milliseconds that a statement waits for another process's lock. */
const BUSY_TIMEOUT = 5000;
/** Kibibytes of pages kept in memory: a large import would else write each page of an index many times. */
const CACHE = 32_000;

export interface OpenDatabase {
  readonly db: Db;
  close(): void;
}

/**
 * Opens and migrates the database at a `file:`, `http(s):` or `libsql:` address; the folder of a file is made.
 * @throws when the address cannot be reached or a migration fails.
 */
export async function openDatabase(url: string, authToken?: string): Promise<OpenDatabase> {
  const embedded = url.startsWith('file:');
  if (embedded) mkdirSync(path.dirname(path.resolve(url.slice('file:'.length))), { recursive: true });
  const client = createClient({
    url,
    ...(authToken === undefined ? {} : { authToken }),
    ...(embedded ? { timeout: BUSY_TIMEOUT } : {}),
  });
  const db = drizzle({ client, schema });
  if (embedded) {
    await client.execute('PRAGMA journal_mode = WAL');
    await client.execute(`PRAGMA cache_size = -${CACHE}`);
  }
  await migrate(db, { migrationsFolder: MIGRATIONS });
  return { db, close: () => client.close() };
}
