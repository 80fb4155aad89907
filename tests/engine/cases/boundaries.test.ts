import { describe, expect, it } from 'vitest';
import { boundariesYaml } from '../../../cli/case-reports.ts';
import { boundariesOf } from '../../../engine/cases/boundaries.ts';
import { runCases } from '../../../engine/decide/cases.ts';
import type { RuleSet } from '../../../engine/model/ruleset.ts';
import { projectRuleSet } from '../language/sources.ts';
import { rule, smallCases, smallRules } from './small-rules.ts';

async function yamlOf(ruleSet: RuleSet): Promise<string> {
  return boundariesYaml(await boundariesOf(ruleSet, () => true), ruleSet);
}

/** The values of a fact in the cases made, with the outcome expected. */
async function outcomes(ruleSet: RuleSet): Promise<string[]> {
  const { cases } = await boundariesOf(ruleSet, () => true);
  return cases.map(({ place, decision }) => `${place}: ${decision.rules.at(0)?.outcome}`);
}

describe('boundary cases', () => {
  it('stand just below, at and just above a figure, with the other facts such that it decides', async () => {
    const ruleSet = smallRules(
      rule('tỷ lệ a từ 5% trở lên và tỷ lệ b dưới 80%', '{tỷ lệ a: từ 5% trở lên, tỷ lệ b: dưới 80%}'),
    );
    expect(await yamlOf(ruleSet)).toContain(`  - tên: "thu/r: tỷ lệ a 5%, đúng ngưỡng"
    năm: 2020
    phương án: thu
    cho:
      tỷ lệ b: 0%
      tỷ lệ a: 5%
    thì:
      quy tắc:
        thu/r: đúng
      hệ quả:
        - "đơn vị: có việc"
`);
    expect(await outcomes(ruleSet)).toEqual([
      'below: false',
      'at: true',
      'above: true',
      'below: true',
      'at: false',
      'above: false',
    ]);
  });

  it.each([
    [
      'a count, by one',
      rule('từ 1.000 hồ sơ trở lên', '{hồ sơ: từ 1.000 hồ sơ trở lên}'),
      ['999', '1.000', '1.001'],
    ],
    ['points, by a hundredth', rule('trên 2 điểm', '{điểm: trên 2 điểm}'), ['1,99', '2', '2,01']],
    [
      'a fraction',
      rule('từ 2/3 trở lên', '{tỷ lệ a: từ 2/3 trở lên}'),
      ['19997/30000', '2/3', '20003/30000'],
    ],
    [
      'a deadline, by a minute',
      rule('trước ngày 31/12', '{ngày nộp: trước ngày 31/12}'),
      ['30/12/2020 23:59', '31/12/2020', '31/12/2020 00:01'],
    ],
    // Nothing lies above 100%.
    ['the end of a domain', rule('đạt 100%', '{tỷ lệ a: đạt 100%}'), ['99,99%', '100%']],
  ])('go by the unit of the fact: %s', async (_, entry, values) => {
    const yaml = await yamlOf(smallRules(entry));
    const found = [...yaml.matchAll(/tên: "thu\/r: (?:hồ sơ|điểm|tỷ lệ a|ngày nộp) (.*), (?:ngay|đúng)/gu)];
    expect(found.map(([, value]) => value)).toEqual(values);
  });

  it('name the comparisons for which none could be made', async () => {
    const ruleSet = smallRules(
      rule(
        'tăng từ 2 điểm phần trăm trở lên so với năm trước',
        '{tỷ lệ b: tăng từ 2 điểm phần trăm trở lên so với năm trước}',
      ),
    );
    expect(await yamlOf(ruleSet)).toContain('# Chưa sinh được, cần tự viết: thu/r: chênh lệch tỷ lệ b');
  });

  it('of the small rules load and pass as they are printed', async () => {
    const ruleSet = smallRules(
      rule(
        'tỷ lệ a từ 80% đến dưới 95%, hạng TRUNG BÌNH trong 2 năm liên tục',
        '{tỷ lệ a: từ 80% đến dưới 95%, hạng: TRUNG BÌNH trong 2 năm liên tục}',
      ),
    );
    const yaml = await yamlOf(ruleSet);
    const cases = smallCases(ruleSet, yaml.slice(yaml.indexOf('\n  - ') + 1));
    expect(cases).toHaveLength(6);
    expect((await runCases(ruleSet, cases)).flatMap(({ differences }) => differences)).toEqual([]);
  });

  it("of the project's own rules turn each rule both ways", async () => {
    const { cases } = await boundariesOf(projectRuleSet(), () => true);
    const turned = Map.groupBy(
      cases,
      ({ rule: { id }, comparison }) => `${id} ${comparison.fact} ${comparison.phrase}`,
    );
    expect(turned.size).toBeGreaterThan(5);
    for (const [name, group] of turned) {
      const found = new Set(
        group.map(
          ({ rule: { id }, decision }) => decision.rules.find(({ rule: each }) => each.id === id)?.outcome,
        ),
      );
      expect([name, found.size]).toEqual([name, 2]);
    }
  });
});
