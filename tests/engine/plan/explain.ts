/** The decision behind a verdict, with its reasons: what `decide` would say, but for the receipt. */
import { publishedRank } from '../../../engine/decide/derived.ts';
import { effectsOf, missingIn, openWorkOf } from '../../../engine/decide/follow-up.ts';
import { headroom } from '../../../engine/decide/headroom.ts';
import { comparisons } from '../../../engine/decide/literals.ts';
import { rankState, shapesRank } from '../../../engine/decide/ranks.ts';
import { dutiesInForce } from '../../../engine/decide/validity.ts';
import { yearOf } from '../../../engine/model/dates.ts';
import type { ConditionOutcome, Decision, OpenWork, RuleOutcome } from '../../../engine/model/decision.ts';
import { decidedTogether, type FactState, MISSING } from '../../../engine/model/facts.ts';
import type { Comparison } from '../../../engine/model/ruleset.ts';
import type { PlanInput } from '../../../engine/plan/inputs.ts';
import { outcomeOf } from '../../../engine/plan/outcome-bits.ts';
import type { Plan, PlannedRule } from '../../../engine/plan/plan.ts';
import { stepsOf } from '../../../engine/plan/rank-sets.ts';
import type { Verdict } from '../../../engine/plan/rows.ts';

/** A decision without a receipt: those are for decisions by json-rules-engine. */
export type PlannedDecision = Omit<Decision, 'request' | 'receipt'>;

/** @param verdict what the plan found of this very input */
export function explain(plan: Plan, input: PlanInput, verdict: Verdict): PlannedDecision {
  const { of, scheme, scale, stateOf } = plan;
  const subjects = decidedTogether(of.subject);
  const lawYear = yearOf(of.lawDate);
  const rules = plan.rules.map((planned, number) => ruleOutcome(plan, input, verdict, planned, number));
  const base = stepsOf(verdict.base).map((step) => scale[step] ?? '');
  const possible = stepsOf(verdict.possible).map((step) => scale[step] ?? '');
  return {
    index: stateOf(scheme.index)(input),
    baseRank: base.length === 1 ? (base[0] ?? null) : null,
    rank: possible.length === 1 ? (possible[0] ?? null) : null,
    rankStatus: possible.length === 1 ? 'known' : base.length === 1 ? 'provisional' : 'insufficient',
    possibleRanks: possible,
    rules,
    effects: rules.flatMap((outcome) => effectsOf(outcome, subjects, statesCounted(plan, input))),
    openWork: [...rules.flatMap((outcome) => openWorkOf(outcome, lawYear)), ...dutiesOf(plan)],
    missing: missingIn(rules, scheme, of.year),
  };
}

function ruleOutcome(
  plan: Plan,
  input: PlanInput,
  verdict: Verdict,
  { rule, tests }: PlannedRule,
  number: number,
): RuleOutcome {
  const conditions = comparisons(rule.when).map((comparison, index): ConditionOutcome => {
    const states = statesRead(
      plan,
      input,
      comparison,
      shapesRank(rule) ? MISSING : rankNow(plan, input, verdict),
    );
    const distance = headroom(states, comparison);
    return {
      comparison,
      outcome: outcomeOf(verdict.tests[tests[index] ?? -1] ?? -1),
      states,
      ...(distance === undefined ? {} : { headroom: distance }),
    };
  });
  return { rule, outcome: outcomeOf(verdict.rules[number] ?? -1), conditions };
}

/** The fact in the year judged and in each earlier year that the comparison reads. */
function statesRead(
  { ruleSet, scheme, of, stateOf }: Plan,
  input: PlanInput,
  { fact, years }: Comparison,
  rank: FactState,
): FactState[] {
  const isRank = fact === scheme.rank;
  const now = isRank ? rank : stateOf(fact)(input);
  const earlier = Array.from({ length: years - 1 }, (_, index) =>
    isRank ? publishedRank(ruleSet, scheme, input.publishedRanks, of.year - 1 - index) : MISSING,
  );
  return [now, ...earlier];
}

/** The published rank of the year judged, else what was found. */
function rankNow(
  { ruleSet, scheme, scale, of }: Plan,
  { publishedRanks }: PlanInput,
  { possible }: Verdict,
): FactState {
  const published = publishedRank(ruleSet, scheme, publishedRanks, of.year);
  return published.status === 'missing' ? rankState(new Set(stepsOf(possible)), scale) : published;
}

/** The facts that points are given for. */
function statesCounted({ rules, stateOf }: Plan, input: PlanInput): Map<string, FactState> {
  const counted = rules.flatMap(({ rule }) =>
    rule.effects.flatMap((effect) =>
      effect.kind === 'points' && effect.each !== undefined ? [effect.each.fact] : [],
    ),
  );
  return new Map(counted.map((fact) => [fact, stateOf(fact)(input)]));
}

function dutiesOf({ ruleSet, scheme, of }: Plan): OpenWork[] {
  const subjects = decidedTogether(of.subject);
  return dutiesInForce(ruleSet, scheme.code, of.lawDate)
    .filter((duty) => duty.subjects.some((subject) => subjects.includes(subject)))
    .map((rule) => ({ rule, role: rule.role, question: rule.question }));
}
