/** What the reorganisations of 2025 mean for figures, ranks and answers. */
import { describe, expect, it } from 'vitest';
import { answer } from '../../bot/answer/answer.ts';
import { renderPlain } from '../../bot/channels/plain.ts';
import { decideUnit, decideUnits, rankUnits } from '../../bot/decisions.ts';
import type { Desk } from '../../bot/desk.ts';
import { parseRole } from '../../bot/roles.ts';
import { write } from '../../db/database.ts';
import { unitsOn } from '../../db/lineage.ts';
import { createPerson, linkAccount } from '../../db/people.ts';
import { outbox } from '../../db/schema.ts';
import { findUnit, listUnits } from '../../db/units.ts';
import { figuresInto, LINEAGE, lineageInto, NOW, ranksInto, registry, reorganised } from './real-cases.ts';

async function decided(desk: Desk, id: string, year: number, options = {}) {
  const unit = await findUnit(desk.db, id);
  if (unit === undefined) throw new Error(`no unit ${id}`);
  return decideUnit(desk, unit, year, options);
}

async function said(desk: Desk, text: string, as = 'lanh-dao-tinh'): Promise<string> {
  const given = await answer(desk, parseRole(as) ?? { role: 'khach' }, { text });
  return renderPlain(given.reply);
}

const whole = (value: number) => ({ status: 'known', value: { numerator: BigInt(value), denominator: 1n } });

describe('the units of a year', () => {
  it('are those of then, under the names and blocks of then', async () => {
    const { db } = await (await reorganised()).desk();
    const names = async (day: string, block: string) =>
      (await unitsOn(db, day, { province: 'khanh-hoa', block })).map(({ name }) => name);
    expect(await names('2019-12-31', 'huyen')).toEqual(['UBND thành phố Nha Trang', 'UBND huyện Diên Khánh']);
    expect(await names('2025-06-30', 'huyen')).toHaveLength(2);
    expect(await names('2025-07-01', 'huyen')).toEqual([]);
    expect(await names('2026-11-20', 'xa')).toEqual([
      'UBND phường Nha Trang',
      'UBND phường Bắc Nha Trang',
      'UBND xã Diên Khánh',
    ]);
    expect(await names('2024-12-31', 'nganh-doc')).toEqual(['Cục Thuế tỉnh']);
    expect(await names('2025-12-31', 'nganh-doc')).toEqual(['Chi cục Thuế khu vực']);
    expect(await names('2025-12-31', 'so')).toEqual([
      'Sở Tài chính',
      'Sở Nông nghiệp và Môi trường',
      'Sở Xây dựng',
      'Sở Khoa học và Công nghệ',
      'Sở Tư pháp',
    ]);
  });

  it('are ranked: districts in 2019, wards in 2026', async () => {
    const desk = await (await reorganised()).desk();
    const ranked = async (year: number) =>
      (await rankUnits(desk, 'khanh-hoa', year)).map(({ unit }) => unit.id).filter((id) => /tp|-p-/.test(id));
    expect(await ranked(2019)).toEqual(['kh-tp-nha-trang']);
    expect(await ranked(2026)).toEqual(['kh-p-nha-trang', 'kh-p-bac-nha-trang']);
  });

  it('are told as they were, also of a unit that goes by another name now', async () => {
    const desk = await (await reorganised()).desk();
    expect((await decided(desk, 'kh-cuc-thue', 2024)).unit.name).toBe('Cục Thuế tỉnh');
    expect((await decided(desk, 'kh-cuc-thue', 2025)).unit.name).toBe('Chi cục Thuế khu vực');
  });

  it('are as was known on the date of the data', async () => {
    const desk = await (await reorganised()).desk();
    const known = await unitsOn(desk.db, '2025-12-31', { province: 'ninh-thuan' });
    const before = await unitsOn(desk.db, '2025-12-31', { province: 'ninh-thuan', dataDate: '2026-11-19' });
    expect(known).toEqual([]);
    expect(before.map(({ id }) => id)).toEqual(['nt-so-tu-phap', 'nt-huyen-ninh-phuoc']);
  });
});

/** Months before and after the merger of Sở Kế hoạch và Đầu tư into Sở Tài chính on 01/03/2025. */
const MONTHS = [
  'kh-so-khdt,01/2025,100,3',
  'kh-so-khdt,02/2025,100,5',
  'kh-so-tai-chinh,01/2025,200,1',
  'kh-so-tai-chinh,02/2025,200,2',
  'kh-so-tai-chinh,03/2025,400,4',
].join('\n');

