/** One condition by itself, asked of the members of a group. */
import { comparisons } from '../decide/literals.ts';
import { settleFor } from '../decide/validity.ts';
import type { Condition, RuleSet, Scheme } from '../model/ruleset.ts';
import { type PlanInput, rowFiller } from './inputs.ts';
import { Layout } from './layout.ts';
import { NOT_APPLICABLE } from './outcome-bits.ts';
import { slotReader } from './slot-readers.ts';
import { newSpans } from './spans.ts';
import type { States } from './states.ts';
import { Table } from './table.ts';
import { testAsker } from './tests.ts';
import { evaluatorOf, treeOf } from './tree.ts';

/** The outcome bits of the condition; the rank of the year judged is the published one. */
export function conditionPlan(
  ruleSet: RuleSet,
  scheme: Scheme,
  year: number,
  written: Condition,
  states: States,
): (input: PlanInput) => number {
  const condition = settleFor(written, states.lawDate, year, year < states.judged);
  if (condition === undefined) return () => NOT_APPLICABLE;
  const layout = new Layout(scheme.rank, comparisons(condition));
  const tree = treeOf(condition, (comparison) => layout.testOf(comparison, { type: 'published', back: 0 }));
  const reading = {
    ruleSet,
    scale: ruleSet.facts.get(scheme.rank)?.scale ?? [],
    year,
    slots: layout.slots,
    ...states,
  };
  const table = new Table(1);
  const fill = rowFiller(reading, table);
  const readers = layout.slots.map((slot) => slotReader(slot, table, reading));
  const ask = testAsker(layout.tests, 0, layout.tests.length);
  const evaluate = evaluatorOf(tree);
  const spans = newSpans(layout.slots.length);
  const outcomes = new Uint8Array(layout.tests.length);
  return (input) => {
    fill(0, input);
    readers.forEach((read, slot) => read(0, spans, slot, 0));
    ask(spans, outcomes);
    return evaluate(outcomes);
  };
}
