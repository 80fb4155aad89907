import { count } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { decideUnit } from '../../bot/decisions.ts';
import type { Desk } from '../../bot/desk.ts';
import { invite } from '../../bot/link.ts';
import { loadFigures } from '../../bot/load-figures.ts';
import { loadScores, type ScoresOutcome } from '../../bot/load-scores.ts';
import { TEMPLATES } from '../../bot/load-templates.ts';
import { write } from '../../db/database.ts';
import { scoreColumns } from '../../db/import/score-columns.ts';
import { redeemLinkCode } from '../../db/link-codes.ts';
import { imports, outbox, scores } from '../../db/schema.ts';
import { findUnit } from '../../db/units.ts';
import { fold } from '../../engine/model/text.ts';
import { NOW, province } from './province.ts';

const bytes = (csv: string): Uint8Array => new TextEncoder().encode(csv);
const upload = (csv: string, dryRun = false) => ({
  bytes: bytes(csv),
  fileName: 'diem.csv',
  loadedBy: 'kiểm thử',
  dryRun,
});
const load = (at: Desk, csv: string, dryRun = false): Promise<ScoresOutcome> =>
  loadScores(at, upload(csv, dryRun));

const HEADER = 'Đơn vị,Năm,Tiêu chí,Điểm,Vòng,Giảm trừ,Lý do,Tài liệu kiểm chứng\n';
const GOOD = 'Sở B,2026,I.1,5,,,,\n';

async function stored(at: Desk): Promise<number[]> {
  const rows = [imports, scores].map(async (table) => {
    const [row] = await at.db.select({ rows: count() }).from(table);
    return row?.rows ?? 0;
  });
  return Promise.all(rows);
}

async function decided(at: Desk, id: string) {
  const unit = await findUnit(at.db, id);
  if (unit === undefined) throw new Error(id);
  return decideUnit(at, unit, 2026);
}

