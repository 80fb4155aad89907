/** Databases as files, and processes that work on them at the same time. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { onTestFinished } from 'vitest';
import { type Backup, backUp } from '../../../db/care/backup.ts';
import { openSource } from '../../../db/care/source.ts';
import { write } from '../../../db/database.ts';
import { openDatabase } from '../../../db/open.ts';
import { createPerson } from '../../../db/people.ts';
import { NOW } from '../support.ts';

/** A folder that goes when the test ends. */
export function testFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'kycuong-care-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/**
 * A migrated database in a file, with so many people. The file is a copy, for libSQL lets go of the file that it opened
 * only when its process ends, and a lock of this process would be seen by others.
 */
export async function databaseFile(file: string, people: number): Promise<string> {
  const draft = path.join(mkdtempSync(`${file}-`), 'nhap.db');
  const opened = await openDatabase(`file:${draft}`);
  for (let count = 0; count < people; count += 1)
    await write(opened.db, (tx) => createPerson(tx, 'quan-tri', NOW));
  opened.close();
  const database = new DatabaseSync(draft);
  database.prepare('vacuum into ?').run(file);
  database.close();
  rmSync(path.dirname(draft), { recursive: true });
  const copy = new DatabaseSync(file);
  copy.exec('pragma journal_mode = wal');
  copy.close();
  return file;
}

export async function backUpFile(file: string, into: string): Promise<Backup> {
  const source = await openSource(`file:${file}`);
  try {
    return await backUp(source, into, () => undefined);
  } finally {
    source.close();
  }
}

/** One number out of a database. */
export function numberIn(file: string, sql: string): number {
  const database = new DatabaseSync(file, { readOnly: true });
  try {
    return Number(Object.values(database.prepare(sql).get() ?? {})[0]);
  } finally {
    database.close();
  }
}

/** Starts a helper of this folder; it is killed when the test ends. */
export function start(helper: string, ...args: string[]): ChildProcess {
  const child = spawn(process.execPath, [path.join(import.meta.dirname, helper), ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  return child;
}

/** Kills a process and waits for its end. */
export async function kill(child: ChildProcess): Promise<void> {
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}
