/** A plan asked of a whole table, a block of rows at a time so that what it works on stays in the cache. */
import { columnReader } from './column-readers.ts';
import { columnEvaluator } from './column-trees.ts';
import { type Plan, ruleAt } from './plan.ts';
import { type RankColumns, setAdjustedRanks, setBaseRanks } from './rank-plan.ts';
import type { Verdict } from './rows.ts';
import { newSpans } from './spans.ts';
import type { Table } from './table.ts';
import { askColumn } from './tests.ts';

/** Rows in a block. */
export const BLOCK = 4096;

/** What was found of every row: a `Verdict` by column. */
export interface ColumnVerdicts extends RankColumns {
  /** Outcome bits by the number of the test, then by row. */
  readonly tests: readonly Uint8Array[];
}

/** A function that decides every row of a table, as it stands then. Its verdicts hold until its next call. */
export function columnDecider(plan: Plan, table: Table): () => ColumnVerdicts {
  const { rows } = table;
  const verdicts: ColumnVerdicts = {
    base: new Uint16Array(rows),
    possible: new Uint16Array(rows),
    rules: plan.rules.map(() => new Uint8Array(rows)),
    tests: plan.tests.map(() => new Uint8Array(rows)),
  };
  const decideBlock = blockDecider(plan, table);
  const blocks = Array.from({ length: Math.ceil(rows / BLOCK) }, (_, index) => {
    const from = index * BLOCK;
    return { from, verdicts: part(verdicts, from, Math.min(from + BLOCK, rows)) };
  });
  return () => {
    for (const block of blocks) decideBlock(block.from, block.verdicts);
    return verdicts;
  };
}

/** What was found of one row. */
export function verdictAt({ base, possible, rules, tests }: ColumnVerdicts, row: number): Verdict {
  return {
    base: base[row] ?? 0,
    possible: possible[row] ?? 0,
    rules: Uint8Array.from(rules, (column) => column[row] ?? 0),
    tests: Uint8Array.from(tests, (column) => column[row] ?? 0),
  };
}

/** The rows from `from` (inclusive) to `to` (exclusive), in the same memory. */
function part({ base, possible, rules, tests }: ColumnVerdicts, from: number, to: number): ColumnVerdicts {
  return {
    base: base.subarray(from, to),
    possible: possible.subarray(from, to),
    rules: rules.map((column) => column.subarray(from, to)),
    tests: tests.map((column) => column.subarray(from, to)),
  };
}

/** One step of deciding at most a block of rows, from row `from` of the table on. */
type Step = (from: number, verdicts: ColumnVerdicts) => void;

function blockDecider(plan: Plan, table: Table): Step {
  const { slots, tests, rankedTests, ranks } = plan;
  const spans = slots.map(() => newSpans(BLOCK));
  const readSlots = (decided: boolean): Step[] =>
    slots.flatMap((slot, number): Step[] => {
      const into = spans[number];
      if (into === undefined || (slot.source.type === 'decided') !== decided) return [];
      const read = columnReader(slot, table, plan, BLOCK);
      return [(from, { possible }) => read(from, into, possible)];
    });
  const askTests = (from: number, to: number): Step[] =>
    tests
      .slice(from, to)
      .map((test, index) => (_, verdicts) => askColumn(test, spans, column(verdicts.tests, from + index)));
  const askRules = (numbers: readonly number[]): Step[] =>
    numbers.map((number): Step => {
      const evaluate = columnEvaluator(ruleAt(plan, number).tree, BLOCK);
      return (_, verdicts) => evaluate(verdicts.tests, column(verdicts.rules, number));
    });
  const steps: readonly Step[] = [
    ...readSlots(false),
    ...askTests(0, rankedTests),
    ...askRules(plan.ranking),
    (_, verdicts) => setBaseRanks(ranks, verdicts),
    (_, verdicts) => setAdjustedRanks(ranks, verdicts),
    ...readSlots(true),
    ...askTests(rankedTests, tests.length),
    ...askRules(plan.following),
  ];
  return (from, verdicts) => {
    for (const step of steps) step(from, verdicts);
  };
}

function column(columns: readonly Uint8Array[], number: number): Uint8Array {
  const found = columns[number];
  if (found === undefined) throw new RangeError(`no column ${number}`);
  return found;
}
