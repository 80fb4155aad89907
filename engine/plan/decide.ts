/** Decisions by plans, for many subjects at a time: what `decide` says, at a fraction of its cost. */
import { receiptOf } from '../decide/receipt.ts';
import type { Decision, DecisionRequest } from '../model/decision.ts';
import type { RuleSet } from '../model/ruleset.ts';
import { explain } from './explain.ts';
import { compilePlan, type Plan } from './plan.ts';
import { inputDecider, type Verdict } from './rows.ts';

interface Compiled {
  readonly plan: Plan;
  readonly decide: (request: DecisionRequest) => Verdict;
}

/**
 * A function that decides one request after another; a plan is made for each law and kind of subject that comes up.
 * @throws RangeError from the function when the scheme does not exist
 */
export function planDecider(ruleSet: RuleSet): (request: DecisionRequest) => Decision {
  const compiled = new Map<string, Compiled>();
  return (request) => {
    const { scheme, subject, lawDate, year } = request;
    const key = [scheme, subject, lawDate, year].join('\u0000');
    const known = compiled.get(key) ?? compile(ruleSet, request);
    compiled.set(key, known);
    const decision = { request, ...explain(known.plan, request, known.decide(request)) };
    return { ...decision, receipt: receiptOf(decision, ruleSet.hash) };
  };
}

function compile(ruleSet: RuleSet, { scheme, subject, lawDate, year }: DecisionRequest): Compiled {
  const plan = compilePlan(ruleSet, { scheme, subject, lawDate, year });
  return { plan, decide: inputDecider(plan) };
}
