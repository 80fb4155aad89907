/** Backup, restore, export, retention and forgetting from the command line. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { kycuong } from './run.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'kycuong-care-cli-'));
const at = (name: string) => path.join(folder, name);
const env = (name: string) => ({ env: { DATABASE_URL: `file:${at(name)}` } });
const QUESTION = ['ask', 'Vì sao Sở Tư pháp Khánh Hòa năm 2019 chưa tốt?', '--as', 'lanh-dao-tinh', '--json'];

beforeAll(() => kycuong(['migrate', '--sample'], env('goc.db')), 120_000);
afterAll(() => rmSync(folder, { recursive: true }));

describe('backup and restore', () => {
  it('give a database that answers as the original does, receipts and all', async () => {
    const backup = await kycuong(['backup', at('sao.db')], env('goc.db'));
    expect(backup).toMatchObject({ code: 0, out: expect.stringContaining('Đã mở lại bản sao: toàn vẹn') });
    expect(backup.out).toMatch(/SHA-256: [0-9a-f]{64}/);
    const restored = await kycuong(['restore', at('sao.db')], env('khoi-phuc.db'));
    expect(restored).toMatchObject({ code: 0, out: expect.stringContaining('Đã khôi phục') });
    const [before, after] = [
      await kycuong(QUESTION, env('goc.db')),
      await kycuong(QUESTION, env('khoi-phuc.db')),
    ];
    expect(before.out).toContain('Sở Tư pháp');
    expect(after.out).toBe(before.out);
  });

  it('never overwrite: not a file, not a database that holds data', async () => {
    writeFileSync(at('co.db'), 'của tôi');
    expect(await kycuong(['backup', at('co.db')], env('goc.db'))).toMatchObject({
      code: 2,
      err: expect.stringContaining('không ghi đè'),
    });
    expect(readFileSync(at('co.db'), 'utf8')).toBe('của tôi');
    expect(await kycuong(['restore', at('sao.db')], env('goc.db'))).toMatchObject({
      code: 3,
      err: expect.stringContaining('đang có dữ liệu'),
    });
    const replaced = await kycuong(['restore', at('sao.db'), '--replace', '--json'], env('goc.db'));
    expect(JSON.parse(replaced.out)).toEqual({
      database: at('goc.db'),
      kept: at('goc.truoc-khi-khoi-phuc-20261120T020000000Z.db'),
      migrated: 0,
    });
  });

  it('say what they cannot do', async () => {
    const cases = [
      [['backup', at('x.db')], 'khong-co.db', 2, 'Chưa có cơ sở dữ liệu'],
      [['backup', at('khong/co/x.db')], 'goc.db', 2, 'Không có thư mục'],
      [['restore', at('khong-co.db')], 'moi.db', 3, 'Không có tệp'],
    ] as const;
    for (const [args, database, code, words] of cases)
      expect(await kycuong(args, env(database))).toMatchObject({ code, err: expect.stringContaining(words) });
    const remote = { env: { DATABASE_URL: 'http://127.0.0.1:1' } };
    expect(await kycuong(['restore', at('sao.db')], remote)).toMatchObject({
      code: 2,
      err: expect.stringContaining('Chỉ khôi phục được vào một tệp'),
    });
    expect(await kycuong(['backup', at('x.db')], remote)).toMatchObject({
      code: 2,
      err: expect.stringContaining('Không đọc được cơ sở dữ liệu http://127.0.0.1:1'),
    });
    expect(readdirSync(folder).filter((name) => /^(x|moi|khong)/.test(name))).toEqual([]);
  });
});

describe('export', () => {
  it('writes every table and says how many rows, into an empty folder only', async () => {
    const told = await kycuong(['export', at('xuat'), '--json'], env('goc.db'));
    const { tables } = JSON.parse(told.out) as { tables: { table: string; rows: number }[] };
    expect(tables.find(({ table }) => table === 'units')?.rows).toBeGreaterThan(44);
    expect(readdirSync(at('xuat'))).toContain('README.txt');
    expect(await kycuong(['export', at('xuat')], env('goc.db'))).toMatchObject({
      code: 2,
      err: expect.stringContaining('không trống'),
    });
  });
});

describe('retention', () => {
  it('is shown or applied, and wants to be told which', async () => {
    expect(await kycuong(['retention'], env('goc.db'))).toMatchObject({ code: 2 });
    expect(await kycuong(['retention', '--dry-run'], env('goc.db'))).toMatchObject({
      code: 0,
      out: expect.stringContaining('quá 90 ngày: 0'),
    });
    const applied = await kycuong(['retention', '--apply', '--json'], env('goc.db'));
    expect(JSON.parse(applied.out)).toMatchObject({ applied: true });
  });
});

describe('user forget', () => {
  it('says what was deleted and what stays, and the second time that nothing is left', async () => {
    const invited = await kycuong(['user', 'invite', 'lanh-dao-tinh', '--json'], env('goc.db'));
    const { id } = JSON.parse(invited.out) as { id: string };
    const first = await kycuong(['user', 'forget', id], env('goc.db'));
    expect(first.out).toBe(
      `Đã xóa của ${id}: 1 mã liên kết.\nĐã thu hồi quyền.\nVẫn giữ: vai lanh-dao-tinh, các quyết định, vòng thẩm định và việc đã làm theo chức trách.\n`,
    );
    const second = await kycuong(['user', 'forget', id], env('goc.db'));
    expect(second).toMatchObject({ code: 0, out: expect.stringContaining('Không còn dữ liệu liên kết nào') });
    expect(await kycuong(['user', 'forget', 'p-khong-co'], env('goc.db'))).toMatchObject({ code: 2 });
  });
});
