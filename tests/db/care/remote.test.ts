/** A database over HTTP, read as a whole: a real libSQL server. */

import path from 'node:path';
import { createClient } from '@libsql/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { backUp } from '../../../db/care/backup.ts';
import { restore } from '../../../db/care/restore.ts';
import { openSource, SourceChangedError } from '../../../db/care/source.ts';
import { openDatabase } from '../../../db/open.ts';
import type { ServerProcess } from '../../support/process.ts';
import { startSqld } from '../../worker/sqld.ts';
import { NOW } from '../support.ts';
import { numberIn, testFolder } from './support.ts';

let sqld: ServerProcess;
const MANY = 4321;

beforeAll(async () => {
  sqld = await startSqld();
  (await openDatabase(sqld.url)).close();
  await run(`
    insert into units (id, province, block, name, position) values ('a', 't', 'so', 'Sở A', 1);
    insert into imports (kind, file_name, sha256, simulated, row_count, loaded_by, recorded_at)
      values ('figures', 'a', 'x', 1, 1, 'k', 'n');
    insert into observations (unit_id, fact, period, status, numerator, denominator, import_id, source_row, known_on)
      with recursive n(i) as (select 1 union all select i + 1 from n where i < ${MANY})
      select 'a', 'f', '2026', 'known', 9007199254740993, i, 1, i, '2026-01-01' from n;
    delete from observations where id = ${MANY};
  `);
});
afterAll(() => sqld.stop());

async function run(sql: string): Promise<void> {
  const client = createClient({ url: sqld.url });
  await client.executeMultiple(sql);
  client.close();
}

describe('a database over the network', () => {
  it('is backed up row by row, and the backup restores', async () => {
    const folder = testFolder();
    const copy = path.join(folder, 'sao.db');
    const source = await openSource(sqld.url);
    const { tables } = await backUp(source, copy, () => undefined);
    source.close();
    expect(tables.find(({ name }) => name === 'observations')?.rows).toBe(MANY - 1);
    expect(numberIn(copy, 'select sum(denominator) from observations')).toBe(((MANY - 1) * MANY) / 2);
    expect(numberIn(copy, 'select count(*) from observations where numerator = 9007199254740993')).toBe(
      MANY - 1,
    );
    expect(numberIn(copy, `select seq from sqlite_sequence where name = 'observations'`)).toBe(MANY);
    const target = path.join(folder, 'dung.db');
    restore({ backup: copy, target, replace: false, now: NOW, log: () => undefined });
    expect(numberIn(target, 'select count(*) from observations')).toBe(MANY - 1);
  });

  it('is seen as it was at one moment, though rows are added meanwhile', async () => {
    const source = await openSource(sqld.url);
    await run(`
      insert into units (id, province, block, name, position) values ('b', 't', 'so', 'Sở B', 2);
      insert into observations (unit_id, fact, period, status, import_id, source_row, known_on)
        values ('b', 'f', '2026', 'exempt', 1, 1, '2026-01-01');
    `);
    const copy = path.join(testFolder(), 'sao.db');
    await backUp(source, copy, () => undefined);
    source.close();
    expect(numberIn(copy, 'select count(*) from units')).toBe(1);
    expect(numberIn(copy, 'select count(*) from observations')).toBe(MANY - 1);
  });

  it('from which rows are taken away meanwhile is not backed up', async () => {
    const source = await openSource(sqld.url);
    await run('delete from observations where id = 1');
    const copy = path.join(testFolder(), 'sao.db');
    await expect(backUp(source, copy, () => undefined)).rejects.toThrow(SourceChangedError);
    source.close();
  });
});
