/** The decision behind a verdict, with its reasons: what `decide` says, but for the receipt. */
import { publishedRank } from '../decide/derived.ts';
import { effectsOf, missingIn, openWorkOf } from '../decide/follow-up.ts';
import { headroom } from '../decide/headroom.ts';
import { comparisons } from '../decide/literals.ts';
import { rankNamed, rankState, shapesRank } from '../decide/ranks.ts';
import { dutiesInForce } from '../decide/validity.ts';
import { yearOf } from '../model/dates.ts';
import type { ConditionOutcome, Decision, OpenWork, RuleOutcome } from '../model/decision.ts';
import { decidedTogether, type FactState, MISSING } from '../model/facts.ts';
import type { Comparison } from '../model/ruleset.ts';
import type { PlanInput } from './inputs.ts';
import { outcomeOf } from './outcome-bits.ts';
import type { Plan, PlannedRule } from './plan.ts';
import { stepsOf } from './rank-sets.ts';
import type { Verdict } from './rows.ts';

/** A decision without a receipt, which is made of it and the facts (`decide.ts`). */
export type PlannedDecision = Omit<Decision, 'request' | 'receipt'>;

/** @param verdict what the plan found of this very input */
export function explain(plan: Plan, input: PlanInput, verdict: Verdict): PlannedDecision {
  const { of, scheme, scale, stateOf } = plan;
  const subjects = decidedTogether(of.subject);
  const lawYear = yearOf(of.lawDate);
  const { interrupted } = input;
  const past = interrupted === undefined ? undefined : { interrupted, ruleSet: plan.ruleSet, year: of.year };
  const counted = statesCounted(plan, input);
  const rules = plan.rules.map((planned, number) => ruleOutcome(plan, input, verdict, planned, number));
  const base = stepsOf(verdict.base).map((step) => rankNamed(step, scale));
  const possible = stepsOf(verdict.possible).map((step) => rankNamed(step, scale));
  return {
    index: stateOf(scheme.index)(input, of.year),
    baseRank: base.length === 1 ? (base[0] ?? null) : null,
    rank: possible.length === 1 ? (possible[0] ?? null) : null,
    rankStatus: possible.length === 1 ? 'known' : base.length === 1 ? 'provisional' : 'insufficient',
    possibleRanks: possible,
    calculated: [...plan.calculations.values()].map((calculation) => ({
      calculation,
      state: stateOf(calculation.fact)(input, of.year),
    })),
    rules,
    effects: rules.flatMap((outcome) => effectsOf(outcome, subjects, counted)),
    openWork: [...rules.flatMap((outcome) => openWorkOf(outcome, lawYear, past)), ...dutiesOf(plan)],
    missing: missingIn(rules, plan, of.year, (fact) => stateOf(fact)(input, of.year), interrupted),
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
  const now = isRank ? rank : stateOf(fact)(input, of.year);
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
function statesCounted({ rules, of, stateOf }: Plan, input: PlanInput): Map<string, FactState> {
  const counted = rules.flatMap(({ rule }) =>
    rule.effects.flatMap((effect) =>
      effect.kind === 'points' && effect.each !== undefined ? [effect.each.fact] : [],
    ),
  );
  return new Map(counted.map((fact) => [fact, stateOf(fact)(input, of.year)]));
}

function dutiesOf({ ruleSet, scheme, of }: Plan): OpenWork[] {
  const subjects = decidedTogether(of.subject);
  return dutiesInForce(ruleSet, scheme.code, of.lawDate)
    .filter((duty) => duty.subjects.some((subject) => subjects.includes(subject)))
    .map((rule) => ({ rule, role: rule.role, question: rule.question }));
}
