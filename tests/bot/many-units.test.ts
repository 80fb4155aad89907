/** Many units at once, by the compiled plan; and the groups that are known from what is stored. */
import { describe, expect, it } from 'vitest';
import { decideUnit, decideUnits } from '../../bot/decisions.ts';
import { listUnits } from '../../db/units.ts';
import { projectFiles, ruleSetOf } from '../engine/language/sources.ts';
import { sampleDesk } from '../support/sample.ts';

const { desk } = sampleDesk();

describe('units decided together', () => {
  it.each([2018, 2019, 2026])('are decided in %i as each by itself, with the same receipts', async (year) => {
    const at = await desk();
    const units = await listUnits(at.db);
    const together = await decideUnits(at, units, year);
    const alone = [];
    for (const unit of units) alone.push(await decideUnit(at, unit, year));
    expect(together.map(({ decision }) => decision)).toEqual(alone.map(({ decision }) => decision));
    expect(together.map(({ context }) => context)).toEqual(alone.map(({ context }) => context));
  });
});

describe('a limit to a share of the units of one block', () => {
  it('is counted from the published ranks of the block', async () => {
    const at = await desk();
    const files = projectFiles().map((file) =>
      file.path.endsWith('facts.yaml')
        ? { ...file, text: `${file.text}\nnhóm:\n  đơn vị cùng khối: chưa biết\n` }
        : file,
    );
    const limit = `văn bản: {mã: gioi-han, tên: Giới hạn, cơ quan ban hành: Thử, áp dụng cho năm đánh giá: {từ: 2017}}
quy tắc:
  - mã: khong-qua-20
    căn cứ: Điều 1
    trích: Không quá 20% số đơn vị cùng khối được xếp hạng TỐT.
    đối tượng: đơn vị
    khi: {tỷ lệ đơn vị cùng khối: {mà: {xếp hạng CCHC: là TỐT}, là: không quá 20%}}
    thì: {mục tiêu: Không quá 20% số đơn vị cùng khối được xếp hạng TỐT}
`;
    const ruleSet = ruleSetOf([...files, { path: 'rules/khanh-hoa/gioi-han.yaml', text: limit }]);
    const units = await listUnits(at.db, { province: 'khanh-hoa' });
    const decisions = await decideUnits({ ...at, ruleSet }, units, 2019);
    for (const { unit, decision } of decisions) {
      const block = decisions.filter((other) => other.unit.block === unit.block);
      const good = block.filter(({ published }) => published?.rank === 'TỐT').length;
      const found = decision.rules.find(({ rule }) => rule.id === 'gioi-han/khong-qua-20');
      expect(found?.conditions[0]?.states[0]).toMatchObject({ status: 'known' });
      expect(found?.outcome).toBe(good * 5 <= block.length ? 'true' : 'false');
    }
  });
});
