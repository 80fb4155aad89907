import { once } from 'node:events';
import {
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { createClient } from '@libsql/client';
import { drizzle } from 'drizzle-orm/libsql';
import { migrate } from 'drizzle-orm/libsql/migrator';
import { describe, expect, it } from 'vitest';
import { type RestoreOptions, RestoreRefusedError, restore } from '../../../db/care/restore.ts';
import { MIGRATIONS, openDatabase } from '../../../db/open.ts';
import { NOW } from '../support.ts';
import { backUpFile, databaseFile, kill, numberIn, start, testFolder } from './support.ts';

const KEPT = 'dung.truoc-khi-khoi-phuc-20261120T030000000Z.db';

/** A backup with two people and a database in use with five. */
async function backupAndTarget(): Promise<{ folder: string; backup: string; target: string }> {
  const folder = testFolder();
  const backup = path.join(folder, 'sao.db');
  await backUpFile(await databaseFile(path.join(folder, 'goc.db'), 2), backup);
  const target = await databaseFile(path.join(folder, 'dung.db'), 5);
  return { folder, backup, target };
}

function restoring(backup: string, target: string, changes: Partial<RestoreOptions> = {}) {
  return restore({ backup, target, replace: false, now: NOW, log: () => undefined, ...changes });
}

const people = (file: string) => numberIn(file, 'select count(*) from people');
const schema = (file: string) => {
  const database = new DatabaseSync(file, { readOnly: true });
  const entries = database.prepare('select type, name, sql from sqlite_schema order by type, name').all();
  database.close();
  return entries;
};

describe('restoring', () => {
  it('puts the backup where there was nothing, in a folder that it makes', async () => {
    const { folder, backup } = await backupAndTarget();
    const target = path.join(folder, 'moi', 'dung.db');
    expect(restoring(backup, target)).toEqual({ kept: undefined, migrated: 0 });
    expect(people(target)).toBe(2);
    expect(readdirSync(path.dirname(target))).toEqual(['dung.db']);
  });

  it('takes the place of a database that was only made ready', async () => {
    const { folder, backup } = await backupAndTarget();
    const target = await databaseFile(path.join(folder, 'trong.db'), 0);
    const writer = new DatabaseSync(target);
    writer.exec(
      `insert into rule_sets (hash, files, published_at, published_by) values ('h', '[]', 'n', 't')`,
    );
    writer.close();
    expect(restoring(backup, target)).toEqual({ kept: undefined, migrated: 0 });
    expect(people(target)).toBe(2);
  });

  it('refuses a database that holds data', async () => {
    const { folder, backup, target } = await backupAndTarget();
    const before = readdirSync(folder);
    expect(() => restoring(backup, target)).toThrow(/đang có dữ liệu. Thêm --replace/);
    expect(people(target)).toBe(5);
    expect(readdirSync(folder).filter((name) => !before.includes(name))).toEqual([]);
  });

  it('keeps the old database beside the new one when told to replace it', async () => {
    const { folder, backup, target } = await backupAndTarget();
    const kept = path.join(folder, KEPT);
    expect(restoring(backup, target, { replace: true })).toEqual({ kept, migrated: 0 });
    expect([people(target), people(kept)]).toEqual([2, 5]);
  });

  it('refuses while a server holds the database, be it idle', async () => {
    const { backup, target } = await backupAndTarget();
    const server = start('hold-open.ts', `file:${target}`);
    await once(server.stdout ?? process.stdin, 'data');
    expect(() => restoring(backup, target, { replace: true })).toThrow(/đang được dùng. Dừng máy chủ/);
    await kill(server);
    restoring(backup, target, { replace: true });
    expect(people(target)).toBe(2);
  });

  it('takes in what a killed server had written last', async () => {
    const { folder, backup, target } = await backupAndTarget();
    const writer = start('write-until-killed.ts', `file:${target}`, NOW.toISOString());
    await once(writer.stdout ?? process.stdin, 'data');
    await kill(writer);
    expect(readdirSync(folder)).toContain('dung.db-wal');
    restoring(backup, target, { replace: true });
    expect(people(target)).toBe(2);
    expect(people(path.join(folder, KEPT))).toBeGreaterThan(5);
    expect(readdirSync(folder)).not.toContain('dung.db-wal');
  });

  it('replaces a damaged database, which is kept too', async () => {
    const { folder, backup, target } = await backupAndTarget();
    writeFileSync(target, 'không còn là cơ sở dữ liệu '.repeat(100));
    expect(() => restoring(backup, target)).toThrow(RestoreRefusedError);
    restoring(backup, target, { replace: true });
    expect(people(target)).toBe(2);
    expect(readFileSync(path.join(folder, KEPT), 'utf8')).toContain('không còn là cơ sở dữ liệu');
  });

  it('brings an older backup up to date', async () => {
    const folder = testFolder();
    const old = path.join(folder, 'cu.db');
    await databaseOfMigrations(folder, old, 2);
    const target = path.join(folder, 'dung.db');
    const { migrated } = restoring(old, target);
    expect(migrated).toBeGreaterThan(0);
    expect(schema(target)).toEqual(schema(await databaseFile(path.join(folder, 'moi.db'), 0)));
    (await openDatabase(`file:${target}`)).close();
    expect(people(target)).toBe(0);
  });

  it('refuses a backup of a later version', async () => {
    const { backup, target } = await backupAndTarget();
    const later = new DatabaseSync(backup);
    later.exec(`insert into __drizzle_migrations (hash, created_at) values ('mới', 9999999999999)`);
    later.close();
    expect(() => restoring(backup, target, { replace: true })).toThrow(/phiên bản Kỷ Cương mới hơn/);
    expect(people(target)).toBe(5);
  });

  it('refuses what is no backup of ours, is damaged, or is a database in use', async () => {
    const { folder, backup, target } = await backupAndTarget();
    const refused = (file: string) => () => restoring(file, target, { replace: true });
    const text = path.join(folder, 'van-ban.db');
    writeFileSync(text, 'Báo cáo');
    expect(refused(text)).toThrow('Không đọc được bản sao lưu');
    const foreign = path.join(folder, 'khac.db');
    const other = new DatabaseSync(foreign);
    other.exec('create table t (x)');
    other.close();
    expect(refused(foreign)).toThrow('không phải bản sao lưu của Kỷ Cương');
    const cut = path.join(folder, 'cut.db');
    cpSync(backup, cut);
    truncateSync(cut, 4096 * 8);
    expect(refused(cut)).toThrow(/Bản sao lưu bị hỏng|Không đọc được bản sao lưu/);
    expect(refused(path.join(folder, 'khong-co.db'))).toThrow('Không có tệp');
    expect(refused(target)).toThrow('chính là cơ sở dữ liệu đang dùng');
    const used = path.join(folder, 'song.db');
    cpSync(backup, used);
    writeFileSync(`${used}-wal`, 'x');
    expect(refused(used)).toThrow('là một cơ sở dữ liệu đang dùng');
    expect(people(target)).toBe(5);
  });
});

describe('killed while restoring', () => {
  it.each([1, 2, 3, 4, 5])(
    'at step %i, the database is the old one whole or the new one whole',
    async (step) => {
      const { folder, backup, target } = await backupAndTarget();
      const child = start('restore-until-killed.ts', backup, target, String(step), NOW.toISOString());
      child.stdout?.resume();
      const [, signal] = (await once(child, 'exit')) as [number | null, string | null];
      expect(signal).toBe('SIGKILL');
      const isDone = step === 5;
      expect(people(target)).toBe(isDone ? 2 : 5);
      expect(
        numberIn(target, `select count(*) from pragma_integrity_check where integrity_check <> 'ok'`),
      ).toBe(0);
      const kept = readdirSync(folder).filter((name) => name === KEPT);
      expect(kept.map((name) => people(path.join(folder, name)))).toEqual(step < 4 ? [] : [5]);
      // What is left behind is in nobody's way.
      const again = new Date(NOW.getTime() + 1000);
      restoring(backup, target, { replace: true, now: again });
      expect(people(target)).toBe(2);
    },
  );
});

/** A database as an earlier version made it: only the first migrations are run. */
async function databaseOfMigrations(folder: string, file: string, count: number): Promise<void> {
  const earlier = path.join(folder, 'migrations');
  mkdirSync(earlier);
  cpSync(MIGRATIONS, earlier, { recursive: true });
  const journal = path.join(earlier, 'meta', '_journal.json');
  const { entries, ...rest } = JSON.parse(readFileSync(journal, 'utf8')) as { entries: unknown[] };
  writeFileSync(journal, JSON.stringify({ ...rest, entries: entries.slice(0, count) }));
  const draft = `${file}.nhap`;
  const client = createClient({ url: `file:${draft}` });
  await migrate(drizzle({ client }), { migrationsFolder: earlier });
  client.close();
  renameSync(draft, file);
}
