/** Checks of rule sets over time and over data. */
import { describe, expect, it } from 'vitest';
import { decide } from '../../../engine/decide/decide.ts';
import { formatDiagnostic } from '../../../engine/language/diagnostics.ts';
import type { Decision } from '../../../engine/model/decision.ts';
import type { FactState } from '../../../engine/model/facts.ts';
import { ratio } from '../../../engine/model/ratio.ts';
import type { Condition, Rule, RuleSet } from '../../../engine/model/ruleset.ts';
import { checkRuleSet } from '../../../engine/prove/check.ts';
import { proveGaps } from '../../../engine/prove/gaps.ts';
import { projectFiles, projectRuleSet, ruleSetOf, withChange } from '../language/sources.ts';
import { example } from './examples.ts';
import { invented, ruleOf } from './invent.ts';

type Unit = readonly [id: string, index: number, year?: number];

/** What every unit has beside its index, as a number of hundredths. */
const OTHERS = { 'tỷ lệ trễ hạn': 20, 'mức hài lòng': 95, 'số hồ sơ giấy': 300 };

/** Decisions on units by their index in per cent. */
async function* decided(ruleSet: RuleSet, units: readonly Unit[]): AsyncGenerator<Decision> {
  for (const [unit, index, year = 2022] of units) {
    const figures = Object.entries({ 'chỉ số': index, ...OTHERS });
    const facts = new Map(
      figures.map(([fact, value]): [string, FactState] => [
        fact,
        { status: 'known', value: ratio(value, 100) },
      ]),
    );
    const request = { unit, scheme: 'thu', subject: 'đơn vị', year, lawDate: `${year}-12-31` } as const;
    yield decide(ruleSet, { ...request, facts, publishedRanks: new Map() });
  }
}

/** What each finding of an example means for the units. */
async function consequences(name: string, units: readonly Unit[]): Promise<(string | undefined)[]> {
  const ruleSet = example(name);
  const found = await checkRuleSet(ruleSet, decided(ruleSet, units));
  return found.map(({ consequence }) => consequence);
}

const share = (fact: string, low: number): Condition => ({
  type: 'is',
  comparison: {
    fact,
    interval: { low: ratio(low, 100), lowOpen: false },
    years: 1,
    phrase: `từ ${low}% trở lên`,
    at: { file: 'rules/thu/thu.yaml', line: low + 1, column: 1 },
  },
});

describe('what a finding means for the data held', () => {
  it('is told by the number of units, each once', async () => {
    const units: Unit[] = [
      ['a', 80],
      ['a', 80, 2023],
      ['b', 80, 2023],
      ['c', 81],
    ];
    expect(await consequences('gap-at-a-point', units)).toEqual([
      '2 đơn vị trong dữ liệu hiện có không được xếp hạng (a năm 2022, b năm 2023)',
    ]);
  });

  it('is told of each gap by itself', async () => {
    const units: Unit[] = [
      ['a', 5],
      ['b', 83],
    ];
    expect(await consequences('gaps-between', units)).toEqual([
      '1 đơn vị trong dữ liệu hiện có không được xếp hạng (b năm 2022)',
      '1 đơn vị trong dữ liệu hiện có không được xếp hạng (a năm 2022)',
    ]);
  });

  it('names three of many', async () => {
    const units = ['a', 'b', 'c', 'd'].map((id): Unit => [id, 80]);
    expect(await consequences('gap-at-a-point', units)).toEqual([
      '4 đơn vị trong dữ liệu hiện có không được xếp hạng (a năm 2022, b năm 2022, c năm 2022, …)',
    ]);
  });

  it('is told to be nobody, or in general where no data is held', async () => {
    const inGeneral = 'đơn vị có số liệu như vậy không được xếp hạng';
    expect(await consequences('gap-at-a-point', [['a', 79]])).toEqual([
      `${inGeneral}; chưa liên quan đến đơn vị nào trong dữ liệu hiện có`,
    ]);
    expect(await consequences('gap-at-a-point', [])).toEqual([inGeneral]);
  });

  it.each([
    ['overlaps', 60, 'có hai xếp hạng cùng lúc'],
    ['shadowed-level', 85, 'thuộc mức này mà được xếp mức khác'],
    ['two-rankings', 85, 'có hai xếp hạng trái nhau'],
    ['lost-rank', 85, 'mất mức TỐT'],
    ['ranking-hole', 85, 'không được xếp hạng trong thời gian đó'],
    ['threshold-holes', 85, 'trong thời gian đó không được xét điều kiện này'],
    ['impossible-effects', 85, 'thuộc quy tắc này mà kết quả không đổi'],
    ['facts-at-fault', 85, 'có số liệu này mà không quy tắc nào dùng'],
    ['facts-at-fault', 85, 'chưa biết có thuộc "thu/tre-han" không'],
    ['rank-cycle', 85, 'luôn là "chưa biết" theo quy tắc này'],
    ['redundant', 85, 'chịu hệ quả của cả hai quy tắc; bỏ quy tắc này không làm thay đổi kết quả nào'],
    ['lost-grade', 85, 'đủ điều kiện theo quy tắc trước mà bị quy tắc sau chặn'],
  ])('is told of %s', async (name, index, fate) => {
    expect((await consequences(name, [['a', index]])).join('\n')).toContain(
      `1 đơn vị trong dữ liệu hiện có ${fate} (a năm 2022)`,
    );
  });
});

