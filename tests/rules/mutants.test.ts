/** Every comparison of the rules, changed in direction or figure: some case must notice. */
import { describe, expect, it } from 'vitest';
import { runCases } from '../../engine/decide/cases.ts';
import { readCases } from '../../engine/language/cases.ts';
import { isCasesFile } from '../../engine/language/load.ts';
import { ratio } from '../../engine/model/ratio.ts';
import type { Comparison, Condition, Rule, RuleSet } from '../../engine/model/ruleset.ts';
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

  const mutants = ruleSet.rules.flatMap((rule) =>
    comparisonsOf(rule.when).flatMap((comparison) =>
      mutations(comparison, ruleSet).map((mutant) => ({ rule, comparison, mutant })),
    ),
  );
  it.each(
    mutants.map(
      (each) => [`${each.rule.id}: ${each.comparison.phrase} → ${each.mutant.phrase}`, each] as const,
    ),
  )('notice %s', async (_, { rule, comparison, mutant }) => {
    const changed: RuleSet = {
      ...ruleSet,
      rules: ruleSet.rules.map((each) => (each === rule ? replaced(rule, comparison, mutant) : each)),
    };
    const noticed = (await runCases(changed, cases)).some(({ differences }) => differences.length > 0);
    expect(noticed).toBe(true);
  });
});

function comparisonsOf(condition: Condition): Comparison[] {
  if (condition.type === 'is') return [condition.comparison];
  return condition.type === 'not' ? comparisonsOf(condition.part) : condition.parts.flatMap(comparisonsOf);
}

/** ≥ to > and the reverse, the figure by a hundredth of a per cent or a step each way, the years by one. */
function mutations(comparison: Comparison, of: RuleSet): Comparison[] {
  const { interval } = comparison;
  const isStep = of.facts.get(comparison.fact)?.scale !== undefined;
  const step = isStep ? ratio(1) : ratio(1, 10000);
  const shift = (by: 1n | -1n): Comparison => ({
    ...comparison,
    phrase: by > 0n ? 'figure up' : 'figure down',
    interval: {
      ...interval,
      ...(interval.low === undefined ? {} : { low: moved(interval.low, step, by) }),
      ...(interval.high === undefined ? {} : { high: moved(interval.high, step, by) }),
    },
  });
  const flipped: Comparison = {
    ...comparison,
    phrase: 'end flipped',
    interval: {
      ...interval,
      ...(interval.low === undefined ? {} : { lowOpen: interval.lowOpen !== true }),
      ...(interval.high === undefined ? {} : { highOpen: interval.highOpen !== true }),
    },
  };
  const years =
    comparison.years > 1
      ? [
          { ...comparison, years: comparison.years - 1, phrase: 'a year less' },
          { ...comparison, years: comparison.years + 1, phrase: 'a year more' },
        ]
      : [];
  return [shift(1n), shift(-1n), flipped, ...years];
}

function moved(
  value: { numerator: bigint; denominator: bigint },
  by: { numerator: bigint; denominator: bigint },
  sign: 1n | -1n,
) {
  return ratio(
    value.numerator * by.denominator + sign * by.numerator * value.denominator,
    value.denominator * by.denominator,
  );
}

function replaced(rule: Rule, from: Comparison, to: Comparison): Rule {
  const walk = (condition: Condition): Condition => {
    switch (condition.type) {
      case 'is':
        return condition.comparison === from ? { type: 'is', comparison: to } : condition;
      case 'not':
        return { type: 'not', part: walk(condition.part) };
      case 'all':
      case 'any':
        return { ...condition, parts: condition.parts.map(walk) };
    }
  };
  return { ...rule, when: walk(rule.when) };
}