describe('a file of points', () => {
  it('gives the units their index, exactly', async () => {
    const at = await (await province()).desk();
    await loadFigures(at, upload('Đơn vị,Kỳ,Tỷ lệ đúng hạn\nSở A,2026,"90,5%"\n'));
    const csv = `${HEADER}Sở A,2026,I.1,"7,25",,,,\nso-a,2026,Báo cáo,"2,5",phê duyệt,"0,5",Không có nhiệm vụ này,CV 12\nSở A,2026,T,1,,,,\nSở A,2026,P,"-0,5",,,,\n`;
    expect(await load(at, csv)).toMatchObject({ status: 'loaded', scores: 4, units: 1 });
    const { decision, sheet } = await decided(at, 'so-a');
    // 7,25 + 2,5 + 8 × 90,5% + 1 − 0,5 of 20 − 0,5.
    expect(decision.index).toMatchObject({ status: 'known' });
    const { numerator, denominator } =
      decision.index.status === 'known' ? decision.index.value : { numerator: 0n, denominator: 1n };
    expect(numerator * 1950n).toBe(denominator * 1749n);
    const reduced = sheet?.items[0]?.parts[1];
    expect(reduced?.entry).toMatchObject({
      reason: 'Không có nhiệm vụ này',
      evidence: 'CV 12',
      origin: 'diem.csv',
    });
  });

  it('may be known as a bound, as a share where no maximum is printed, and as exempt', async () => {
    const at = await (await province()).desk();
    const csv = `${HEADER}Sở A,2026,I.1,dưới 2 điểm,,,,\nSở A,2026,I.2,miễn,,,Không thuộc phạm vi,\nUBND huyện C,2026,H.2,"62,5%",,,,\n`;
    expect(await load(at, csv)).toMatchObject({ status: 'loaded', scores: 3, units: 2 });
    const { sheet } = await decided(at, 'so-a');
    const [plan, report] = sheet?.items[0]?.parts ?? [];
    expect(plan?.points).toMatchObject({
      status: 'bounded',
      bound: { highOpen: true, high: { numerator: 2n } },
    });
    expect(report).toMatchObject({ isExempt: true });
    const district = await decided(at, 'huyen-c');
    expect(district.sheet?.items[1]?.points).toMatchObject({
      status: 'known',
      value: { numerator: 625n, denominator: 1000n },
    });
  });

  it('lowers the maximum of an item that facts score, and of a sum, without points of its own', async () => {
    const at = await (await province()).desk();
    await loadFigures(at, upload('Đơn vị,Kỳ,Tỷ lệ đúng hạn\nSở A,2026,50%\n'));
    await load(at, `${HEADER}Sở A,2026,II,,,4,Chỉ nửa số thủ tục,\nSở A,2026,I,,,2,Không có nhiệm vụ,\n`);
    const { sheet } = await decided(at, 'so-a');
    expect(sheet?.totals?.standard).toMatchObject({ numerator: 14n, denominator: 1n });
    expect(sheet?.items[1]?.points).toMatchObject({ status: 'known' });
  });

  it('of the same bytes changes nothing the second time, and of a dry run nothing at all', async () => {
    const at = await (await province()).desk();
    expect(await load(at, HEADER + GOOD, true)).toEqual({ status: 'checked', scores: 1, units: 1 });
    expect(await stored(at)).toEqual([0, 0]);
    await load(at, HEADER + GOOD);
    const before = await stored(at);
    expect(await load(at, HEADER + GOOD)).toEqual({ status: 'repeated' });
    expect(await stored(at)).toEqual(before);
  });

  it('of a unit itself decides nothing', async () => {
    const at = await (await province()).desk();
    await load(at, `${HEADER}Sở A,2026,I.1,8,tự chấm,,,\nSở A,2026,I.2,4,Tự đánh giá,,,\n`);
    const { sheet, decision } = await decided(at, 'so-a');
    expect(sheet).toBeUndefined();
    expect(decision.index.status).not.toBe('known');
  });

  it('that makes a rule fire sends the linked people one message', async () => {
    const at = await (await province()).desk();
    await write(at.db, async (tx) => {
      const invitation = await invite(tx, 'thu-truong:so-a', NOW);
      await redeemLinkCode(tx, invitation?.code ?? '', { channel: 'zalo', chatId: 'chat' }, NOW);
    });
    await loadFigures(at, upload('Đơn vị,Kỳ,Tỷ lệ đúng hạn\nSở A,2026,50%\n'));
    const low = `${HEADER}Sở A,2026,I.1,1,thẩm định lần 1,,,\nSở A,2026,I.2,0,thẩm định lần 1,,,\nSở A,2026,T,0,thẩm định lần 1,,,\nSở A,2026,P,0,thẩm định lần 1,,,\n`;
    expect(await load(at, low)).toMatchObject({ status: 'loaded', warnings: { units: 1, messages: 1 } });
    const [message, ...more] = await at.db.select().from(outbox);
    expect(more).toEqual([]);
    expect(JSON.stringify(message?.body)).toContain('Sở A năm 2026');
  });

  it('is read under the headings that its template prints', () => {
    const accepted = new Set(
      Object.values(scoreColumns(false)).flatMap(({ headings }) => headings.map(fold)),
    );
    expect(TEMPLATES.scores.header.filter((heading) => !accepted.has(fold(heading)))).toEqual([]);
    expect(TEMPLATES.scores.example).toHaveLength(TEMPLATES.scores.header.length);
  });
});

