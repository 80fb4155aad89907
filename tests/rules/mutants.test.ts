/** The cases of the project's rules: they pass, and no single change of a rule gets past them. */
import { describe, expect, it } from 'vitest';
import { runCases } from '../../engine/decide/cases.ts';
import { comparisons } from '../../engine/decide/literals.ts';
import { readCases } from '../../engine/language/cases.ts';
import { isCasesFile } from '../../engine/language/load.ts';
import type { FactKind } from '../../engine/model/facts.ts';
import { add, type Ratio, ratio, subtract } from '../../engine/model/ratio.ts';
import {
  type Comparison,
  type Condition,
  factOf,
  type Rule,
  type RuleSet,
} from '../../engine/model/ruleset.ts';
import { runMutants, survives } from '../../engine/mutate/run.ts';
import { projectFiles, projectRuleSet } from '../engine/language/sources.ts';

const ruleSet = projectRuleSet();
const cases = projectFiles()
  .filter((file) => isCasesFile(file.path))
  .flatMap((file) => readCases(file, ruleSet).cases);

describe('the cases of the rules', () => {
  it('all pass', async () => {
    const failed = (await runCases(ruleSet, cases)).filter(({ differences }) => differences.length > 0);
    expect(failed.map(({ ruleCase, differences }) => [ruleCase.name, differences])).toEqual([]);
    expect(cases.length).toBeGreaterThan(40);
  });

  it('notice every change that could be noticed', async () => {
    const results = await runMutants(ruleSet, cases, () => true);
    const unnoticed = results
      .filter(survives)
      .map(({ mutant: { rule, change, why } }) => `${rule}: ${change}. ${why}`);
    expect(unnoticed).toEqual([]);
    expect(results.length).toBeGreaterThan(500);
  }, 60_000);

  it('stand so near every figure that they notice the least by which people could move it', async () => {
    const unnoticed: string[] = [];
    for (const rule of ruleSet.rules) {
      for (const comparison of comparisons(rule.when)) {
        for (const moved of movements(comparison)) {
          const changed = { ...rule, when: replaced(rule.when, comparison, moved) };
          if (!(await isNoticed(rule, changed))) unnoticed.push(`${rule.id}: ${comparison.phrase}`);
        }
      }
    }
    expect(unnoticed).toEqual([]);
  }, 60_000);
});

/** The least difference between two values of a kind that people write. */
const LEAST: Readonly<Record<FactKind, Ratio>> = {
  count: ratio(1),
  points: ratio(1, 100),
  ratio: ratio(1, 10_000),
  rank: ratio(1),
  category: ratio(1),
  date: ratio(1440),
};

/** The comparison with its figures a least step up, and down; none of a comparison with a day of the year. */
function movements(comparison: Comparison): Comparison[] {
  const kind = factOf(ruleSet, comparison.fact)?.kind;
  if (comparison.deadline !== undefined || kind === undefined) return [];
  const { low, high } = comparison.interval;
  return [add, subtract].map((move) => ({
    ...comparison,
    interval: {
      ...comparison.interval,
      ...(low === undefined ? {} : { low: move(low, LEAST[kind]) }),
      ...(high === undefined ? {} : { high: move(high, LEAST[kind]) }),
    },
  }));
}

async function isNoticed(rule: Rule, changed: Rule): Promise<boolean> {
  const mutant: RuleSet = {
    ...ruleSet,
    rules: ruleSet.rules.map((each) => (each === rule ? changed : each)),
  };
  const about = cases.filter(({ expected }) => expected.rules.has(rule.id));
  return (await runCases(mutant, about)).some(({ differences }) => differences.length > 0);
}

function replaced(condition: Condition, from: Comparison, to: Comparison): Condition {
  switch (condition.type) {
    case 'is':
      return condition.comparison === from ? { type: 'is', comparison: to } : condition;
    case 'except':
      return {
        ...condition,
        part: replaced(condition.part, from, to),
        unless: condition.unless.map((part) => replaced(part, from, to)),
      };
    case 'not':
      return { type: 'not', part: replaced(condition.part, from, to) };
    case 'all':
    case 'any':
    case 'choice':
      return { ...condition, parts: condition.parts.map((part) => replaced(part, from, to)) };
  }
}
