/** A plan asked of one subject at a time. */
import { type PlanInput, rowFiller } from './inputs.ts';
import { type Plan, ruleAt } from './plan.ts';
import { adjustedRanks, baseRanks } from './rank-plan.ts';
import type { RankBits } from './rank-sets.ts';
import { slotReader } from './slot-readers.ts';
import { newSpans, type Spans } from './spans.ts';
import { Table } from './table.ts';
import { testAsker } from './tests.ts';
import { evaluatorOf } from './tree.ts';

/** What was found of one subject. */
export interface Verdict {
  /** The ranks possible by the index alone. */
  readonly base: RankBits;
  /** The ranks possible after everything that raises, lowers, caps or leaves out. */
  readonly possible: RankBits;
  /** Outcome bits by the number of the rule. */
  readonly rules: Uint8Array;
  /** Outcome bits by the number of the test. */
  readonly tests: Uint8Array;
}

/** A function that decides one subject. Its verdict holds until its next call; two functions do not disturb each other. */
export function inputDecider(plan: Plan): (input: PlanInput) => Verdict {
  const table = new Table(1);
  const fill = rowFiller(plan, table);
  const decide = rowDecider(plan, table);
  return (input) => {
    fill(0, input);
    return decide(0);
  };
}

/** A function that decides one row of a table, as it stands then. Its verdict holds until its next call. */
export function rowDecider(plan: Plan, table: Table): (row: number) => Verdict {
  const { slots, tests, rankedTests, ranks } = plan;
  const readFacts = slotsReader(plan, table, false);
  const readRank = slotsReader(plan, table, true);
  const askFacts = testAsker(tests, 0, rankedTests);
  const askRanked = testAsker(tests, rankedTests, tests.length);
  const askRanking = ruleAsker(plan, plan.ranking);
  const askFollowing = ruleAsker(plan, plan.following);
  const spans = newSpans(slots.length);
  const verdict = {
    base: 0,
    possible: 0,
    rules: new Uint8Array(plan.rules.length),
    tests: new Uint8Array(tests.length),
  };
  return (row) => {
    readFacts(row, spans, 0);
    askFacts(spans, verdict.tests);
    askRanking(verdict.tests, verdict.rules);
    verdict.base = baseRanks(ranks, verdict.rules);
    verdict.possible = adjustedRanks(ranks, verdict.base, verdict.rules);
    readRank(row, spans, verdict.possible);
    askRanked(spans, verdict.tests);
    askFollowing(verdict.tests, verdict.rules);
    return verdict;
  };
}

/** Fills the slots of the rank decided, or all others. */
function slotsReader(
  plan: Plan,
  table: Table,
  decided: boolean,
): (row: number, spans: Spans, found: RankBits) => void {
  const readers = plan.slots.flatMap((slot, at) =>
    (slot.source.type === 'decided') === decided ? [{ read: slotReader(slot, table, plan), at }] : [],
  );
  return (row, spans, found) => {
    for (const { read, at } of readers) read(row, spans, at, found);
  };
}

/** Writes the outcomes of the rules with these numbers, from those of the tests. */
function ruleAsker(
  plan: Plan,
  numbers: readonly number[],
): (tests: Uint8Array, outcomes: Uint8Array) => void {
  const asked = numbers.map((number) => ({ number, evaluate: evaluatorOf(ruleAt(plan, number).tree) }));
  return (tests, outcomes) => {
    for (const { number, evaluate } of asked) outcomes[number] = evaluate(tests);
  };
}
