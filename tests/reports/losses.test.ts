/** "Mất điểm ở đâu, vì sao?" of every unit of which a report says something. */
import { describe, expect, it } from 'vitest';
import { answer } from '../../bot/answer/answer.ts';
import { renderPlain } from '../../bot/channels/plain.ts';
import { parseRole } from '../../bot/roles.ts';
import { listUnits } from '../../db/units.ts';
import { sampleDesk } from '../support/sample.ts';
import { printedTable } from './printed.ts';

const { desk } = sampleDesk();

async function losses(
  unitId: string,
  year: number,
  as = 'lanh-dao-tinh',
): Promise<{ text: string; refused: boolean }> {
  const caller = parseRole(as);
  if (caller === undefined) throw new Error('no such role');
  const texts: string[] = [];
  const read = async (action: string): Promise<boolean> => {
    const { reply, refused } = await answer(await desk(), caller, { action });
    texts.push(renderPlain(reply));
    const more = reply.buttons.find(({ label }) => label === 'Xem tiếp');
    if (more !== undefined) await read(more.action);
    if (action.endsWith(':points'))
      for (const { action: open } of reply.buttons.filter((each) =>
        /^explain:.*:\d{4}:[a-z0-9-]+$/u.test(each.action),
      ))
        if (!open.endsWith(':points')) await read(open);
    return refused;
  };
  const refused = await read(`explain:${unitId}:${year}:points`);
  return { text: texts.join('\n'), refused };
}

describe('where points were lost', () => {
  it('is told of all 44 units of Khánh Hòa in 2019, with the points that the prose states', async () => {
    const units = await listUnits((await desk()).db, { province: 'khanh-hoa' });
    expect(units).toHaveLength(44);
    const facts = printedTable('khanh-hoa/unit-facts-2019.csv').filter(
      (row) => row['fact'] === 'assigned_task_points',
    );
    for (const { id, name } of units) {
      const { text } = await losses(id, 2019);
      expect(text).toContain(`${name} năm 2019`);
      expect(text).toMatch(/Theo Báo cáo 341\/BC-SNV/u);
      for (const fact of facts.filter((row) => row['unit_id'] === id && row['value'] !== row['max']))
        expect(text).toContain(`${fact['value_printed']}/${fact['max']} điểm`);
    }
  });

  it('is told of every unit of Đắk Nông whose deduction the prose names, with the reason', async () => {
    const reasons = printedTable('dak-nong/score-reasons-2020.csv');
    expect(new Set(reasons.map((row) => row['unit_id'])).size).toBe(24);
    for (const id of new Set(reasons.map((row) => row['unit_id'] ?? ''))) {
      const { text } = await losses(id, 2020);
      expect(text).toMatch(/: được \d+(?:,\d+)?\/100 điểm, mất /u);
      const reason = reasons.find((row) => row['unit_id'] === id)?.['reason'] ?? '';
      expect(text.toLowerCase()).toContain(reason.slice(0, 40).toLowerCase());
    }
  });

  it('quotes the reason of a unit, and takes off what a penalty took off', async () => {
    expect((await losses('kh-so-cong-thuong', 2019)).text).toContain('Ban hành Kế hoạch trễ so với quy định');
    expect((await losses('kh-dh-khanh-hoa', 2019)).text).toContain('bị trừ 2 điểm');
  });

  it('is known to officials once it is published, and before that to the unit and the appraisers alone', async () => {
    expect((await losses('kh-so-y-te', 2019, 'thu-truong:kh-so-tu-phap')).refused).toBe(false);
    expect((await losses('st-tinh', 2017, 'thu-truong:st-so-noi-vu')).refused).toBe(false);
    expect(await losses('kh-so-y-te', 2019, 'khach')).toMatchObject({ refused: true });
    expect(await losses('kh-so-y-te', 2026, 'thu-truong:kh-so-tu-phap')).toMatchObject({ refused: false });
  });

  it.each([
    ['Nha Trang năm 2019 mất điểm ở đâu, vì sao?', 'kh-tp-nha-trang'],
    ['vi sao so y te dak nong bi tru diem nam 2020', 'dn-so-y-te'],
    ['Công an tỉnh Khánh Hòa bị trừ điểm chỗ nào năm 2019', 'kh-cong-an'],
    ['Sóc Trăng mất điểm ở tiêu chí nào?', 'st-tinh'],
  ])('is understood: %s', async (text, unitId) => {
    const told = await answer(await desk(), { role: 'lanh-dao-tinh' }, { text });
    expect([told.intent, told.units]).toEqual(['explain', [unitId]]);
    expect(renderPlain(told.reply)).toMatch(/mất điểm|mất \d/u);
  });
});

describe('units of one name in several provinces', () => {
  it('are asked for where nothing says which, with their provinces', async () => {
    const told = await answer(await desk(), { role: 'lanh-dao-tinh' }, { text: 'Sở Tư pháp năm 2019' });
    expect(told.ambiguous).toEqual(['dn-so-tu-phap', 'kh-so-tu-phap', 'st-so-tu-phap']);
    expect(told.reply.buttons.map(({ label }) => label)).toEqual([
      'Sở Tư pháp (Đắk Nông)',
      'Sở Tư pháp (Khánh Hòa)',
      'Sở Tư pháp (Sóc Trăng)',
    ]);
  });

  it.each([
    ['thu-truong:kh-so-y-te', 'kh-so-tu-phap'],
    ['can-bo:dn-huyen-cu-jut', 'dn-so-tu-phap'],
  ])('are those of the own province for %s', async (as, unitId) => {
    const caller = parseRole(as) ?? { role: 'khach' as const };
    const told = await answer(await desk(), caller, { text: 'Sở Tư pháp' });
    expect(told.units).toEqual([unitId]);
  });

  it.each([
    ['Sở Tư pháp Đắk Nông', 'dn-so-tu-phap'],
    ['sở tư pháp tỉnh Khánh Hòa năm 2019', 'kh-so-tu-phap'],
    ['ở Sóc Trăng thì Sở Tư pháp thế nào?', 'st-so-tu-phap'],
  ])('are told apart by the province that is named: %s', async (text, unitId) => {
    const told = await answer(await desk(), { role: 'lanh-dao-tinh' }, { text });
    expect(told.units).toEqual([unitId]);
  });

  it('a list is of the province that is named, else of the largest', async () => {
    const list = async (text: string) =>
      renderPlain((await answer(await desk(), { role: 'lanh-dao-tinh' }, { text })).reply);
    expect(await list('bảng xếp hạng tỉnh Đắk Nông')).toMatch(
      /^Xếp hạng cải cách hành chính năm 2020, toàn tỉnh Đắk Nông: 1 CAO, 29 TƯƠNG ĐỐI CAO\./u,
    );
    expect(await list('bảng xếp hạng')).toMatch(/toàn tỉnh Khánh Hòa: 24 TỐT, 19 KHÁ, 1 YẾU/u);
  });
});