describe('a file with a fault is refused whole, with place, reason and remedy', () => {
  it.each([
    ['an unknown unit', 'Sở AB,2026,I.1,1,,,,', 'Đơn vị', 'Không có đơn vị này', 'Có phải'],
    [
      'a unit that no scorecard scores',
      'UBND xã D,2026,I.1,1,,,,',
      'Đơn vị',
      'không có bảng tiêu chí nào chấm khối "xa"',
      'bảng tiêu chí',
    ],
    [
      'a year before the scorecards',
      'Sở A,2019,I.1,1,,,,',
      'Đơn vị',
      'Năm 2019 không có bảng tiêu chí',
      'rules/',
    ],
    ['a year to come', 'Sở A,2027,I.1,1,,,,', 'Năm', 'chưa tới', 'Kiểm tra'],
    ['a month for a year', 'Sở A,03/2026,I.1,1,,,,', 'Năm', 'Không đọc được năm', '2026'],
    [
      'an unknown criterion',
      'Sở A,2026,Kế hoạhc,1,,,,',
      'Tiêu chí',
      'không có tiêu chí này',
      'Có phải I.1 (Kế hoạch)',
    ],
    [
      'a name that two criteria share',
      'UBND huyện C,2026,Kế hoạch,1,,,,',
      'Tiêu chí',
      'chỉ nhiều tiêu chí',
      'H.1 (Kế hoạch), H.3 (Kế hoạch)',
    ],
    ['a criterion of another scorecard', 'Sở A,2026,H.1,1,,,,', 'Tiêu chí', 'không có tiêu chí này', ''],
    ['points of a sum', 'Sở A,2026,I,5,,,,', 'Điểm', 'tổng điểm các tiêu chí thành phần', 'I.1, I.2'],
    [
      'points that facts give',
      'Sở A,2026,II,5,,,,',
      'Điểm',
      'chấm theo số liệu: tỷ lệ đúng hạn',
      'nạp số liệu',
    ],
    [
      'more than the maximum',
      'Sở A,2026,I.1,"8,01",,,,',
      'Điểm',
      'Lớn hơn điểm tối đa (8 điểm)',
      'từ 0 đến 8',
    ],
    [
      'more than the maximum that a reduction leaves',
      'Sở A,2026,I.1,8,,"0,5",Có lý do,',
      'Điểm',
      'Lớn hơn điểm tối đa (7,5 điểm)',
      'từ 0 đến 7,5',
    ],
    ['negative points', 'Sở A,2026,I.1,-1,,,,', 'Điểm', 'Điểm âm', 'từ 0 đến 8'],
    ['a penalty that gives', 'Sở A,2026,P,1,,,,', 'Điểm', 'phải ghi số âm', 'từ -3 đến 0'],
    ['a penalty beyond its maximum', 'Sở A,2026,P,-4,,,,', 'Điểm', 'Trừ quá mức', 'từ -3 đến 0'],
    ['a bonus beyond its maximum', 'Sở A,2026,T,"2,5",,,,', 'Điểm', 'Lớn hơn điểm tối đa (2 điểm)', ''],
    ['text', 'Sở A,2026,I.1,tốt,,,,', 'Điểm', 'Không hiểu "tốt"', 'ột con số'],
    ['a foreign decimal', 'Sở A,2026,I.1,2.55,,,,', 'Điểm', 'kiểu Việt Nam', '92,50'],
    ['too many digits', 'Sở A,2026,I.1,"0,12345678901234567",,,,', 'Điểm', 'quá nhiều chữ số', '15'],
    ['no points', 'Sở A,2026,I.1,,,,,', 'Điểm', 'Chưa ghi điểm', 'bỏ dòng'],
    [
      'a bound beyond the maximum',
      'Sở A,2026,I.1,trên 9 điểm,,,,',
      'Điểm',
      'Nằm ngoài điểm của tiêu chí',
      '',
    ],
    ['a bound that says nothing', 'Sở A,2026,I.1,dưới 9 điểm,,,,', 'Điểm', 'Không cho biết gì', ''],
    ['a share above the whole', 'UBND huyện C,2026,H.2,"100,5%",,,,', 'Điểm', 'nằm ngoài miền', ''],
    ['points where a share is wanted', 'UBND huyện C,2026,H.2,5,,,,', 'Điểm', 'không cùng đơn vị', '%'],
    [
      'a reduction above the maximum',
      'Sở A,2026,I.1,1,,9,Có lý do,',
      'Giảm trừ',
      'Giảm trừ lớn hơn điểm tối đa',
      'không quá 8',
    ],
    ['a negative reduction', 'Sở A,2026,I.1,1,,-1,Có lý do,', 'Giảm trừ', 'số âm', ''],
    ['a reduction of a bonus', 'Sở A,2026,T,1,,1,Có lý do,', 'Giảm trừ', 'Chỉ tiêu chí', ''],
    ['a reduction without reason', 'Sở A,2026,I.1,1,,1,,', 'Lý do', 'phải có lý do', ''],
    ['an exemption without reason', 'Sở A,2026,I.1,miễn,,,,', 'Lý do', 'phải có lý do', ''],
    ['an unknown round', 'Sở A,2026,I.1,1,vòng ba,,,', 'Vòng', 'Không có vòng này', 'tự chấm'],
    [
      'two rows for one criterion',
      `Sở A,2026,I.1,1,,,,\nso-a,2026,Kế hoạch,2,,,,`,
      'Tiêu chí',
      'đã có điểm ở dòng 3',
      'Chỉ giữ một dòng',
    ],
  ])('%s', async (_, row, column, reason, remedy) => {
    const at = await (await province()).desk();
    const outcome = await load(at, `${HEADER}${GOOD}${row}\n`);
    if (outcome.status !== 'refused') throw new Error(JSON.stringify(outcome));
    expect(outcome.total).toBe(1);
    const [problem] = outcome.problems;
    expect(problem).toMatchObject({ row: 2 + row.split('\n').length, column });
    expect(problem?.reason).toContain(reason);
    expect(problem?.remedy).toContain(remedy);
    expect(await stored(at)).toEqual([0, 0]);
  });

  it('a unit in two blocks', async () => {
    const at = await (await province()).desk();
    const outcome = await load(
      at,
      'Đơn vị,Khối,Năm,Tiêu chí,Điểm\nSở A,so,2026,I.1,1\nSở A,huyen,2026,I.2,1\n',
    );
    expect(outcome).toMatchObject({
      status: 'refused',
      total: 1,
      problems: [{ row: 3, column: 'Khối', value: 'huyen' }],
    });
  });

  it.each([
    ['đơn vị', 'Năm,Tiêu chí,Điểm\n2026,I.1,1\n'],
    ['năm', 'Đơn vị,Tiêu chí,Điểm\nSở A,I.1,1\n'],
    ['tiêu chí', 'Đơn vị,Năm,Điểm\nSở A,2026,1\n'],
    ['điểm', 'Đơn vị,Năm,Tiêu chí\nSở A,2026,I.1\n'],
  ])('no column for %s', async (what, csv) => {
    const at = await (await province()).desk();
    const outcome = await load(at, csv);
    expect(outcome).toMatchObject({ status: 'refused', total: 1 });
    expect(JSON.stringify(outcome)).toContain(`Thiếu cột ${what}`);
  });

  it.each([
    ['an unknown column', 'Đơn vị,Năm,Tiêu chí,Điểm,Ghi thêm\nSở A,2026,I.1,1,x\n', 'Ghi thêm'],
    ['a column twice', 'Đơn vị,Năm,Tiêu chí,Mã tiêu chí,Điểm\nSở A,2026,I.1,I.1,1\n', 'Mã tiêu chí'],
  ])('%s', async (_, csv, column) => {
    const at = await (await province()).desk();
    expect(await load(at, csv)).toMatchObject({ status: 'refused', problems: [{ row: 1, column }] });
  });

  it('a standard of 0 after reductions, together with what was reduced before', async () => {
    const at = await (await province()).desk();
    expect(await load(at, `${HEADER}Sở A,2026,I,miễn,,,Không áp dụng,\n`)).toMatchObject({
      status: 'loaded',
    });
    const before = await stored(at);
    const outcome = await load(at, `${HEADER}${GOOD}Sở A,2026,II,,,8,Không có thủ tục,\n`);
    expect(outcome).toMatchObject({ status: 'refused', total: 1, problems: [{ row: 3 }] });
    expect(JSON.stringify(outcome)).toContain('điểm chuẩn của đơn vị còn 0');
    expect(await stored(at)).toEqual(before);
  });

  it('every fault of it', async () => {
    const at = await (await province()).desk();
    const outcome = await load(at, `${HEADER}Sở A,2026,I.1,-1,,,,\nSở A,2026,I.9,1,,,,\nSở A,2026,T,3,,,\n`);
    expect(outcome).toMatchObject({ status: 'refused', total: 3 });
  });
});
