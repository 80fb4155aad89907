import { count } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import type { Desk } from '../../bot/desk.ts';
import { loadRanks, type RanksOutcome } from '../../bot/load-ranks.ts';
import { TEMPLATES } from '../../bot/load-templates.ts';
import { RANK_COLUMNS } from '../../db/import/ranks-file.ts';
import { readPublishedRanks } from '../../db/ranks.ts';
import { imports, publishedRanks } from '../../db/schema.ts';
import { fold } from '../../engine/model/text.ts';
import { province } from './province.ts';

const HEADER = 'Đơn vị,Năm,Xếp hạng,Số quyết định,Ngày quyết định\n';
const GOOD = 'Sở B,2025,KHÁ,5/QĐ-UBND,10/01/2026\n';

function load(at: Desk, csv: string, dryRun = false): Promise<RanksOutcome> {
  const bytes = new TextEncoder().encode(csv);
  return loadRanks(at, { bytes, fileName: 'xep-hang.csv', loadedBy: 'kiểm thử', dryRun });
}

async function stored(at: Desk): Promise<number[]> {
  const counts = [imports, publishedRanks].map(async (table) => {
    const [row] = await at.db.select({ rows: count() }).from(table);
    return row?.rows ?? 0;
  });
  return Promise.all(counts);
}

describe('a file of published ranks', () => {
  it('is stored with its decision, in whatever letters it writes the ranks', async () => {
    const at = await (await province()).desk();
    const csv = `${HEADER}Sở A,2024,Tốt,5/QĐ-UBND,2025-01-10\n${GOOD}UBND xã D,2025,không xếp hạng,5/QĐ-UBND,ngày 10 tháng 01 năm 2026\n`;
    expect(await load(at, csv)).toMatchObject({ status: 'loaded', ranks: 3, units: 3, corrections: [] });
    const ranks = await readPublishedRanks(at.db, { dataDate: '2026-11-20' });
    expect(ranks.get('so-a')?.get(2024)).toEqual({
      rank: 'TỐT',
      decision: '5/QĐ-UBND',
      decidedOn: '2025-01-10',
      source: 'Quyết định 5/QĐ-UBND',
    });
    expect(ranks.get('xa-d')?.get(2025)?.rank).toBe('không xếp hạng');
  });

  it('that publishes otherwise corrects, and says which', async () => {
    const at = await (await province()).desk();
    await load(at, HEADER + GOOD);
    expect(await load(at, HEADER + GOOD)).toEqual({ status: 'repeated' });
    const second = `${HEADER}Sở B,2025,TỐT,9/QĐ-UBND,01/03/2026\nSở A,2025,KHÁ,9/QĐ-UBND,01/03/2026\n`;
    const changes = [{ unit: 'so-b', name: 'Sở B', year: 2025, from: 'KHÁ', to: 'TỐT' }];
    expect(await load(at, second, true)).toMatchObject({ status: 'checked', corrections: changes });
    expect(await load(at, second)).toMatchObject({ status: 'loaded', corrections: changes });
    const ranks = await readPublishedRanks(at.db, { dataDate: '2026-11-20' });
    expect(ranks.get('so-b')?.get(2025)).toMatchObject({ rank: 'TỐT', decision: '9/QĐ-UBND' });
  });

  it('is read under the headings that its template prints', () => {
    const accepted = new Set(Object.values(RANK_COLUMNS).flatMap(({ headings }) => headings.map(fold)));
    expect(TEMPLATES.ranks.header.filter((heading) => !accepted.has(fold(heading)))).toEqual([]);
  });

  it.each([
    [
      'a rank that is not on the scale',
      'Sở A,2025,XUẤT SẮC,5/QĐ-UBND,10/01/2026',
      'Xếp hạng',
      'Không phải một bậc',
    ],
    ['an unknown unit', 'Sở X,2025,KHÁ,5/QĐ-UBND,10/01/2026', 'Đơn vị', 'Không có đơn vị'],
    ['a year to come', 'Sở A,2027,KHÁ,5/QĐ-UBND,10/01/2026', 'Năm', 'chưa tới'],
    ['no decision', 'Sở A,2025,KHÁ,,10/01/2026', 'Số quyết định', 'Chưa ghi'],
    ['no date', 'Sở A,2025,KHÁ,5/QĐ-UBND,31/02/2026', 'Ngày quyết định', 'Không đọc được'],
    ['a date to come', 'Sở A,2025,KHÁ,5/QĐ-UBND,10/01/2027', 'Ngày quyết định', 'chưa tới'],
    [
      'a decision before the year',
      'Sở A,2025,KHÁ,5/QĐ-UBND,10/12/2024',
      'Ngày quyết định',
      'trước năm đánh giá',
    ],
    ['a unit and year twice', 'Sở B,2025,TỐT,5/QĐ-UBND,10/01/2026', 'Đơn vị', 'đã có ở dòng 2'],
  ])('with %s is refused whole', async (_, row, column, reason) => {
    const at = await (await province()).desk();
    const outcome = await load(at, `${HEADER}${GOOD}${row}\n`);
    expect(outcome).toMatchObject({ status: 'refused', total: 1, problems: [{ row: 3, column }] });
    expect(JSON.stringify(outcome)).toContain(reason);
    expect(await stored(at)).toEqual([0, 0]);
  });

  it('without a column for the decision is refused', async () => {
    const at = await (await province()).desk();
    const outcome = await load(at, 'Đơn vị,Năm,Xếp hạng,Ngày quyết định\nSở A,2025,KHÁ,10/01/2026\n');
    expect(JSON.stringify(outcome)).toContain('Thiếu cột số quyết định');
  });
});
