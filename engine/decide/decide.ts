/** One decision: rank, effects and open work of one subject in one year, each with its reasons. */
import { yearOf } from '../model/dates.ts';
import type { Decision, DecisionRequest, RankStatus, RuleOutcome } from '../model/decision.ts';
import { decidedTogether, type FactState, MISSING, type Subject } from '../model/facts.ts';
import type { Rule, RuleSet, Scheme } from '../model/ruleset.ts';
import { calculationsInForce } from './calculations.ts';
import { publishedRank, YEARS_BACK } from './derived.ts';
import { effectsOf, missingIn, openWorkOf } from './follow-up.ts';
import { knownFacts } from './known-facts.ts';
import type { Series } from './literals.ts';
import { adjust, bandOf, rankNamed, rankState, shapesRank } from './ranks.ts';
import { receiptOf } from './receipt.ts';
import { runRules } from './rules-engine.ts';
import { dutiesInForce, rulesInForce, validityPending } from './validity.ts';

/**
 * Decides by the rules of the request's scheme and law date, in the scheme's order: the band, what bears on the rank, consequences.
 * @throws RangeError when the scheme does not exist
 */
export async function decide(ruleSet: RuleSet, request: DecisionRequest): Promise<Decision> {
  const scheme = ruleSet.schemes.get(request.scheme);
  if (scheme === undefined) throw new RangeError(`no scheme \`${request.scheme}\``);
  const { year, lawDate, interrupted } = request;
  const past = interrupted === undefined ? undefined : { interrupted, ruleSet, year };
  const lawYear = yearOf(lawDate);
  const subjects = decidedTogether(request.subject);
  const rules = rulesInForce(ruleSet, scheme.code, lawDate, year).filter((rule) => bearsOn(rule, subjects));
  const calculations = calculationsInForce(ruleSet, scheme.code, lawDate);
  const states = await knownFacts({ ruleSet, scheme, lawDate, calculations }, request);
  const scale = ruleSet.facts.get(scheme.rank)?.scale ?? [];
  const published = (back: number): FactState =>
    publishedRank(ruleSet, scheme, request.publishedRanks, year - back);
  const earlier = Array.from({ length: YEARS_BACK }, (_, index) => published(index + 1));

  const ranked = await outcomesOf(
    rules.filter(shapesRank),
    seriesOf(states, scheme, [MISSING, ...earlier]),
    lawYear,
  );
  const base = bandOf(
    ranked.filter(({ rule }) => rule.effects.some((effect) => effect.kind === 'band')),
    scale,
  );
  const possible = adjust(base, ranked, scale, scheme.order);

  const now = published(0);
  const current = now.status === 'missing' ? rankState(possible, scale) : now;
  const following = rules.filter((rule) => !shapesRank(rule));
  const followed = await outcomesOf(following, seriesOf(states, scheme, [current, ...earlier]), lawYear);

  const outcomes = inOrder(rules, [...ranked, ...followed]);
  const duties = dutiesInForce(ruleSet, scheme.code, lawDate).filter((duty) => bearsOn(duty, subjects));
  const decision = {
    request,
    index: states.get(scheme.index) ?? MISSING,
    baseRank: only(base, scale),
    rank: only(possible, scale),
    rankStatus: statusOf(base.size, possible.size),
    possibleRanks: [...possible].sort((a, b) => b - a).map((step) => rankNamed(step, scale)),
    calculated: [...calculations.values()].map((calculation) => ({
      calculation,
      state: states.get(calculation.fact) ?? MISSING,
    })),
    rules: outcomes,
    effects: outcomes.flatMap((outcome) => effectsOf(outcome, subjects, states)),
    openWork: [
      ...outcomes.flatMap((outcome) => openWorkOf(outcome, lawYear, past)),
      ...duties.map((rule) => ({ rule, role: rule.role, question: rule.question })),
    ],
    missing: missingIn(
      outcomes,
      { ruleSet, scheme, calculations },
      year,
      (fact) => states.get(fact) ?? MISSING,
      interrupted,
    ),
  };
  return { ...decision, receipt: receiptOf(decision, ruleSet.hash) };
}

function bearsOn(
  { subjects }: { readonly subjects: readonly Subject[] },
  decided: readonly Subject[],
): boolean {
  return subjects.some((subject) => decided.includes(subject));
}

function seriesOf(
  states: ReadonlyMap<string, FactState>,
  scheme: Scheme,
  ranks: Series,
): Map<string, Series> {
  const series = new Map<string, Series>([...states].map(([name, state]) => [name, [state]]));
  return series.set(scheme.rank, ranks);
}

/** The outcomes of rules, uncertain where an authority has yet to say whether a rule still applies under that year's law. */
async function outcomesOf(
  rules: readonly Rule[],
  facts: ReadonlyMap<string, Series>,
  year: number,
): Promise<RuleOutcome[]> {
  const outcomes = await runRules(rules, facts);
  const settled = outcomes.map(
    (result): RuleOutcome =>
      result.outcome === 'true' && validityPending(result.rule, year)
        ? { ...result, outcome: 'unknown' }
        : result,
  );
  return settled.map((result) => standIn(result, settled));
}

/** A rule that stands in for another applies only where that one is exempt. */
function standIn(result: RuleOutcome, all: readonly RuleOutcome[]): RuleOutcome {
  const replaced = result.rule.insteadOf;
  if (replaced === undefined) return result;
  const other = all.find(({ rule }) => rule.id === replaced);
  return other === undefined || other.outcome === 'not_applicable'
    ? result
    : { ...result, outcome: 'not_applicable' };
}

function inOrder(rules: readonly Rule[], outcomes: readonly RuleOutcome[]): RuleOutcome[] {
  const byRule = new Map(outcomes.map((outcome) => [outcome.rule, outcome]));
  return rules.map((rule) => byRule.get(rule)).filter((outcome) => outcome !== undefined);
}

function only(ranks: ReadonlySet<number>, scale: readonly string[]): string | null {
  const [rank, ...more] = ranks;
  return rank === undefined || more.length > 0 ? null : rankNamed(rank, scale);
}

function statusOf(bases: number, possible: number): RankStatus {
  if (possible === 1) return 'known';
  return bases === 1 ? 'provisional' : 'insufficient';
}
