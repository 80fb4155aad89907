/** The files of `simulate`, and that the loaders take them. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isSimulatedTitle } from '../../db/simulate/title.ts';
import { kycuong } from './run.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'kycuong-simulate-'));
const october = path.join(folder, 'thang-10');
const november = path.join(folder, 'thang-11');
afterAll(() => rmSync(folder, { recursive: true }));

const simulate = (out: string, ...args: string[]) =>
  kycuong(['simulate', '--units', '25', '--seed', '7', '--dossiers', '5000', '--out', out, ...args]);

const textOf = (out: string, name: string) => readFileSync(path.join(out, name), 'utf8');
/** Rows by heading; the title row is above them. */
const rowsOf = (out: string, name: string) =>
  parse<Record<string, string>>(textOf(out, name), { bom: true, from_line: 2, columns: true });

beforeAll(async () => {
  await simulate(october, '--as-of', '2026-10-31', '--years', '2');
  await simulate(november, '--as-of', '2026-11-30', '--years', '1');
});

describe('simulate', () => {
  it('writes a registry, and dossiers and surveys of each year, all titled as simulated', () => {
    expect(readdirSync(october).sort()).toEqual([
      'don-vi.csv',
      'ho-so-2025.csv',
      'ho-so-2026.csv',
      'khao-sat-2025.csv',
      'khao-sat-2026.csv',
    ]);
    for (const name of readdirSync(october))
      expect(isSimulatedTitle(textOf(october, name).split('\n')[0] ?? '')).toBe(true);
    expect(textOf(october, 'ho-so-2026.csv').split('\n').slice(0, 2)).toEqual([
      '\uFEFFSỐ LIỆU MÔ PHỎNG – hạt giống 7 – tính đến ngày 31/10/2026',
      'Mã hồ sơ,Đơn vị,Thủ tục,Cán bộ xử lý,Ngày tiếp nhận,Ngày hẹn trả,Ngày trả kết quả,Trạng thái,Ngày hẹn lại,Thư xin lỗi,Kênh nộp',
    ]);
    expect(rowsOf(october, 'ho-so-2025.csv')).toHaveLength(5000);
    expect(rowsOf(october, 'don-vi.csv').every((row) => row['Tên đơn vị']?.endsWith('(mô phỏng)'))).toBe(
      true,
    );
  });

  it('agrees with its later export: only open dossiers have changed', () => {
    const later = new Map(rowsOf(november, 'ho-so-2026.csv').map((row) => [row['Mã hồ sơ'], row]));
    const returned = rowsOf(october, 'ho-so-2026.csv').filter((row) => row['Ngày trả kết quả'] !== '');
    expect(returned.length).toBeGreaterThan(3000);
    for (const row of returned) expect(later.get(row['Mã hồ sơ'])).toEqual(row);
    const surveys = rowsOf(october, 'khao-sat-2026.csv');
    expect(rowsOf(november, 'khao-sat-2026.csv')).toEqual(surveys);
    expect(surveys.some((row) => row['Kỳ'] === '09/2026')).toBe(true);
  });

  it('writes units and surveys that load', async () => {
    const env = { DATABASE_URL: `file:${path.join(folder, 'nap.db')}` };
    for (const [name, kind] of [
      ['don-vi.csv', 'units'],
      ['khao-sat-2026.csv', 'figures'],
    ] as const) {
      const untitled = path.join(folder, name);
      writeFileSync(untitled, textOf(october, name).split('\n').slice(1).join('\n'));
      const loaded = await kycuong(['import', untitled, '--kind', kind], { env });
      expect(loaded).toMatchObject({ code: 0, err: expect.not.stringContaining('lỗi') });
    }
  });

  it('says as JSON what it wrote', async () => {
    const out = path.join(folder, 'json');
    const { out: text } = await simulate(out, '--as-of', '2026-01-31', '--officers', '30', '--json');
    const told = JSON.parse(text) as { files: { rows: number }[] };
    expect(told).toMatchObject({ seed: 7, as_of: '2026-01-31', units: 25, officers: 30 });
    expect(told.files.map(({ rows }) => rows)).toEqual([25, rowsOf(out, 'ho-so-2026.csv').length, 0]);
  });

  it.each([
    [['--units', '0'], '--units phải là một số nguyên từ 1'],
    [['--units', '-3'], '--units phải là một số nguyên từ 1'],
    [['--units', '10001'], 'Số đơn vị phải từ 1 đến 10.000; đang là 10.001.'],
    [['--seed', '1,5'], '--seed phải là một số nguyên; đang là "1,5".'],
    [['--years', '0'], '--years phải là một số nguyên từ 1 đến 20'],
    [['--officers', '6000'], '6.000 cán bộ là quá nhiều cho 5.000 hồ sơ một năm'],
    [['--officers', '24'], '25 đơn vị cần ít nhất 25 cán bộ'],
    [['--as-of', '2026-02-30'], 'Ngày "2026-02-30" của --as-of không đúng'],
  ])('refuses %s and writes nothing', async (args, words) => {
    const out = path.join(folder, 'tu-choi');
    const refused = await simulate(out, ...args);
    expect(refused).toMatchObject({ code: 2, err: expect.stringContaining(words) });
    expect(readdirSync(folder)).not.toContain('tu-choi');
  });

  it('never writes into a folder that holds anything', async () => {
    const out = path.join(folder, 'co-tep');
    mkdirSync(out);
    writeFileSync(path.join(out, 'a.txt'), 'của tôi');
    const refused = await simulate(out);
    expect(refused).toMatchObject({ code: 2, err: expect.stringContaining('không trống') });
    expect(readdirSync(out)).toEqual(['a.txt']);
  });
});
