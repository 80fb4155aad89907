/** A checked copy of a whole database in one file, made while others write. */
import { closeSync, openSync, rmSync, statSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { quoted } from './catalogue.ts';
import { faultsOfCopy } from './check.ts';
import { flush, settleName, sha256OfFile, unfinished } from './files.ts';
import type { DatabaseSource, SourceTable } from './source.ts';

export interface Backup {
  readonly bytes: number;
  /** In hex. */
  readonly sha256: string;
  readonly tables: readonly SourceTable[];
}

/** The copy was made, opened, and found to be unlike the original. */
export class BackupUnsoundError extends Error {
  override readonly name = 'BackupUnsoundError';
}

/**
 * Copies a database into a new file, which has its name only once it was opened and checked.
 * @throws EEXIST when the file exists, {BackupUnsoundError} when the copy does not agree with the original
 */
export async function backUp(
  source: DatabaseSource,
  file: string,
  log: (line: string) => void,
): Promise<Backup> {
  const copy = unfinished(file);
  closeSync(openSync(copy, 'wx', 0o600));
  try {
    await copyInto(source, copy, log);
    flush(copy);
    log('Đang kiểm tra bản sao…');
    const faults = faultsOfCopy(copy, source.tables);
    if (faults.length > 0) throw new BackupUnsoundError(faults.join('; '));
    const backup = { bytes: statSync(copy).size, sha256: await sha256OfFile(copy), tables: source.tables };
    settleName(copy, file);
    return backup;
  } finally {
    rmSync(copy, { force: true });
  }
}

async function copyInto(source: DatabaseSource, file: string, log: (line: string) => void): Promise<void> {
  const copy = new DatabaseSync(file, { enableForeignKeyConstraints: false });
  try {
    // A copy that fails is thrown away whole.
    copy.exec('pragma journal_mode = off; pragma synchronous = off; begin');
    for (const sql of source.schema.tables) copy.exec(sql);
    for (const table of source.tables) {
      if (table.rows > 0) log(`Đang chép ${table.name}: ${table.rows.toLocaleString('vi-VN')} dòng…`);
      const insert = copy.prepare(insertSql(table));
      for await (const piece of source.rows(table)) for (const row of piece) insert.run(...row);
    }
    if (source.sequences.length > 0) copy.exec('delete from sqlite_sequence');
    for (const [table, last] of source.sequences)
      copy.prepare('insert into sqlite_sequence (name, seq) values (?, ?)').run(table, last);
    for (const sql of source.schema.rest) copy.exec(sql);
    copy.exec('commit');
  } finally {
    copy.close();
  }
}

function insertSql({ name, columns }: SourceTable): string {
  const places = columns.map(() => '?').join(', ');
  return `insert into ${quoted(name)} (${columns.map(quoted).join(', ')}) values (${places})`;
}
