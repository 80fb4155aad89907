/** What rows are found to be one by one, they are found to be together, in blocks. */
import { describe, expect, it } from 'vitest';
import { Random } from '../../../bench/random.ts';
import { BLOCK, columnDecider, verdictAt } from '../../../engine/plan/columns.ts';
import { rowFiller, tableOf } from '../../../engine/plan/inputs.ts';
import { compilePlan } from '../../../engine/plan/plan.ts';
import { inputDecider, rowDecider } from '../../../engine/plan/rows.ts';
import { Table } from '../../../engine/plan/table.ts';
import { inventRuleSet } from './invent-law.ts';
import { inventInput, inventPlanOf } from './invent-requests.ts';

describe('deciding by column', () => {
  it('finds in several blocks what is found row by row', () => {
    const random = new Random(7);
    const rows = BLOCK * 2 + 5;
    for (let round = 0; round < 5; round += 1) {
      const ruleSet = inventRuleSet(random);
      const of = inventPlanOf(random);
      const plan = compilePlan(ruleSet, of);
      const inputs = random.list(rows, rows, () => inventInput(random, ruleSet, of.year));
      const decide = inputDecider(plan);
      const columns = columnDecider(plan, tableOf(plan, inputs))();
      const differing = inputs.flatMap((input, row) =>
        JSON.stringify(decide(input)) === JSON.stringify(verdictAt(columns, row)) ? [] : [row],
      );
      expect(differing).toEqual([]);
    }
  });

  it('reads a table as it stands at each call', () => {
    const random = new Random(11);
    for (let round = 0; round < 20; round += 1) {
      const ruleSet = inventRuleSet(random);
      const of = inventPlanOf(random);
      const plan = compilePlan(ruleSet, of);
      const inputs = random.list(40, 40, () => inventInput(random, ruleSet, of.year));
      const table = new Table(1);
      const fill = rowFiller(plan, table);
      const [decideColumns, decideRow] = [columnDecider(plan, table), rowDecider(plan, table)];
      for (const input of inputs) {
        fill(0, input);
        expect(verdictAt(decideColumns(), 0)).toEqual(decideRow(0));
        expect(decideRow(0)).toEqual(inputDecider(plan)(input));
      }
    }
  });
});
