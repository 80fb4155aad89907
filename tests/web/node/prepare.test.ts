import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readAlerts } from '../../../db/alerts.ts';
import { write } from '../../../db/database.ts';
import { beginImport } from '../../../db/imports.ts';
import type { OpenDatabase } from '../../../db/open.ts';
import { openDatabase } from '../../../db/open.ts';
import { currentRuleSet, publishRuleSet } from '../../../db/rule-sets.ts';
import { imports } from '../../../db/schema.ts';
import { listUnits } from '../../../db/units.ts';
import {
  DatabaseUnusableError,
  type PrepareOptions,
  prepareDatabase,
  publishFirstRules,
  RulesRefusedError,
} from '../../../web/node/prepare.ts';
import { readProjectRules } from '../../../web/node/rule-files.ts';

const NOW = new Date('2026-11-20T02:00:00Z');

let folder: string;
let lines: string[];
const opened: OpenDatabase[] = [];

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'kycuong-prepare-'));
  lines = [];
});

afterEach(() => {
  for (const database of opened.splice(0)) database.close();
  rmSync(folder, { recursive: true });
});

const log = (line: string) => void lines.push(line);
const address = () => `file:${path.join(folder, 'test.db')}`;

async function empty() {
  const database = await openDatabase(address());
  opened.push(database);
  return database.db;
}

async function prepare(options: Partial<PrepareOptions> = {}) {
  const database = await prepareDatabase({
    url: address(),
    authToken: undefined,
    now: NOW,
    sample: false,
    log,
    ...options,
  });
  opened.push(database);
  return database.db;
}

describe('the project’s rules', () => {
  it('are read without their cases, by the same names wherever the project lies', async () => {
    const paths = (await readProjectRules()).map((file) => file.path);
    expect(paths).toContain('rules/facts.yaml');
    expect(paths).toContain('rules/khanh-hoa/kl-btv-kh.yaml');
    expect(paths.filter((name) => name.includes('.cases.'))).toEqual([]);
  });
});

describe('preparing a database', () => {
  it('publishes the rules once, and only the rules without sample data', async () => {
    const db = await prepare();
    const first = await currentRuleSet(db);
    expect(first?.files.map((file) => file.path)).toContain('rules/facts.yaml');
    await prepare();
    expect(lines).toEqual([expect.stringMatching(/^Đã công bố bộ quy tắc gồm \d+ quy tắc\.$/)]);
    expect(await listUnits(db)).toEqual([]);
  });

  it('keeps a published rule set that differs from the files, and says so', async () => {
    const db = await empty();
    const other = { hash: 'khác', files: [{ path: 'rules/facts.yaml', text: 'dữ kiện: []' }] };
    await write(db, (tx) => publishRuleSet(tx, other, 'thử', NOW));
    await prepare();
    expect((await currentRuleSet(db))?.hash).toBe('khác');
    expect(lines).toEqual([expect.stringContaining('npx kycuong rules push')]);
  });

  it('refuses rules that do not load, with the place and the remedy', async () => {
    const db = await empty();
    const files = (await readProjectRules()).map((file) =>
      file.path.endsWith('kl-btv-kh.yaml')
        ? { ...file, text: file.text.replace('căn cứ:', 'căn cú:') }
        : file,
    );
    const refused = publishFirstRules(db, files, { now: NOW, log });
    await expect(refused).rejects.toThrow(RulesRefusedError);
    await expect(refused).rejects.toThrow(/KC-002.*rules\/khanh-hoa\/kl-btv-kh\.yaml:\d+:\d+[^]*Sửa: /);
    expect(await currentRuleSet(db)).toBeUndefined();
  });

  it('says which database it cannot reach and why, without the access token', async () => {
    const unreachable = prepare({ url: 'http://127.0.0.1:1/?authToken=bi-mat' });
    await expect(unreachable).rejects.toThrow(DatabaseUnusableError);
    await expect(unreachable).rejects.toThrow(
      /^Không dùng được cơ sở dữ liệu http:\/\/127\.0\.0\.1:1\/ \(.*\)\. Kiểm tra DATABASE_URL/,
    );
    await expect(unreachable).rejects.not.toThrow('bi-mat');
  });

  it('sweeps an import that a crash has left behind', async () => {
    const db = await empty();
    const meta = {
      kind: 'figures',
      fileName: 'x.csv',
      sha256: 'x',
      simulated: false,
      rowCount: 1,
      loadedBy: 'thử',
    } as const;
    await beginImport(db, meta, new Date(NOW.getTime() - 2 * 3_600_000));
    await prepare();
    expect(await db.select().from(imports)).toEqual([]);
    expect(lines).toContain('Đã bỏ 1 lần nạp dữ liệu dở dang.');
  });

  it('loads the sample data once, with the warnings that its figures give cause for', async () => {
    const db = await prepare({ sample: true });
    const unitIds = (await listUnits(db, { province: 'khanh-hoa' })).map(({ id }) => id);
    expect(unitIds).toHaveLength(44);
    const warned = await readAlerts(db, { unitIds });
    expect(warned.filter(({ severity }) => severity === 'fired').length).toBeGreaterThan(0);
    lines = [];
    await prepare({ sample: true });
    expect(lines).toEqual([]);
    expect(await readAlerts(db, { unitIds })).toEqual(warned);
  });
});
