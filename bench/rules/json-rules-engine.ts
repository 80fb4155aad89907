/** json-rules-engine: as a decision uses it, and with engines made beforehand and nothing around it but the ranks. */
import { decide } from '../../engine/decide/decide.ts';
import { deriveFacts } from '../../engine/decide/derive.ts';
import { publishedRank } from '../../engine/decide/derived.ts';
import type { Series } from '../../engine/decide/literals.ts';
import { adjust, bandOf, type RankSet, rankState, shapesRank } from '../../engine/decide/ranks.ts';
import { askEngine, type BuiltEngine, buildEngine } from '../../engine/decide/rules-engine.ts';
import { rulesInForce, validityPending } from '../../engine/decide/validity.ts';
import type { RuleOutcome } from '../../engine/model/decision.ts';
import { MISSING } from '../../engine/model/facts.ts';
import type { Rule, RuleSet } from '../../engine/model/ruleset.ts';
import type { PlanInput } from '../../engine/plan/inputs.ts';
import { oneByOneAwaited, type RuleContender } from './contender.ts';
import { PLAN_OF, scaleOf } from './law.ts';
import { verdictOf } from './verdict.ts';

/** Whole decisions: an engine for each, effects, open work, receipt. */
export function wholeDecisions(ruleSet: RuleSet, inputs: readonly PlanInput[]): RuleContender {
  const scale = scaleOf(ruleSet);
  return oneByOneAwaited({
    name: 'json-rules-engine, cả kết luận và biên nhận',
    units: inputs,
    decide: (input) => decide(ruleSet, { ...PLAN_OF, ...input }),
    verdict: ({ rules, possibleRanks }) =>
      verdictOf(rules, new Set(possibleRanks.map((rank) => scale.indexOf(rank)))),
  });
}

/** Engines made once for each set of exempt facts that comes up. */
export function builtEngines(ruleSet: RuleSet, inputs: readonly PlanInput[]): RuleContender {
  const ask = asker(ruleSet);
  return oneByOneAwaited({
    name: 'json-rules-engine, dựng sẵn',
    units: inputs,
    decide: ask,
    verdict: ({ outcomes, possible }) => verdictOf(outcomes, possible),
  });
}

interface Found {
  readonly outcomes: readonly RuleOutcome[];
  readonly possible: RankSet;
}

function asker(ruleSet: RuleSet): (input: PlanInput) => Promise<Found> {
  const scheme = ruleSet.schemes.get(PLAN_OF.scheme);
  if (scheme === undefined) throw new RangeError(`no scheme \`${PLAN_OF.scheme}\``);
  const scale = scaleOf(ruleSet);
  const rules = rulesInForce(ruleSet, PLAN_OF.scheme, PLAN_OF.lawDate);
  const engineFor = engines();
  const ranking = rules.filter(shapesRank);
  const following = rules.filter((rule) => !shapesRank(rule));
  return async ({ facts, publishedRanks }) => {
    const before = publishedRank(ruleSet, scheme, publishedRanks, PLAN_OF.year - 1);
    const series = new Map<string, Series>(
      [...deriveFacts(ruleSet.facts, facts)].map(([name, state]) => [name, [state]]),
    );
    series.set(scheme.rank, [MISSING, before]);
    const ranked = (await askEngine(engineFor(ranking, series), series)).map(withPendingValidity);
    const levels = ranked.filter(({ rule }) => rule.effects.some(({ kind }) => kind === 'band'));
    const possible = adjust(bandOf(levels, scale), ranked, scale, scheme.order);
    series.set(scheme.rank, [rankState(possible, scale), before]);
    const followed = await askEngine(engineFor(following, series), series);
    return { outcomes: [...ranked, ...followed], possible };
  };
}

function engines(): (rules: readonly Rule[], facts: ReadonlyMap<string, Series>) => BuiltEngine {
  const built = new Map<readonly Rule[], Map<string, BuiltEngine>>();
  return (rules, facts) => {
    const byExempt = built.get(rules) ?? new Map<string, BuiltEngine>();
    built.set(rules, byExempt);
    const exempt = [...facts].filter(([, [state]]) => state?.status === 'exempt').map(([name]) => name);
    const engine = byExempt.get(exempt.join()) ?? buildEngine(rules, facts);
    byExempt.set(exempt.join(), engine);
    return engine;
  };
}

function withPendingValidity(result: RuleOutcome): RuleOutcome {
  return result.outcome === 'true' && validityPending(result.rule, PLAN_OF.year)
    ? { ...result, outcome: 'unknown' }
    : result;
}
