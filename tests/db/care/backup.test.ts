import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { BackupUnsoundError, backUp } from '../../../db/care/backup.ts';
import { openSource } from '../../../db/care/source.ts';
import { NOW } from '../support.ts';
import { backUpFile, databaseFile, kill, numberIn, start, testFolder } from './support.ts';

/** Every table's rows, in order, as text. */
function contents(file: string): Record<string, string> {
  const database = new DatabaseSync(file, { readOnly: true });
  const names = database
    .prepare(`select name from sqlite_schema where type = 'table' order by name`)
    .all()
    .map(({ name }) => String(name));
  const rows = names.map((name) => {
    const statement = database.prepare(`select * from "${name}" order by 1, 2`);
    statement.setReadBigInts(true);
    return [
      name,
      JSON.stringify(statement.all(), (_, cell) => (typeof cell === 'bigint' ? `${cell}` : cell)),
    ];
  });
  database.close();
  return Object.fromEntries(rows) as Record<string, string>;
}

const schema = (file: string) => {
  const database = new DatabaseSync(file, { readOnly: true });
  const entries = database.prepare('select type, name, sql from sqlite_schema order by type, name').all();
  database.close();
  return entries;
};

describe('a backup', () => {
  it('holds every table, row, index and counter of the original, and tells what it checked', async () => {
    const folder = testFolder();
    const original = await databaseFile(path.join(folder, 'goc.db'), 3);
    const writer = new DatabaseSync(original);
    writer.exec(`
      insert into units (id, province, block, name, position) values ('a', 't', 'so', 'Sở "A", một', 1);
      insert into imports (kind, file_name, sha256, simulated, row_count, loaded_by, recorded_at)
        values ('figures', '', 'x', 1, 2, 'k', 'n'), ('figures', 'b', 'y', 0, 2, 'k', 'n');
      delete from imports where file_name = 'b';
      insert into observations (unit_id, fact, period, status, numerator, denominator, import_id, source_row, known_on)
        values ('a', 'f', '2026', 'known', 9007199254740993, 3, 1, 2, '2026-01-01');
    `);
    writer.close();
    const copy = path.join(folder, 'sao.db');
    const backup = await backUpFile(original, copy);
    expect(contents(copy)).toEqual(contents(original));
    expect(schema(copy)).toEqual(schema(original));
    expect(backup.bytes).toBe(statSync(copy).size);
    expect(backup.sha256).toBe(createHash('sha256').update(readFileSync(copy)).digest('hex'));
    expect(backup.tables.find(({ name }) => name === 'people')?.rows).toBe(3);
    expect(statSync(copy).mode & 0o077).toBe(0);
    expect(readdirSync(folder).filter((name) => name.includes('dang-ghi'))).toEqual([]);
  });

  it('made while others write is the database of one moment: no account without its person', async () => {
    const folder = testFolder();
    const original = await databaseFile(path.join(folder, 'goc.db'), 0);
    const writer = start('write-until-killed.ts', `file:${original}`, NOW.toISOString());
    const written = writer.stdout ?? process.stdin;
    await once(written, 'data');
    const counts: number[] = [];
    for (let round = 0; round < 5; round += 1) {
      // More is written before, while and after each copy is made.
      await once(written, 'data');
      const copy = path.join(folder, `sao-${round}.db`);
      const { tables } = await backUpFile(original, copy);
      const people = numberIn(copy, 'select count(*) from people');
      expect(tables.find(({ name }) => name === 'people')?.rows).toBe(people);
      expect(numberIn(copy, 'select count(*) from accounts')).toBe(people);
      counts.push(people);
    }
    await once(written, 'data');
    await kill(writer);
    expect(counts.toSorted((a, b) => a - b)).toEqual(counts);
    expect(new Set(counts).size).toBe(5);
    expect(numberIn(original, 'select count(*) from people')).toBeGreaterThan(counts.at(-1) ?? 0);
  });

  it('sees one moment, whatever is written while it reads', async () => {
    const folder = testFolder();
    const original = await databaseFile(path.join(folder, 'goc.db'), 2);
    const source = await openSource(`file:${original}`);
    const writer = new DatabaseSync(original);
    let added = 0;
    const add = () => {
      added += 1;
      writer.exec(`insert into people (id, role, created_at) values ('p-${added}', 'quan-tri', 'n')`);
    };
    add();
    const copy = path.join(folder, 'sao.db');
    await backUp(source, copy, add);
    source.close();
    expect(numberIn(copy, 'select count(*) from people')).toBe(2);
    writer.close();
    expect(added).toBeGreaterThan(2);
    expect(numberIn(original, 'select count(*) from people')).toBe(2 + added);
  });

  it('never takes the place of a file, be it made meanwhile', async () => {
    const folder = testFolder();
    const original = await databaseFile(path.join(folder, 'goc.db'), 1);
    const copy = path.join(folder, 'sao.db');
    writeFileSync(copy, 'của tôi');
    await expect(backUpFile(original, copy)).rejects.toThrow('EEXIST');
    expect(readFileSync(copy, 'utf8')).toBe('của tôi');
    expect(readdirSync(folder).filter((name) => name.includes('dang-ghi'))).toEqual([]);
  });

  it('that lacks a row, or has a row that refers to nothing, is thrown away', async () => {
    const folder = testFolder();
    const original = await databaseFile(path.join(folder, 'goc.db'), 2);
    const source = await openSource(`file:${original}`);
    const lossy = { ...source, rows: () => [] };
    const copy = path.join(folder, 'sao.db');
    await expect(backUp(lossy, copy, () => undefined)).rejects.toThrow(/people: 0\/2/);
    source.close();
    const writer = new DatabaseSync(original, { enableForeignKeyConstraints: false });
    writer.exec(`insert into accounts values ('zalo', '1', 'p-nobody', 'n')`);
    writer.close();
    await expect(backUpFile(original, copy)).rejects.toThrow(BackupUnsoundError);
    expect(readdirSync(folder)).toEqual(['goc.db']);
  });
});