describe('totals that add up', () => {
  it('are those of the unit and, before the merger, of the units that went into it, each source told', async () => {
    const desk = await (await reorganised()).desk();
    expect(await figuresInto(desk, MONTHS)).toMatchObject({ status: 'loaded' });
    const of = await decided(desk, 'kh-so-tai-chinh', 2025);
    expect(of.figures?.facts.get('hồ sơ trễ hạn')).toEqual(whole(15));
    expect(of.figures?.facts.get('hồ sơ đã giải quyết')).toEqual(whole(1000));
    const text = await said(desk, 'Vì sao Sở Tài chính năm 2025?');
    expect(text).toContain('1,5% (15/1.000 hồ sơ)');
    expect(text).toMatch(
      /đã cộng cả của Sở Kế hoạch và Đầu tư: tháng 01\/2025, tháng 02\/2025 \(nguồn: tep-\d+\.csv\)/,
    );
  });

  it('are those of each by itself while the day of the merger has not come', async () => {
    const desk = await (await reorganised()).desk();
    await figuresInto(desk, MONTHS);
    const before = { lawDate: '2025-02-28' };
    const late = async (id: string) =>
      (await decided(desk, id, 2025, before)).figures?.facts.get('hồ sơ trễ hạn');
    expect(await late('kh-so-khdt')).toEqual(whole(8));
    expect(await late('kh-so-tai-chinh')).toEqual(whole(7));
  });

  it('of a new unit are those of the two that it was made of', async () => {
    const desk = await (await reorganised()).desk();
    const rows = ['kh-so-tnmt,01/2025,10,1', 'kh-so-nnptnt,01/2025,20,2', 'kh-so-nnmt,04/2025,40,4'];
    await figuresInto(desk, rows.join('\n'));
    const of = await decided(desk, 'kh-so-nnmt', 2025);
    expect(of.figures?.facts.get('hồ sơ trễ hạn')).toEqual(whole(7));
  });

  it('count no month twice: what the new unit tells of a month before it began stands for all', async () => {
    const desk = await (await reorganised()).desk();
    const rows = ['kh-so-tnmt,01/2025,10,1', 'kh-so-nnptnt,01/2025,20,2', 'kh-so-nnmt,01/2025,31,4'];
    await figuresInto(desk, rows.join('\n'));
    const of = await decided(desk, 'kh-so-nnmt', 2025);
    expect(of.figures?.facts.get('hồ sơ trễ hạn')).toEqual(whole(4));
  });

  it('count nothing that was loaded of the old unit for months after its end', async () => {
    const at = await registry();
    const desk = await at.desk();
    await figuresInto(desk, `${MONTHS}\nkh-so-khdt,03/2025,900,90`);
    await lineageInto(desk, LINEAGE);
    const of = await decided(desk, 'kh-so-tai-chinh', 2025);
    expect(of.figures?.facts.get('hồ sơ trễ hạn')).toEqual(whole(15));
  });

  it.each([
    [
      'a month of which one did not tell',
      'kh-so-tai-chinh,01/2025,200,1',
      'chưa đủ số liệu tháng 01/2025 của Sở Kế hoạch và Đầu tư',
    ],
    [
      'a total of the whole year',
      'kh-so-khdt,2025,100,3\nkh-so-tai-chinh,04/2025,200,1',
      'chưa biết phần trước 01/03/2025: Sở Kế hoạch và Đầu tư chỉ có số liệu cả năm',
    ],
  ])('are unknown for %s, and the answer says why', async (_, rows, why) => {
    const at = await registry();
    const desk = await at.desk();
    await figuresInto(desk, rows);
    await lineageInto(desk, LINEAGE);
    const of = await decided(desk, 'kh-so-tai-chinh', 2025);
    expect(of.decision.request.facts.get('hồ sơ trễ hạn')).toEqual({ status: 'missing' });
    expect(of.decision.missing).toContain('tỷ lệ hồ sơ trễ hạn');
    expect(await said(desk, 'Vì sao Sở Tài chính năm 2025?')).toContain(why);
  });

  it('of a part of another unit are unknown for the year of the split', async () => {
    const desk = await (await registry()).desk();
    const [header = ''] = LINEAGE.split('\n');
    const split = 'kh-tp-nha-trang,chia,kh-p-nha-trang,01/07/2025,1/NQ,01/06/2025';
    await lineageInto(desk, `${header}\n${split}\n${split.replace('kh-p-nha', 'kh-p-bac-nha')}\n`);
    await figuresInto(
      desk,
      'kh-p-nha-trang,08/2025,50,1\nkh-tp-nha-trang,05/2025,500,9\nkh-p-nha-trang,01/2026,50,1',
    );
    expect((await decided(desk, 'kh-p-nha-trang', 2025)).decision.request.facts.get('hồ sơ trễ hạn')).toEqual(
      {
        status: 'missing',
      },
    );
    expect(await said(desk, 'Vì sao UBND phường Nha Trang năm 2025?')).toContain(
      'không tách được từ số liệu của UBND thành phố Nha Trang',
    );
    expect((await decided(desk, 'kh-p-nha-trang', 2026)).figures?.facts.get('hồ sơ trễ hạn')).toEqual(
      whole(1),
    );
  });

  it('go on into the department of the merged province', async () => {
    const desk = await (await reorganised()).desk();
    await figuresInto(
      desk,
      'nt-so-tu-phap,05/2025,10,2\nkh-so-tu-phap,05/2025,20,3\nkh-so-tu-phap,08/2025,30,4',
    );
    expect((await decided(desk, 'kh-so-tu-phap', 2025)).figures?.facts.get('hồ sơ trễ hạn')).toEqual(
      whole(9),
    );
  });
});

