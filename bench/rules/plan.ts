/** The compiled plan: by row and by column from the records of the hand-written function, and from fact states. */
import type { RuleSet } from '../../engine/model/ruleset.ts';
import { BLOCK, type ColumnVerdicts, columnDecider, verdictAt } from '../../engine/plan/columns.ts';
import { explain } from '../../engine/plan/explain.ts';
import type { PlanInput } from '../../engine/plan/inputs.ts';
import { compilePlan, type Plan } from '../../engine/plan/plan.ts';
import { stepsOf } from '../../engine/plan/rank-sets.ts';
import { inputDecider, type Verdict as PlanVerdict, rowDecider } from '../../engine/plan/rows.ts';
import { Table } from '../../engine/plan/table.ts';
import { oneByOne, type RuleContender } from './contender.ts';
import { PLAN_OF } from './law.ts';
import { unitFiller } from './unit-facts.ts';
import type { UnitYear } from './unit-years.ts';
import { type Verdict, verdictOf } from './verdict.ts';

export function planByRow(ruleSet: RuleSet, units: readonly UnitYear[]): RuleContender {
  const plan = compilePlan(ruleSet, PLAN_OF);
  const table = new Table(1);
  const fill = unitFiller(table);
  const decideRow = rowDecider(plan, table);
  const decide = (unit: UnitYear): PlanVerdict => {
    fill(0, unit);
    return decideRow(0);
  };
  return oneByOne({
    name: 'kế hoạch biên dịch, theo hàng',
    units,
    decide,
    verdict: (found) => translate(plan, found),
  });
}

/** From the states that detailed decisions are made from: maps, and figures of whole numbers of any size. */
export function planByFactStates(ruleSet: RuleSet, inputs: readonly PlanInput[]): RuleContender {
  const plan = compilePlan(ruleSet, PLAN_OF);
  return oneByOne({
    name: 'kế hoạch biên dịch, theo hàng, từ trạng thái dữ kiện',
    units: inputs,
    decide: inputDecider(plan),
    verdict: (found) => translate(plan, found),
  });
}

/** With what a detailed decision has: every condition with its value and headroom, effects, open work, what is missing. */
export function planWithReasons(ruleSet: RuleSet, inputs: readonly PlanInput[]): RuleContender {
  const plan = compilePlan(ruleSet, PLAN_OF);
  const decide = inputDecider(plan);
  return oneByOne({
    name: 'kế hoạch biên dịch, theo hàng, từ trạng thái dữ kiện, đủ lý do',
    units: inputs,
    decide: (input) => explain(plan, input, decide(input)),
    verdict: ({ rules, possibleRanks }) =>
      verdictOf(
        rules,
        possibleRanks.map((rank) => plan.scale.indexOf(rank)),
      ),
  });
}

/** A block of units at a time: each goes into the same columns, and all are then decided. */
export function planByColumn(ruleSet: RuleSet, units: readonly UnitYear[]): RuleContender {
  const plan = compilePlan(ruleSet, PLAN_OF);
  const table = new Table(BLOCK);
  const fill = unitFiller(table);
  const decide = columnDecider(plan, table);
  const decideBlock = (from: number): ColumnVerdicts => {
    for (let row = 0; row < BLOCK; row += 1) {
      const unit = units[from + row];
      if (unit !== undefined) fill(row, unit);
    }
    return decide();
  };
  let latest = { from: 0, verdicts: decideBlock(0) };
  return {
    name: 'kế hoạch biên dịch, theo cột, kể cả chuyển đổi',
    count: units.length,
    run: () => {
      for (let from = 0; from < units.length; from += BLOCK) decideBlock(from);
      return units.length;
    },
    verdictOf: (index) => {
      const row = index % BLOCK;
      if (index - row !== latest.from) latest = { from: index - row, verdicts: decideBlock(index - row) };
      return translate(plan, verdictAt(latest.verdicts, row));
    },
  };
}

function translate({ rules: planned }: Plan, { possible, rules, tests }: PlanVerdict): Verdict {
  const steps = stepsOf(possible);
  return {
    conditions: Uint8Array.from(
      planned.flatMap((rule) => rule.tests),
      (test) => tests[test] ?? 0,
    ),
    rules: Uint8Array.from(rules),
    lowest: steps.at(-1) ?? 0,
    highest: steps[0] ?? 0,
  };
}
