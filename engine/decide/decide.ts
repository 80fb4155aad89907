/** One decision: rank, effects and open work of one subject in one year, each with its reasons. */
import type {
  AppliedEffect,
  Decision,
  DecisionRequest,
  OpenWork,
  RankStatus,
  RuleOutcome,
} from '../model/decision.ts';
import { type FactState, MISSING, type Subject } from '../model/facts.ts';
import { ratio } from '../model/ratio.ts';
import type { RuleSet, Scheme } from '../model/ruleset.ts';
import { deriveFacts } from './derive.ts';
import type { Series } from './literals.ts';
import { adjust, bandOf, rankState, shapesRank } from './ranks.ts';
import { receiptOf } from './receipt.ts';
import { runRules } from './rules-engine.ts';
import { rulesInForce, validityPending } from './validity.ts';

/** Subjects whose consequences follow from a unit's rank, and which are therefore decided with the unit. */
const OF_A_UNIT: readonly Subject[] = ['đơn vị', 'người đứng đầu', 'tập thể', 'tổ chức cơ sở đảng'];
/** Earlier years that a rule may read; the longest run that the language can say. */
const YEARS_BACK = 10;

/**
 * Decides by the rules of the request's scheme and law date, in the scheme's order: band, demotion, cap, consequences.
 * @throws RangeError when the scheme does not exist
 */
export async function decide(ruleSet: RuleSet, request: DecisionRequest): Promise<Decision> {
  const scheme = ruleSet.schemes.get(request.scheme);
  if (scheme === undefined) throw new RangeError(`no scheme \`${request.scheme}\``);
  const subjects = subjectsOf(request.subject);
  const rules = rulesInForce(ruleSet, scheme.code, request.lawDate).filter((rule) =>
    rule.subjects.some((subject) => subjects.includes(subject)),
  );
  const states = deriveFacts(ruleSet.facts, request.facts);
  const scale = ruleSet.facts.get(scheme.rank)?.scale ?? [];
  const earlier = Array.from({ length: YEARS_BACK }, (_, index) =>
    publishedState(request, request.year - 1 - index, scale),
  );

  const ranking = rules.filter(shapesRank);
  const before = seriesOf(states, scheme, [MISSING, ...earlier]);
  const ranked = (await runRules(ranking, before)).map((outcome) =>
    withPendingValidity(outcome, request.year),
  );
  const levels = ranked.filter(({ rule }) => rule.effects.some((effect) => effect.kind === 'band'));
  const base = bandOf(levels, scale);
  const possible = adjust(base, ranked, scale);

  const published = publishedState(request, request.year, scale);
  const current = published.status === 'missing' ? rankState(possible, scale) : published;
  const after = seriesOf(states, scheme, [current, ...earlier]);
  const followed = (
    await runRules(
      rules.filter((rule) => !shapesRank(rule)),
      after,
    )
  ).map((outcome) => withPendingValidity(outcome, request.year));

  const byRule = new Map([...ranked, ...followed].map((outcome) => [outcome.rule, outcome]));
  const outcomes = rules.map((rule) => byRule.get(rule)).filter((outcome) => outcome !== undefined);
  const decision = {
    request,
    index: states.get(scheme.index) ?? MISSING,
    baseRank: only(base, scale),
    rank: only(possible, scale),
    rankStatus: statusOf(base.size, possible.size),
    possibleRanks: [...possible].sort((a, b) => b - a).map((step) => scale[step] ?? ''),
    rules: outcomes,
    effects: outcomes.flatMap((outcome) => effectsOf(outcome, subjects)),
    openWork: outcomes.flatMap(openWorkOf),
    missing: missingIn(outcomes, scheme, request.year),
  };
  return { ...decision, receipt: receiptOf(decision, ruleSet.hash) };
}

function subjectsOf(subject: Subject): readonly Subject[] {
  if (subject === 'đơn vị') return OF_A_UNIT;
  return OF_A_UNIT.includes(subject) ? ['đơn vị', subject] : [subject];
}

function publishedState(
  { publishedRanks }: DecisionRequest,
  year: number,
  scale: readonly string[],
): FactState {
  const rank = publishedRanks.get(year);
  const step = rank === undefined ? -1 : scale.indexOf(rank);
  return step < 0 ? MISSING : { status: 'known', value: ratio(step) };
}

function seriesOf(
  states: ReadonlyMap<string, FactState>,
  scheme: Scheme,
  ranks: Series,
): Map<string, Series> {
  const series = new Map<string, Series>([...states].map(([name, state]) => [name, [state]]));
  return series.set(scheme.rank, ranks);
}

function withPendingValidity(result: RuleOutcome, year: number): RuleOutcome {
  return result.outcome === 'true' && validityPending(result.rule, year)
    ? { ...result, outcome: 'unknown' }
    : result;
}

function only(ranks: ReadonlySet<number>, scale: readonly string[]): string | null {
  const [rank, ...more] = ranks;
  return rank === undefined || more.length > 0 ? null : (scale[rank] ?? null);
}

function statusOf(bases: number, possible: number): RankStatus {
  if (possible === 1) return 'known';
  return bases === 1 ? 'provisional' : 'insufficient';
}

/** A requirement bears when it is not met; every other effect when its condition holds. */
function effectsOf({ rule, outcome }: RuleOutcome, subjects: readonly Subject[]): AppliedEffect[] {
  const bearing = rule.subjects.filter((subject) => subjects.includes(subject));
  return rule.effects
    .filter(
      (effect) => effect.kind !== 'band' && outcome === (effect.kind === 'requirement' ? 'false' : 'true'),
    )
    .flatMap((effect) => bearing.map((on) => ({ rule, on, effect })));
}

function openWorkOf({ rule, outcome }: RuleOutcome): OpenWork[] {
  const work: OpenWork[] = [];
  if (outcome === 'true' && rule.humanDecision !== undefined) work.push({ rule, ...rule.humanDecision });
  if (outcome === 'true' || outcome === 'unknown') {
    const pending = rule.interpretations.filter((interpretation) => interpretation.pending);
    work.push(...pending.map(({ question }) => ({ rule, role: rule.document.issuer, question })));
  }
  return work;
}

function missingIn(outcomes: readonly RuleOutcome[], scheme: Scheme, year: number): string[] {
  const missing = new Set<string>();
  for (const { outcome, conditions } of outcomes) {
    if (outcome !== 'unknown') continue;
    for (const { comparison, states } of conditions) {
      states.forEach((state, back) => {
        if (state.status !== 'missing') return;
        const isRank = comparison.fact === scheme.rank;
        // This year's rank is what is being decided; only an earlier one can be lacking.
        if (!isRank) missing.add(comparison.fact);
        else if (back > 0) missing.add(`${comparison.fact} năm ${year - back}`);
      });
    }
  }
  return [...missing];
}
