import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { parse } from 'csv-parse/sync';
import { getTableColumns, getTableName, is } from 'drizzle-orm';
import { SQLiteTable } from 'drizzle-orm/sqlite-core';
import { describe, expect, it } from 'vitest';
import { exportTables, isSecret, LISTING, READ_ME } from '../../../db/care/export.ts';
import { openSource } from '../../../db/care/source.ts';
import * as schema from '../../../db/schema.ts';
import { databaseFile, numberIn, testFolder } from './support.ts';

const tables = Object.values(schema).filter((one) => is(one, SQLiteTable));

async function exported(
  file: string,
): Promise<{ folder: string; read: (name: string) => Record<string, string>[] }> {
  const folder = testFolder();
  const source = await openSource(`file:${file}`);
  await exportTables(source, folder, () => undefined);
  source.close();
  const read = (name: string) =>
    parse<Record<string, string>>(readFileSync(path.join(folder, name)), { bom: true, columns: true });
  return { folder, read };
}

describe('an export', () => {
  it('has a file a table with all its rows, a list of them with their hashes, and a word to the reader', async () => {
    const file = await databaseFile(path.join(testFolder(), 'goc.db'), 4);
    const { folder, read } = await exported(file);
    const listed = read(LISTING);
    const held = new Set([...tables.map(getTableName), '__drizzle_migrations']);
    expect(new Set(listed.map(({ table }) => table))).toEqual(held);
    expect(listed).toHaveLength(held.size);
    for (const { table = '', rows, sha256 } of listed) {
      const bytes = readFileSync(path.join(folder, `${table}.csv`));
      expect(createHash('sha256').update(bytes).digest('hex')).toBe(sha256);
      expect(read(`${table}.csv`)).toHaveLength(Number(rows));
      expect(numberIn(file, `select count(*) from "${table}"`)).toBe(Number(rows));
    }
    expect(read('people.csv')).toHaveLength(4);
    expect(readFileSync(path.join(folder, READ_ME), 'utf8')).toContain('UTF-8');
    expect(readdirSync(folder)).toHaveLength(listed.length + 2);
  });

  it('writes exactly what is stored: large numbers, quotes, nothing and empty texts', async () => {
    const file = await databaseFile(path.join(testFolder(), 'goc.db'), 0);
    const writer = new DatabaseSync(file);
    writer.exec(`
      insert into units (id, province, block, name, position) values ('a', 't', 'so', 'Sở "A", một', 1);
      insert into imports (kind, file_name, sha256, simulated, row_count, loaded_by, recorded_at)
        values ('figures', '', 'x', 1, 1, 'k', 'n');
      insert into observations (unit_id, fact, period, status, numerator, denominator, import_id, source_row, known_on)
        values ('a', 'f', '2026', 'known', 9007199254740993, 3, 1, 2, '2026-01-01');
    `);
    writer.close();
    const { folder, read } = await exported(file);
    expect(read('units.csv')).toMatchObject([{ name: 'Sở "A", một', valid_from: '' }]);
    expect(read('observations.csv')).toMatchObject([{ numerator: '9007199254740993', denominator: '3' }]);
    expect(read('imports.csv')).toMatchObject([{ simulated: '1', sha256: 'x' }]);
    const [, line] = readFileSync(path.join(folder, 'imports.csv'), 'utf8').trimEnd().split('\n');
    expect(line).toBe('1,figures,"",x,1,1,k,n,');
  });

  it('leaves out what lets somebody in', async () => {
    const file = await databaseFile(path.join(testFolder(), 'goc.db'), 1);
    const writer = new DatabaseSync(file);
    writer.exec(`insert into link_codes select 'băm-của-mã', id, '2026', null from people`);
    writer.close();
    const { folder, read } = await exported(file);
    expect(read('link_codes.csv').map((row) => Object.keys(row))).toEqual([
      ['person_id', 'expires_at', 'used_at'],
    ]);
    for (const name of readdirSync(folder))
      expect(readFileSync(path.join(folder, name), 'utf8')).not.toContain('băm-của-mã');
  });

  it('has been told of every column that a secret could lie in', () => {
    const secret = tables.flatMap((table) =>
      Object.values(getTableColumns(table)).flatMap(({ name }) =>
        isSecret(getTableName(table), name) ? [`${getTableName(table)}.${name}`] : [],
      ),
    );
    expect(secret.sort()).toEqual(['api_keys.key_hash', 'link_codes.code_hash']);
  });
});
