/** Checks of rule sets over time and over data. */
import { describe, expect, it } from 'vitest';
import { formatDiagnostic } from '../../../engine/language/diagnostics.ts';
import type { DecisionRequest } from '../../../engine/model/decision.ts';
import type { FactState } from '../../../engine/model/facts.ts';
import { ratio } from '../../../engine/model/ratio.ts';
import type { Condition, Rule } from '../../../engine/model/ruleset.ts';
import { checkRuleSet } from '../../../engine/prove/check.ts';
import { proveGaps } from '../../../engine/prove/gaps.ts';
import { projectFiles, projectRuleSet, ruleSetOf, withChange } from '../language/sources.ts';
import { example } from './examples.ts';
import { invented, ruleOf } from './invent.ts';

function unit(id: string, index: number, year = 2022): DecisionRequest {
  const facts = new Map<string, FactState>([['chỉ số', { status: 'known', value: ratio(index, 100) }]]);
  return {
    unit: id,
    scheme: 'thu',
    subject: 'đơn vị',
    year,
    lawDate: `${year}-12-31`,
    facts,
    publishedRanks: new Map(),
  };
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
    const data = [unit('a', 80), unit('a', 80, 2023), unit('b', 80), unit('c', 81)];
    const [gap] = await checkRuleSet(example('gap-at-a-point'), data);
    expect(gap?.consequence).toBe('2 đơn vị trong dữ liệu hiện có không được xếp hạng');
  });

  it('is told in general where no unit is concerned', async () => {
    const [gap] = await checkRuleSet(example('gap-at-a-point'), [unit('a', 79)]);
    expect(gap?.consequence).toBe('đơn vị có số liệu như vậy không được xếp hạng');
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
