/**
 * One meaning, four evaluators: json-rules-engine, the plan by row, the plan by column, and a naive interpreter, over
 * random rule sets and what is known of random subjects. `npm run test:long` takes 100,000 pairs.
 */
import { describe, expect, it } from 'vitest';
import { Random } from '../../../bench/random.ts';
import { decide } from '../../../engine/decide/decide.ts';
import type { Decision } from '../../../engine/model/decision.ts';
import { columnDecider, verdictAt } from '../../../engine/plan/columns.ts';
import { explain, type PlannedDecision } from '../../../engine/plan/explain.ts';
import { tableOf } from '../../../engine/plan/inputs.ts';
import { compilePlan } from '../../../engine/plan/plan.ts';
import { inputDecider } from '../../../engine/plan/rows.ts';
import { type Judgement, judge, pointsText } from '../../oracle/judge.ts';
import { inventRuleSet } from './invent-law.ts';
import { inventInput, inventPlanOf, requestOf } from './invent-requests.ts';

const { KYCUONG_PAIRS: pairs, KYCUONG_SEED: seed } = process.env;
const PAIRS = Number(pairs ?? 3000);
/** A long run takes new rules each time; its name tells the seed with which to repeat it. */
const SEED = Number(seed ?? (pairs === undefined ? 20261120 : Date.now() % 2 ** 31));
const INPUTS_A_RULE_SET = 20;

/** What a decision says, in plain values. */
function judgementOf(decision: PlannedDecision): Judgement {
  return {
    baseRank: decision.baseRank,
    rank: decision.rank,
    rankStatus: decision.rankStatus,
    possibleRanks: decision.possibleRanks,
    rules: decision.rules.map(
      ({ rule, outcome, conditions }) =>
        `${rule.id} ${outcome}: ${conditions.map((condition) => condition.outcome).join(', ')}`,
    ),
    effects: decision.effects.map(({ rule, on, effect, points }) => {
      const base = `${rule.id} ${on} ${effect.kind}`;
      return effect.kind === 'points' ? `${base} ${pointsText(points)}` : base;
    }),
  };
}

/** All but what a plan does not make. */
function withoutReceipt({ request: _request, receipt: _receipt, ...decision }: Decision): PlannedDecision {
  return decision;
}

interface Pair {
  /** Which evaluator, on which seed and input. */
  readonly where: string;
  readonly found: unknown;
  readonly expected: unknown;
}

/** What the evaluators say of one rule set and many subjects, in pairs that must be equal. */
async function pairsOf(seed: number): Promise<Pair[]> {
  const random = new Random(seed);
  const ruleSet = inventRuleSet(random);
  const of = inventPlanOf(random);
  const inputs = random.list(INPUTS_A_RULE_SET, INPUTS_A_RULE_SET, () =>
    inventInput(random, ruleSet, of.year),
  );
  const plan = compilePlan(ruleSet, of);
  const decideInput = inputDecider(plan);
  const columns = columnDecider(plan, tableOf(plan, inputs))();
  const pairs: Pair[] = [];
  for (const [row, input] of inputs.entries()) {
    const request = requestOf(of, input);
    const decision = withoutReceipt(await decide(ruleSet, request));
    const where = `seed ${seed}, input ${row}`;
    pairs.push(
      {
        where: `json-rules-engine, ${where}`,
        found: judgementOf(decision),
        expected: judge(ruleSet, request),
      },
      { where: `by row, ${where}`, found: explain(plan, input, decideInput(input)), expected: decision },
      {
        where: `by column, ${where}`,
        found: explain(plan, input, verdictAt(columns, row)),
        expected: decision,
      },
    );
  }
  return pairs;
}

describe('the evaluators', () => {
  it(
    `say the same of ${PAIRS} pairs of rules and facts, from seed ${SEED} on`,
    async () => {
      for (let index = 0; index < PAIRS / INPUTS_A_RULE_SET; index += 1) {
        for (const { where, found, expected } of await pairsOf(SEED + index))
          expect({ where, found }).toEqual({ where, found: expected });
      }
    },
    PAIRS * 20,
  );
});
