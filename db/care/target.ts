/** The database that is to give way to a backup, held so that nobody else can use it meanwhile. */
import { existsSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { CATALOGUE, quoted } from './catalogue.ts';

export interface HeldTarget {
  /** "damaged": it cannot be read, which is a reason to restore. */
  readonly state: 'absent' | 'held' | 'damaged' | 'busy';
  /** Whether anything is lost with it; what cannot be read is taken to be data. */
  readonly holdsData: boolean;
  release(): void;
}

/** Milliseconds to wait for a command that is just ending. */
const PATIENCE = 1000;
/** SQLITE_BUSY, the low byte of its extended codes. */
const BUSY = 5;

/** Holds the database of a file until it is released. */
export function holdTarget(file: string): HeldTarget {
  if (!existsSync(file)) return { state: 'absent', holdsData: false, release: () => undefined };
  const database = new DatabaseSync(file, { timeout: PATIENCE });
  const release = () => database.close();
  try {
    // Refused while any other connection is open, be it idle; takes in what the write-ahead log still holds.
    database.exec('pragma journal_mode = delete; begin exclusive');
    return { state: 'held', holdsData: holdsData(database), release };
  } catch (error) {
    return { state: isBusy(error) ? 'busy' : 'damaged', holdsData: true, release };
  }
}

/** Rows that a database has from the day when it was made: the ledger of migrations, and one rule set from the files. */
const FROM_THE_START: Readonly<Record<string, number>> = {
  __drizzle_migrations: Number.POSITIVE_INFINITY,
  rule_sets: 1,
};

function holdsData(database: DatabaseSync): boolean {
  const tables = database
    .prepare(CATALOGUE)
    .all()
    .flatMap(({ type, name }) => (type === 'table' ? [String(name)] : []));
  return tables.some((name) => {
    const counted = database.prepare(`select count(*) as rows from ${quoted(name)}`).get();
    return Number(counted?.['rows']) > (FROM_THE_START[name] ?? 0);
  });
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && (Number(error.errcode) & 0xff) === BUSY;
}
