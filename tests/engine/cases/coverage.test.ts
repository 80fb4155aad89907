import { expect, it } from 'vitest';
import { coverageOf } from '../../../engine/cases/coverage.ts';
import { rule, smallCases, smallRules } from './small-rules.ts';

const ruleSet = smallRules(
  rule(
    'tỷ lệ a từ 5% trở lên hoặc tỷ lệ b dưới 80%; trước ngày 31/12',
    '{một trong: [{tỷ lệ a: từ 5% trở lên}, {tỷ lệ b: dưới 80%}, {ngày nộp: trước ngày 31/12}]}',
  ),
);

async function met(entries: string): Promise<Record<string, string[]>> {
  const coverage = await coverageOf(ruleSet, ruleSet.rules, smallCases(ruleSet, entries));
  return Object.fromEntries(coverage.map(({ comparison, met: ways }) => [comparison.fact, [...ways].sort()]));
}

it('a comparison is covered by one case that fulfils it and one that does not', async () => {
  const low = "{tên: thấp, năm: 2022, cho: {tỷ lệ a: 4%, tỷ lệ b: 70%}, thì: {hệ quả: ['đơn vị: có việc']}}";
  const high =
    "{tên: cao, năm: 2022, cho: {tỷ lệ a: 5%, ngày nộp: 30/12/2022}, thì: {hệ quả: ['đơn vị: có việc']}}";
  expect(await met(`  - ${low}\n`)).toEqual({ 'tỷ lệ a': ['false'], 'tỷ lệ b': ['true'], 'ngày nộp': [] });
  expect(await met(`  - ${low}\n  - ${high}\n`)).toEqual({
    'tỷ lệ a': ['false', 'true'],
    'tỷ lệ b': ['true'],
    'ngày nộp': ['true'],
  });
});

it('a deadline, which is another day each year, is one comparison', async () => {
  const on = (year: number, day: string): string =>
    `  - {tên: ${day}/${year}, năm: ${year}, cho: {ngày nộp: ${day}/${year}}, thì: {mức theo chỉ số: chưa xác định}}\n`;
  expect(await met(on(2022, '30/12') + on(2023, '31/12'))).toMatchObject({ 'ngày nộp': ['false', 'true'] });
});
