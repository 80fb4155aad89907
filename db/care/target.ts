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
/** What SQLite's primary result codes mean for the old database. Any other is a fault of the disk, and thrown. */
const MEANINGS = new Map<number, 'busy' | 'damaged'>([
  [5, 'busy'],
  [11, 'damaged'],
  [26, 'damaged'],
]);

/** Holds the database of a file until it is released. @throws when the disk does not give it */
export function holdTarget(file: string): HeldTarget {
  if (!existsSync(file)) return { state: 'absent', holdsData: false, release: () => undefined };
  const database = new DatabaseSync(file, { timeout: PATIENCE });
  const release = () => database.close();
  try {
    // Refused while any other connection is open, be it idle; takes in what the write-ahead log still holds.
    database.exec('pragma journal_mode = delete; begin exclusive');
    return { state: 'held', holdsData: holdsData(database), release };
  } catch (error) {
    const state = MEANINGS.get(codeOf(error));
    if (state !== undefined) return { state, holdsData: true, release };
    release();
    throw error;
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

/** The primary code, which is the low byte of an extended one. */
function codeOf(error: unknown): number {
  return error instanceof Error && 'errcode' in error ? Number(error.errcode) & 0xff : 0;
}