describe('a rule over several years', () => {
  const ranks = (id: string) =>
    `${id},2024,TRUNG BÌNH,9/QĐ-UBND,21/01/2025\n${id},2025,TRUNG BÌNH,9/QĐ-UBND,21/01/2026`;

  it('goes to a person across a merger, with the question', async () => {
    const desk = await (await reorganised()).desk();
    await ranksInto(desk, ranks('kh-so-tai-chinh'));
    const { decision } = await decided(desk, 'kh-so-tai-chinh', 2025);
    const rule = decision.rules.find(({ rule: { id } }) => id.endsWith('/hai-nam'));
    expect(rule?.outcome).toBe('unknown');
    expect(decision.openWork).toMatchObject([
      {
        role: 'UBND tỉnh Khánh Hòa',
        question: expect.stringContaining('sáp nhập từ 01/03/2025 (Sở Kế hoạch và Đầu tư), theo 01/NQ-THU'),
      },
    ]);
    expect(decision.missing).not.toContain('xếp hạng CCHC năm 2024');
    expect(await said(desk, 'Vì sao Sở Tài chính năm 2025?')).toContain('Cần người quyết định');
  });

  it('is the same by the compiled plan', async () => {
    const desk = await (await reorganised()).desk();
    await ranksInto(desk, ranks('kh-so-tai-chinh'));
    const units = await listUnits(desk.db, { province: 'khanh-hoa' });
    for (const each of await decideUnits(desk, units, 2025))
      expect(each.decision).toEqual((await decided(desk, each.unit.id, 2025)).decision);
  });

  it('does not across a mere renaming: history follows', async () => {
    const desk = await (await reorganised()).desk();
    await ranksInto(desk, ranks('kh-cuc-thue'));
    const { decision } = await decided(desk, 'kh-cuc-thue', 2025);
    expect(decision.rules.find(({ rule: { id } }) => id.endsWith('/hai-nam'))?.outcome).toBe('true');
    expect(decision.openWork).toEqual([]);
  });

  it('does not where the year before cannot change anything', async () => {
    const desk = await (await reorganised()).desk();
    await ranksInto(
      desk,
      'kh-so-tai-chinh,2024,TRUNG BÌNH,9/QĐ,21/01/2025\nkh-so-tai-chinh,2025,TỐT,9/QĐ,21/01/2026',
    );
    expect((await decided(desk, 'kh-so-tai-chinh', 2025)).decision.openWork).toEqual([]);
    expect(await said(desk, 'Sở Tài chính năm 2025')).toContain('không so sánh trực tiếp được');
  });

  it('is decided as before when the years lie on one side', async () => {
    const desk = await (await reorganised()).desk();
    await ranksInto(desk, ranks('kh-so-tai-chinh').replaceAll('2025,', '2023,'));
    const { decision } = await decided(desk, 'kh-so-tai-chinh', 2024);
    expect(decision.rules.find(({ rule: { id } }) => id.endsWith('/hai-nam'))?.outcome).toBe('true');
  });
});

