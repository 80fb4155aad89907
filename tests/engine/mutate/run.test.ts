import { describe, expect, it } from 'vitest';
import { areEquivalent } from '../../../engine/mutate/equivalent.ts';
import { mutantsOf } from '../../../engine/mutate/mutants.ts';
import { type MutantResult, runMutants, survives, tally } from '../../../engine/mutate/run.ts';
import { rule, smallCases, smallRules } from '../cases/small-rules.ts';

const AT_LEAST_5 = smallRules(rule('từ 5% trở lên', '{tỷ lệ a: từ 5% trở lên}'));
const EXACT = `
  - {tên: đúng 5%, năm: 2020, cho: {tỷ lệ a: 5%}, thì: {quy tắc: {thu/r: đúng}, hệ quả: ['đơn vị: có việc']}}
  - {tên: năm 2019 chưa áp dụng, năm: 2019, cho: {tỷ lệ a: 5%}, thì: {quy tắc: {thu/r: không áp dụng}}}
`;
const NEAR = `${EXACT}
  - {tên: 4% thì không, năm: 2022, cho: {tỷ lệ a: 4%}, thì: {quy tắc: {thu/r: sai}, hệ quả: []}}
`;

function surviving(results: readonly MutantResult[]): string[] {
  return results.filter(survives).map(({ mutant }) => mutant.change);
}

describe('the cases of a rule', () => {
  it('on both sides of a threshold and at it notice every change, and each is credited to the first that does', async () => {
    const results = await runMutants(AT_LEAST_5, smallCases(AT_LEAST_5, NEAR), () => true);
    expect(surviving(results)).toEqual([]);
    expect(tally(results)).toEqual({ noticed: results.length, counted: results.length });
    const by = new Map(results.map(({ mutant, by: ruleCase }) => [mutant.change, ruleCase?.name]));
    expect(by.get('tỷ lệ a: từ 5% trở lên → trên 5%')).toBe('đúng 5%');
    expect(by.get('tỷ lệ a: từ 5% trở lên → từ 4% trở lên')).toBe('4% thì không');
    expect(by.get('từ năm 2020 → từ năm 2019')).toBe('năm 2019 chưa áp dụng');
  });

  it('on one side only leave the change to the other side unnoticed', async () => {
    const results = await runMutants(AT_LEAST_5, smallCases(AT_LEAST_5, EXACT), () => true);
    expect(surviving(results)).toEqual(['tỷ lệ a: từ 5% trở lên → từ 4% trở lên']);
    expect(results.find(survives)?.mutant.why).toBe('Chưa có trường hợp nào nằm giữa 4% và 5%.');
  });
});

describe('a change that decides nothing differently', () => {
  it.each([
    ['the top step and all above it', rule('hạng là TỐT', '{hạng: là TỐT}'), 'hạng: là TỐT → TỐT trở lên'],
    [
      'a condition that another makes needless',
      rule('từ 5% trở lên; từ 3% trở lên', '{tỷ lệ a: từ 5% trở lên, không: {tỷ lệ a: dưới 3%}}'),
      'bỏ điều kiện không "tỷ lệ a: dưới 3%"',
    ],
    [
      'how a level is picked among levels of which only one can hold',
      `  - {mã: r, căn cứ: mục I, trích: TỐT từ 85% trở lên và KHÁ dưới 85%, đối tượng: đơn vị, cách chọn: chỉ một mức đúng,
     các mức: [{khi: {tỷ lệ a: từ 85% trở lên}, thì: {xếp hạng: TỐT}}, {khi: {tỷ lệ a: dưới 85%}, thì: {xếp hạng: KHÁ}}]}
`,
      'chỉ một mức đúng → lấy mức đầu tiên đúng',
    ],
    [
      'a date that no 31 December notices',
      rule('trên 5%', '{tỷ lệ a: trên 5%}', '{cảnh báo: x}', '    hiệu lực: {từ: 15/6/2022}\n'),
      'từ ngày 15/06/2022 → từ ngày 16/06/2022',
    ],
  ])('is known: %s', async (_, entry, change) => {
    const ruleSet = smallRules(entry);
    const mutant = mutantsOf(ruleSet, () => true).find((each) => each.change === change);
    expect(mutant?.change).toBe(change);
    expect(mutant && (await areEquivalent(ruleSet, mutant.ruleSet))).toBe(true);
  });

  it.each([
    ['a threshold', rule('từ 5% trở lên', '{tỷ lệ a: từ 5% trở lên}')],
    ['the edge of a deadline', rule('trước ngày 31/12', '{ngày nộp: trước ngày 31/12}')],
    ['a range', rule('từ 80% đến dưới 95%', '{tỷ lệ a: từ 80% đến dưới 95%}')],
    ['a count', rule('trên 10 hồ sơ', '{hồ sơ: trên 10 hồ sơ}')],
    [
      'how a level is picked among levels of which several hold',
      `  - {mã: r, căn cứ: mục I, trích: TỐT từ 85% trở lên và KHÁ từ 70% trở lên, đối tượng: đơn vị, cách chọn: chỉ một mức đúng,
     các mức: [{khi: {tỷ lệ a: từ 85% trở lên}, thì: {xếp hạng: TỐT}}, {khi: {tỷ lệ a: từ 70% trở lên}, thì: {xếp hạng: KHÁ}}]}\n`,
    ],
    ['years', rule('KHÁ trong 2 năm liên tục', '{hạng: KHÁ trong 2 năm liên tục}')],
  ])('is never claimed of %s', async (_, entry) => {
    const ruleSet = smallRules(entry);
    for (const { change, ruleSet: changed } of mutantsOf(ruleSet, () => true)) {
      expect([change, await areEquivalent(ruleSet, changed)]).toEqual([change, false]);
    }
  });

  it('is not claimed where there are too many combinations to try', async () => {
    const ruleSet = smallRules(rule('KHÁ trong 10 năm liên tục', '{hạng: KHÁ trong 10 năm liên tục}'));
    const mutant = mutantsOf(ruleSet, () => true).find(({ change }) =>
      change.endsWith('trong 9 năm liên tục'),
    );
    expect(mutant && (await areEquivalent(ruleSet, mutant.ruleSet))).toBe(false);
  });
});
