import { describe, expect, it } from 'vitest';
import { runCases } from '../../../engine/decide/cases.ts';
import { rule, smallCases, smallRules } from '../cases/small-rules.ts';

const DUTY =
  '  - {mã: d, căn cứ: mục II, trích: x, đối tượng: tỉnh, áp dụng cho năm đánh giá: {từ: 2022}, cần người quyết định: {vai trò: UBND tỉnh, câu hỏi: Đủ chưa?}}\n';
const POINTS = rule(
  'cứ 10 hồ sơ trừ 0,25 điểm, tối đa 2 điểm, nếu trên 5 hồ sơ',
  '{hồ sơ: trên 5 hồ sơ}',
  '\n      trừ điểm:\n        số điểm: 0,25 điểm\n        mỗi: 10 hồ sơ\n        tối đa: 2 điểm',
);
const ruleSet = smallRules(POINTS + DUTY);

async function differences(entry: string): Promise<readonly string[]> {
  const [result] = await runCases(ruleSet, smallCases(ruleSet, `  - ${entry}\n`));
  return result?.differences ?? ['no case'];
}

describe('a case', () => {
  it('says whether a clause is left to people in a year', async () => {
    const of = (year: number, word: string): Promise<readonly string[]> =>
      differences(`{tên: a, năm: ${year}, đối tượng: tỉnh, thì: {quy tắc: {thu/d: ${word}}}}`);
    expect(await of(2022, 'đúng')).toEqual([]);
    expect(await of(2021, 'không áp dụng')).toEqual([]);
    expect(await of(2021, 'đúng')).toEqual(['quy tắc thu/d: mong đợi đúng, kết quả là không áp dụng']);
  });

  it('says what an increment of points comes to, up to its limit', async () => {
    const of = (files: number, total: string): Promise<readonly string[]> =>
      differences(
        `{tên: a, năm: 2022, cho: {hồ sơ: ${files}}, thì: {hệ quả: ["đơn vị: trừ ${total} điểm"]}}`,
      );
    expect(await of(39, '0,75')).toEqual([]);
    expect(await of(500, '2')).toEqual([]);
    expect(await of(39, '1')).toHaveLength(1);
  });
});
