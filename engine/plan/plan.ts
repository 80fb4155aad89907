/** The rules of one law, made ready to be asked of many subjects: by row in `rows.ts`, by column in `columns.ts`. */
import { calculationsInForce } from '../decide/calculations.ts';
import { comparisons } from '../decide/literals.ts';
import { shapesRank } from '../decide/ranks.ts';
import { rulesInForce, validityPending } from '../decide/validity.ts';
import type { Calculation } from '../model/calculation.ts';
import { yearOf } from '../model/dates.ts';
import type { DecisionRequest } from '../model/decision.ts';
import { decidedTogether } from '../model/facts.ts';
import type { Comparison, Rule, RuleSet, Scheme } from '../model/ruleset.ts';
import { Layout, type Source, type Test } from './layout.ts';
import { INSTEAD, PENDING } from './outcome-bits.ts';
import { type RankPlan, rankPlan } from './rank-plan.ts';
import { MOST_RANKS } from './rank-sets.ts';
import type { Reading } from './reading.ts';
import { statesOf } from './states.ts';
import { type Tree, treeOf } from './tree.ts';

/** What all rows of a plan have in common. */
export type PlanOf = Pick<DecisionRequest, 'scheme' | 'subject' | 'lawDate' | 'year'>;

export interface PlannedRule {
  readonly rule: Rule;
  readonly tree: Tree;
  /** The test of each comparison, in the order in which they are written. */
  readonly tests: readonly number[];
}

export interface Plan extends Reading {
  readonly of: PlanOf;
  /** Those in force, by the fact that they give. */
  readonly calculations: ReadonlyMap<string, Calculation>;
  readonly scheme: Scheme;
  /** In file order; a rule's place is its number. */
  readonly rules: readonly PlannedRule[];
  /** The rules that shape the rank, and those that may follow from it. */
  readonly ranking: readonly number[];
  readonly following: readonly number[];
  readonly ranks: RankPlan;
  readonly tests: readonly Test[];
  /** The tests from here on are asked once the rank is decided. */
  readonly rankedTests: number;
}

/** @throws RangeError when the scheme does not exist, or has more ranks than sets are made for */
export function compilePlan(ruleSet: RuleSet, of: PlanOf): Plan {
  const scheme = ruleSet.schemes.get(of.scheme);
  if (scheme === undefined) throw new RangeError(`no scheme \`${of.scheme}\``);
  const scale = ruleSet.facts.get(scheme.rank)?.scale ?? [];
  if (scale.length > MOST_RANKS) throw new RangeError(`more than ${MOST_RANKS} ranks in \`${scheme.rank}\``);
  const subjects = decidedTogether(of.subject);
  const rules = rulesInForce(ruleSet, scheme.code, of.lawDate, of.year).filter((rule) =>
    rule.subjects.some((subject) => subjects.includes(subject)),
  );
  const layout = new Layout(
    scheme.rank,
    rules.flatMap(({ when }) => comparisons(when)),
  );
  const lawYear = yearOf(of.lawDate);
  const planAll = (group: readonly Rule[], current: Source): Map<Rule, PlannedRule> =>
    planRules(group, lawYear, (comparison) => layout.testOf(comparison, current));
  const ranking = planAll(rules.filter(shapesRank), { type: 'nothing' });
  const rankedTests = layout.tests.length;
  const following = planAll(
    rules.filter((rule) => !shapesRank(rule)),
    { type: 'decided' },
  );
  const calculations = calculationsInForce(ruleSet, scheme.code, of.lawDate);
  return {
    of,
    calculations,
    ruleSet,
    scheme,
    scale,
    year: of.year,
    slots: layout.slots,
    ...statesOf(ruleSet, scheme, of),
    rules: rules.map((rule) => ranking.get(rule) ?? following.get(rule)).filter((each) => each !== undefined),
    ranking: numbersOf(rules, ranking),
    following: numbersOf(rules, following),
    ranks: rankPlan(rules, scale, scheme.order),
    tests: layout.tests,
    rankedTests,
  };
}

/** The rule of a number that the plan itself gave. */
export function ruleAt({ rules }: Plan, number: number): PlannedRule {
  const rule = rules[number];
  if (rule === undefined) throw new RangeError(`no rule ${number}`);
  return rule;
}

function numbersOf(rules: readonly Rule[], group: ReadonlyMap<Rule, PlannedRule>): number[] {
  return rules.flatMap((rule, number) => (group.has(rule) ? [number] : []));
}

function planRules(
  rules: readonly Rule[],
  lawYear: number,
  testOf: (comparison: Comparison) => number,
): Map<Rule, PlannedRule> {
  const trees = new Map(
    rules.map((rule): [string, Tree] => {
      const tree = treeOf(rule.when, testOf);
      return [rule.id, validityPending(rule, lawYear) ? { type: 'map', table: PENDING, part: tree } : tree];
    }),
  );
  const planned = new Map<Rule, PlannedRule>();
  for (const rule of rules) {
    const tree = standIn(rule, trees);
    planned.set(rule, { rule, tree, tests: comparisons(rule.when).map(testOf) });
  }
  return planned;
}

/** A rule that stands in for another applies only where that one is exempt. */
function standIn(rule: Rule, trees: ReadonlyMap<string, Tree>): Tree {
  const own = trees.get(rule.id);
  if (own === undefined) throw new Error(`rule \`${rule.id}\` has no condition`);
  const replaced = rule.insteadOf === undefined ? undefined : trees.get(rule.insteadOf);
  return replaced === undefined ? own : { type: 'fold', table: INSTEAD, parts: [replaced, own] };
}