describe('rules that change with time', () => {
  it('are not contradictory where one ends before the other begins', async () => {
    const level = (id: string, low: number, rank: string, more: Partial<Rule>): Rule =>
      ruleOf(id, share('a', low), { kind: 'band', rank }, { pick: 'first', ...more });
    const until = { years: { to: 2021 } };
    const since = { years: { from: 2022 } };
    const rules = [
      level('cu/TỐT', 80, 'TỐT', until),
      level('cu/YẾU', 0, 'YẾU', until),
      level('moi/TỐT', 90, 'TỐT', since),
      level('moi/YẾU', 0, 'YẾU', since),
    ];
    expect(await checkedCodes(rules)).toEqual([]);
    expect(await checkedCodes(rules.map((rule) => ({ ...rule, years: { from: 2022 } })))).toEqual(['KC-016']);
  });

  it('are not redundant where only for some years another says the same', async () => {
    const cap = (id: string, low: number, from: number): Rule =>
      ruleOf(id, share('b', low), { kind: 'warning', what: 'x' }, { years: { from } });
    expect(await checkedCodes([cap('chat', 20, 2022), cap('long', 10, 2023)])).toEqual([]);
    expect(await checkedCodes([cap('chat', 20, 2022), cap('long', 10, 2021)])).toEqual(['KC-015']);
  });

  it('are told to say the same only once, of two the later', async () => {
    const twice = ['mot', 'hai'].map((id) => ruleOf(id, share('b', 20), { kind: 'warning', what: 'x' }));
    const found = await checkRuleSet(invented(twice));
    expect(found.map(({ code, message }) => [code, message.split(' ')[0]])).toEqual(
      expect.arrayContaining([['KC-015', '"thu/hai"']]),
    );
    expect(found.filter(({ code }) => code === 'KC-015')).toHaveLength(1);
  });

  it('do not conflict with an exception that names them', async () => {
    const all = [
      ruleOf('xep/TỐT', share('a', 80), { kind: 'band', rank: 'TỐT' }, { pick: 'first' }),
      ruleOf('xep/YẾU', share('a', 0), { kind: 'band', rank: 'YẾU' }, { pick: 'first' }),
      ruleOf('rieng', share('b', 50), { kind: 'band', rank: 'KHÁ' }, { exceptionTo: ['thu/xep'] }),
    ];
    expect(await checkedCodes(all)).toEqual([]);
    expect(await checkedCodes(all.map((rule) => ({ ...rule, exceptionTo: [] })))).toEqual(['KC-016']);
  });
});

describe('exceptions', () => {
  const all = (id: string, when: Condition, more: Partial<Rule> = {}): Rule =>
    ruleOf(id, when, { kind: 'warning', what: id }, more);

  it('that take everything leave a rule dead, but not what is an exception to them', async () => {
    const rule = all('chung', share('a', 20));
    const exception = all('rieng', share('a', 0), { exceptionTo: ['thu/chung'] });
    const back = all('tro-lai', share('b', 60), { exceptionTo: ['thu/rieng'] });
    expect(await checkedCodes([rule, exception])).toEqual(['KC-014']);
    expect(await checkedCodes([rule, exception, back])).toEqual([]);
  });
});

describe("the project's rules", () => {
  it('are proven without gaps', async () => {
    const proofs = await proveGaps(projectRuleSet());
    expect(proofs.flatMap(({ findings }) => findings)).toEqual([]);
    expect(proofs.flatMap(({ bandings }) => bandings)).toContain('2991-qd-ubnd-2019/xep-hang');
  });

  it('have a gap once "dưới 60%" is written as "dưới 59%"', async () => {
    const files = withChange(
      '2991-qd-ubnd-2019.yaml',
      '{chỉ số CCHC: đạt dưới 60%}',
      '{chỉ số CCHC: đạt dưới 59%}',
    ).map((file) => ({
      ...file,
      text: file.text.replace('(đạt dưới 60%)', '(đạt dưới 59%)'),
    }));
    const found = await checkRuleSet(ruleSetOf(files));
    expect(found.map(formatDiagnostic).join('\\n')).toContain(
      'Chỉ số CCHC từ 59% đến dưới 60% không thuộc mức nào',
    );
    expect(projectFiles().length).toBe(files.length);
  });
});

/** The codes of all findings but that facts of the invention go unused. */
async function checkedCodes(rules: readonly Rule[]): Promise<string[]> {
  return (await checkRuleSet(invented(rules))).map(({ code }) => code).filter((code) => code !== 'KC-021');
}
