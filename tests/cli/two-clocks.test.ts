/** Receipts and histories from the command line. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../support/sample.ts';
import { kycuong } from './run.ts';

const folder = temporaryFolder();
const env = { DATABASE_URL: `file:${path.join(folder, 'thu.db')}` };
const on = (day: string) => ({ env: { ...env, KYCUONG_NOW: `${day}T09:00:00+07:00` } });

describe('a receipt of eval', () => {
  it('replays after a correction, and explain shows what was decided then', async () => {
    await kycuong(['migrate', '--sample'], on('2026-11-20'));
    const first = await kycuong(
      ['eval', '--unit', 'kh-so-tu-phap', '--year', '2026', '--json'],
      on('2026-11-20'),
    );
    const { receipt } = JSON.parse(first.out) as { receipt: string };
    const file = path.join(folder, 'so-lieu.csv');
    writeFileSync(file, 'Đơn vị,Kỳ,Hồ sơ đã giải quyết,Hồ sơ trễ hạn\nkh-so-tu-phap,2026,1000,500\n');
    expect((await kycuong(['import', file], on('2026-11-21'))).code).toBe(0);
    expect(await kycuong(['replay', receipt], on('2027-01-05'))).toMatchObject({
      code: 0,
      out: expect.stringContaining('trùng khớp'),
    });
    const shown = await kycuong(['explain', receipt], on('2027-01-05'));
    expect(shown.out).toContain('lập ngày 20/11/2026');
    expect(shown.out).not.toContain('500/1.000');
    const second = await kycuong(
      ['eval', '--unit', 'kh-so-tu-phap', '--year', '2026', '--json'],
      on('2026-11-21'),
    );
    const now = JSON.parse(second.out) as { receipt: string; sources: unknown[] };
    expect(now.receipt).not.toBe(receipt);
    expect(now.sources).toContainEqual({
      fact: 'hồ sơ trễ hạn',
      period: '2026',
      source: 'so-lieu.csv',
      row: 2,
      known_on: '2026-11-21',
    });
    const history = await kycuong(
      ['history', '--unit', 'kh-so-tu-phap', '--fact', 'trễ hạn', '--period', '2026', '--json'],
      on('2026-11-21'),
    );
    expect(JSON.parse(history.out)).toMatchObject({
      fact: 'hồ sơ trễ hạn',
      versions: [{ value: '500 hồ sơ', source: 'so-lieu.csv', row: 2, replaced_by: null }],
    });
    expect((await kycuong(['replay', 'KC-KHONGCO'], on('2026-11-21'))).code).toBe(2);
  });
});
