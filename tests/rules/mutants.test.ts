/** Every comparison of the rules, changed in direction or figure: some case must notice. */
import { describe, expect, it } from 'vitest';
import { runCases } from '../../engine/decide/cases.ts';
import { readCases } from '../../engine/language/cases.ts';
import { isCasesFile } from '../../engine/language/load.ts';
import type { FactKind } from '../../engine/model/facts.ts';
import { type Ratio, ratio } from '../../engine/model/ratio.ts';
import type { Comparison, Condition, Deadline, Rule, RuleSet } from '../../engine/model/ruleset.ts';
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

/** The least difference that a value of each kind can have; of points and shares, that people write. */
const STEPS: Readonly<Record<FactKind, Ratio>> = {
  count: ratio(1),
  points: ratio(1, 100),
  ratio: ratio(1, 10000),
  rank: ratio(1),
  category: ratio(1),
  date: ratio(1440),
};

/** ≥ to > and the reverse, the figure by a step each way, the years by one; a yearly day by a day. */
function mutations(comparison: Comparison, of: RuleSet): Comparison[] {
  const { interval, deadline } = comparison;
  if (deadline !== undefined) return days(deadline).map((each) => ({ ...comparison, ...each }));
  const step = STEPS[of.facts.get(comparison.fact)?.kind ?? 'ratio'];
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

function days(deadline: Deadline): Pick<Comparison, 'phrase' | 'deadline'>[] {
  const { day, relation } = deadline;
  return [
    { phrase: 'a day later', deadline: { ...deadline, day: day + 1 } },
    { phrase: 'a day earlier', deadline: { ...deadline, day: day - 1 } },
    { phrase: 'end flipped', deadline: { ...deadline, relation: relation === 'by' ? 'before' : 'by' } },
  ];
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