describe('a unit that is no more', () => {
  it('is answered with its end, its document and its successors; its years stay', async () => {
    const desk = await (await reorganised()).desk();
    await ranksInto(desk, 'kh-tp-nha-trang,2019,KHÁ,199/QĐ-UBND,21/01/2020');
    const text = await said(desk, 'UBND thành phố Nha Trang');
    expect(text).toContain(
      'UBND thành phố Nha Trang đã kết thúc hoạt động từ 01/07/2025 theo 1667/NQ-UBTVQH15 ngày 16/06/2025; kế thừa bởi: UBND phường Nha Trang, UBND phường Bắc Nha Trang.',
    );
    expect(text).toContain('Các năm còn tra cứu được: 2019.');
    const year = await said(desk, 'UBND thành phố Nha Trang năm 2019');
    expect(year).toContain('xếp hạng KHÁ');
    expect(year).toContain('đã kết thúc hoạt động từ 01/07/2025');
    expect(await said(desk, 'UBND thành phố Nha Trang năm 2026')).toContain(
      'Không có kết quả riêng năm 2026',
    );
    expect(await said(desk, 'Lịch sử của UBND thành phố Nha Trang')).toContain('KHÁ (2019)');
  });

  it('is answered so to its own head, who gets nothing of the successor', async () => {
    const desk = await (await reorganised()).desk();
    await figuresInto(desk, 'kh-p-nha-trang,08/2026,50,5');
    const head = 'thu-truong:kh-tp-nha-trang';
    expect(await said(desk, 'Đơn vị tôi hiện xếp hạng gì, thứ mấy?', head)).toContain(
      'kế thừa bởi: UBND phường Nha Trang',
    );
    expect(await said(desk, 'UBND phường Nha Trang năm 2026', head)).not.toContain('10%');
  });

  it('is not among the units of one name where another has it now', async () => {
    const desk = await (await reorganised()).desk();
    const given = await answer(desk, { role: 'lanh-dao-tinh' }, { text: 'Sở Tư pháp' });
    expect(given).toMatchObject({ units: ['kh-so-tu-phap'], ambiguous: [] });
    const then = await answer(desk, { role: 'lanh-dao-tinh' }, { text: 'Sở Tư pháp năm 2019' });
    expect(then.ambiguous).toEqual(['kh-so-tu-phap', 'nt-so-tu-phap']);
  });

  it('leaves a block without units to say so', async () => {
    const desk = await (await reorganised()).desk();
    expect(await said(desk, 'Bảng xếp hạng khối huyện Khánh Hòa năm 2026')).toContain(
      'Khối này không còn đơn vị nào từ 01/07/2025. Đơn vị kế thừa thuộc: Khối xã, phường, đặc khu.',
    );
  });

  it.each(['08/2025', '2026'])('takes no figures of %s, and the successors are named', async (period) => {
    const desk = await (await reorganised()).desk();
    expect(await figuresInto(desk, `UBND thành phố Nha Trang,${period},50,5`)).toMatchObject({
      status: 'refused',
      total: 1,
      problems: [
        {
          row: 2,
          reason: expect.stringContaining('đã kết thúc hoạt động từ 01/07/2025'),
          remedy: expect.stringContaining('UBND phường Nha Trang (kh-p-nha-trang)'),
        },
      ],
    });
    await expect(ranksInto(desk, 'kh-tp-nha-trang,2026,KHÁ,9/QĐ,20/11/2026')).rejects.toThrow('kết thúc');
  });

  it('is warned of no more; late figures of it warn the unit that it went into', async () => {
    const desk = await (await reorganised()).desk();
    await write(desk.db, async (tx) => {
      for (const [chatId, role] of [
        ['1', 'thu-truong:kh-so-khdt'],
        ['2', 'thu-truong:kh-so-tai-chinh'],
      ] as const) {
        const { id } = await createPerson(tx, role, NOW);
        await linkAccount(tx, { channel: 'telegram', chatId }, id, NOW);
      }
    });
    await figuresInto(desk, 'kh-so-tai-chinh,01/2025,100,1');
    await figuresInto(desk, 'kh-so-khdt,01/2025,100,50');
    const sent = await desk.db.select({ chatId: outbox.chatId }).from(outbox);
    expect(sent).toEqual([{ chatId: '2' }]);
  });
});
