import type { LibSQLDatabase } from 'drizzle-orm/libsql/driver-core';
import type * as schema from './schema.ts';

/** The database as every aggregate sees it: embedded on one machine, over HTTP at the edge. */
export type Db = LibSQLDatabase<typeof schema>;

/** An open write transaction. */
export type Tx = Parameters<Parameters<Db['transaction']>[0]>[0];

/** What a read needs: the database, or a transaction that is to see its own writes. */
export type Reader = Pick<Db, 'select' | 'selectDistinct'>;

const queues = new WeakMap<Db, Promise<unknown>>();

/**
 * Runs `work` in one write transaction, after every earlier one of this process has ended. All writes go
 * through here: two write transactions at once in one process block the event loop for the whole busy
 * timeout and then fail. Keep `work` short; a libSQL server ends a transaction after five seconds.
 */
export function write<T>(db: Db, work: (tx: Tx) => Promise<T>): Promise<T> {
  const result = (queues.get(db) ?? Promise.resolve()).then(() => attempt(db, work, MOST_ATTEMPTS));
  queues.set(
    db,
    result.catch(() => undefined),
  );
  return result;
}

/** How often a transaction is begun that another process keeps from beginning. */
const MOST_ATTEMPTS = 3;

/** A busy database has done nothing of the work, which can therefore begin again. */
async function attempt<T>(db: Db, work: (tx: Tx) => Promise<T>, left: number): Promise<T> {
  try {
    return await db.transaction(work, { behavior: 'immediate' });
  } catch (error) {
    if (left > 1 && isBusy(error)) return attempt(db, work, left - 1);
    throw error;
  }
}

function isBusy(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return ('code' in error && String(error.code).startsWith('SQLITE_BUSY')) || isBusy(error.cause);
}
