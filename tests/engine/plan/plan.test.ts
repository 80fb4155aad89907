import { describe, expect, it } from 'vitest';
import { decide } from '../../../engine/decide/decide.ts';
import { readCases } from '../../../engine/language/cases.ts';
import { isCasesFile } from '../../../engine/language/load.ts';
import type { DecisionRequest } from '../../../engine/model/decision.ts';
import { ratio } from '../../../engine/model/ratio.ts';
import { explain, type PlannedDecision } from '../../../engine/plan/explain.ts';
import type { PlanInput } from '../../../engine/plan/inputs.ts';
import { compilePlan } from '../../../engine/plan/plan.ts';
import { stepsOf } from '../../../engine/plan/rank-sets.ts';
import { inputDecider } from '../../../engine/plan/rows.ts';
import { projectFiles, projectRuleSet } from '../language/sources.ts';

const ruleSet = projectRuleSet();
const OF = { scheme: 'khanh-hoa', subject: 'đơn vị', year: 2022, lawDate: '2022-12-31' } as const;

/** An index in per cent, and nothing else. */
function withIndex(percent: number): PlanInput {
  const index = { status: 'known', value: ratio(percent, 100) } as const;
  return { facts: new Map([['chỉ số CCHC', index]]), publishedRanks: new Map() };
}

describe('a plan', () => {
  it('decides every case of the rules as json-rules-engine does', async () => {
    const cases = projectFiles()
      .filter(({ path }) => isCasesFile(path))
      .flatMap((file) => readCases(file, ruleSet).cases);
    expect(cases.length).toBeGreaterThan(20);
    for (const { name, request } of cases) {
      const { request: _request, receipt: _receipt, ...decision } = await decide(ruleSet, request);
      expect({ name, ...explained(request) }).toEqual({ name, ...decision });
    }
  });

  it('keeps the runs of its functions apart', () => {
    const plan = compilePlan(ruleSet, OF);
    const [one, other] = [inputDecider(plan), inputDecider(plan)];
    const verdict = one(withIndex(90));
    other(withIndex(10));
    expect(stepsOf(verdict.base).map((step) => plan.scale[step])).toEqual(['TỐT']);
  });

  it('takes nothing over from the subject before', () => {
    const plan = compilePlan(ruleSet, OF);
    const decideInput = inputDecider(plan);
    decideInput(withIndex(90));
    const verdict = decideInput({ facts: new Map(), publishedRanks: new Map() });
    expect(stepsOf(verdict.base)).toEqual([3, 2, 1, 0]);
  });

  it('refuses a scheme that does not exist', () => {
    expect(() => compilePlan(ruleSet, { ...OF, scheme: 'khác' })).toThrow('no scheme `khác`');
  });

  it('refuses a scale that is too long for sets of ranks', () => {
    const rank = ruleSet.schemes.get('khanh-hoa')?.rank ?? '';
    const facts = new Map(ruleSet.facts);
    const definition = facts.get(rank);
    if (definition === undefined) throw new Error(rank);
    facts.set(rank, { ...definition, scale: Array.from({ length: 13 }, (_, step) => `bậc ${step}`) });
    expect(() => compilePlan({ ...ruleSet, facts }, OF)).toThrow('more than 12 ranks');
  });
});

function explained(request: DecisionRequest): PlannedDecision {
  const plan = compilePlan(ruleSet, request);
  return explain(plan, request, inputDecider(plan)(request));
}
