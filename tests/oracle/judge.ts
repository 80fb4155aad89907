/**
 * A naive interpreter of rules: it tries every way in which what is unknown may turn out, and sees what comes of each.
 * It shares nothing with the evaluators that it is held against but the types.
 */
import type { DecisionRequest, Outcome, RankStatus } from '../../engine/model/decision.ts';
import type { FactState } from '../../engine/model/facts.ts';
import type { Ratio } from '../../engine/model/ratio.ts';
import type { Effect, Rule, RuleSet } from '../../engine/model/ruleset.ts';
import { type Look, leaf, leaves, outcome } from './conditions.ts';
import { published, rankFact, state } from './facts.ts';
import { law, subjectsJudged } from './law.ts';
import { fraction, isLess, minus, over, times } from './numbers.ts';

/** A judgement in plain values, so that two can be compared. */
export interface Judgement {
  readonly baseRank: string | null;
  readonly rank: string | null;
  readonly rankStatus: RankStatus;
  readonly possibleRanks: readonly string[];
  readonly rules: readonly string[];
  readonly effects: readonly string[];
}

interface Judged {
  readonly rule: Rule;
  readonly outcome: Outcome;
  readonly leaves: readonly Outcome[];
}

const SHAPING: readonly Effect['kind'][] = ['band', 'promote', 'demote', 'cap', 'unranked'];
const NO_RANK = -1;

export function judge(ruleSet: RuleSet, request: DecisionRequest): Judgement {
  const rules = law(ruleSet, request);
  const scale = ruleSet.facts.get(rankFact(ruleSet, request))?.scale ?? [];
  const shaping = rules.filter(({ effects }) => effects.some(({ kind }) => SHAPING.includes(kind)));
  const shaped = judgeAll(shaping, lookAt(ruleSet, request, { status: 'missing' }), request);
  const base = ranksInEveryWorld(shaped, scale, []);
  const possible = ranksInEveryWorld(shaped, scale, [
    ...(ruleSet.schemes.get(request.scheme)?.order ?? []),
    'unranked',
  ]);

  const announced = published(ruleSet, request, request.publishedRanks, request.year);
  const rank = announced.status === 'known' ? announced : rankRange(possible, scale);
  const others = judgeAll(
    rules.filter((rule) => !shaping.includes(rule)),
    lookAt(ruleSet, request, rank),
    request,
  );
  const judged = rules.map((rule) => [...shaped, ...others].find((each) => each.rule === rule));
  const all = judged.filter((each) => each !== undefined);
  const [onlyBase = null, ...moreBases] = base;
  const [only = null, ...more] = possible;
  const isKnown = possible.length === 1;
  return {
    baseRank: moreBases.length === 0 && onlyBase !== null ? nameOf(onlyBase, scale) : null,
    rank: more.length === 0 && only !== null ? nameOf(only, scale) : null,
    rankStatus: isKnown ? 'known' : base.length === 1 ? 'provisional' : 'insufficient',
    possibleRanks: possible.toSorted((a, b) => b - a).map((step) => nameOf(step, scale)),
    rules: all.map((each) => `${each.rule.id} ${each.outcome}: ${each.leaves.join(', ')}`),
    effects: all.flatMap((each) => effectsOf(ruleSet, request, each)),
  };
}

function judgeAll(rules: readonly Rule[], look: Look, { lawDate }: DecisionRequest): Judged[] {
  const lawYear = Number(lawDate.slice(0, 4));
  const alone = rules.map((rule): Judged => {
    const found = outcome(rule.when, look);
    const isOpen = rule.interpretations.some(
      ({ pending, onValidity }) => pending && onValidity !== undefined && onValidity.fromYear <= lawYear,
    );
    return {
      rule,
      outcome: found === 'true' && isOpen ? 'unknown' : found,
      leaves: leaves(rule.when).map((comparison) => leaf(comparison, look)),
    };
  });
  return alone.map((each): Judged => {
    const replaced = alone.find(({ rule }) => rule.id === each.rule.insteadOf);
    const stands = replaced === undefined || replaced.outcome === 'not_applicable';
    return stands ? each : { ...each, outcome: 'not_applicable' };
  });
}

function lookAt(ruleSet: RuleSet, request: DecisionRequest, rank: FactState): Look {
  return (fact, years) =>
    Array.from({ length: years }, (_, back): FactState => {
      const isRank = fact === rankFact(ruleSet, request);
      if (back > 0)
        return isRank
          ? published(ruleSet, request, request.publishedRanks, request.year - back)
          : { status: 'missing' };
      return isRank ? rank : state(ruleSet, request, fact);
    });
}

/** A rule that may shape the rank, with the effects that come in one world. */
interface Coming {
  readonly rule: Rule;
  readonly effects: readonly Effect[];
}

/** The steps that may come out when each effect of a rule that is unknown is taken now to come, now not to. */
function ranksInEveryWorld(
  judged: readonly Judged[],
  scale: readonly string[],
  kinds: readonly Effect['kind'][],
): number[] {
  const isUnranked = judged.some(
    ({ rule, outcome: known }) => known === 'true' && rule.effects.some(({ kind }) => kind === 'unranked'),
  );
  if (isUnranked && kinds.includes('unranked')) return [NO_RANK];
  // What one rule does in one way comes as a whole or not at all.
  const unknown = judged.flatMap(({ rule, outcome: known }) =>
    known === 'unknown'
      ? SHAPING.filter((kind) => rule.effects.some((effect) => effect.kind === kind)).map(
          (kind) => `${rule.id} ${kind}`,
        )
      : [],
  );
  const found = new Set<number>();
  for (let world = 0; world < 2 ** unknown.length; world += 1) {
    const comes = (rule: Rule, { kind }: Effect): boolean =>
      Math.floor(world / 2 ** unknown.indexOf(`${rule.id} ${kind}`)) % 2 === 1;
    const coming = judged.flatMap(({ rule, outcome: known }): Coming[] => {
      if (known === 'true') return [{ rule, effects: rule.effects }];
      if (known !== 'unknown') return [];
      const effects = rule.effects.filter((effect) => SHAPING.includes(effect.kind) && comes(rule, effect));
      return [{ rule, effects }];
    });
    if (comesTwice(coming)) continue;
    for (const start of bandsOf(coming, scale))
      for (const step of afterEffects(start, coming, kinds, scale)) found.add(step);
  }
  return [...found];
}

/** Of the levels of one entry no two move the rank in the same way together. */
function comesTwice(coming: readonly Coming[]): boolean {
  const moved = coming.flatMap(({ rule, effects }) => {
    const [document, entry] = rule.id.split('/');
    const kinds = new Set(effects.map(({ kind }) => kind).filter((kind) => kind !== 'band'));
    return rule.pick === undefined ? [] : [...kinds].map((kind) => `${document}/${entry} ${kind}`);
  });
  return new Set(moved).size < moved.length;
}

/** The band of the first level that holds, or the bands of all where only one should. */
function bandsOf(coming: readonly Coming[], scale: readonly string[]): number[] {
  const steps: number[] = [];
  for (const { rule, effects } of coming) {
    const bands = effects.filter((effect) => effect.kind === 'band');
    steps.push(...bands.map(({ rank }) => scale.indexOf(rank)).filter((step) => step >= 0));
    if (bands.length > 0 && rule.pick !== 'only') break;
  }
  return steps;
}

function afterEffects(
  start: number,
  coming: readonly Coming[],
  kinds: readonly Effect['kind'][],
  scale: readonly string[],
): number[] {
  let steps = [start];
  for (const kind of kinds)
    for (const { effects } of coming)
      for (const effect of effects)
        if (effect.kind === kind) steps = steps.flatMap((step) => afterEffect(step, effect, scale));
  return steps;
}

function afterEffect(step: number, effect: Effect, scale: readonly string[]): number[] {
  if (step === NO_RANK || effect.kind === 'unranked') return [NO_RANK];
  if (effect.kind === 'cap') return [Math.min(step, Math.max(scale.indexOf(effect.rank) - 1, 0))];
  if (effect.kind === 'promote') return [Math.min(step + effect.levels, scale.length - 1)];
  if (effect.kind !== 'demote' || step === 0) return [step];
  if (effect.levels !== undefined) return [Math.max(step - effect.levels, 0)];
  return [...scale.keys()].filter((lower) => lower < step);
}

function nameOf(step: number, scale: readonly string[]): string {
  return step === NO_RANK ? 'không xếp hạng' : (scale[step] ?? '');
}

/** Of ranks as of a fact nothing is known when all are possible, or none. */
function rankRange(steps: readonly number[], scale: readonly string[]): FactState {
  if (steps.length === 0 || scale.every((_, step) => steps.includes(step))) return { status: 'missing' };
  const [low, high] = [fraction(Math.min(...steps)), fraction(Math.max(...steps))];
  return steps.length === 1
    ? { status: 'known', value: low }
    : { status: 'bounded', bound: { low, high }, phrase: '' };
}

function effectsOf(ruleSet: RuleSet, request: DecisionRequest, { rule, outcome: found }: Judged): string[] {
  const on = rule.subjects.filter((subject) => subjectsJudged(request.subject).includes(subject));
  return rule.effects.flatMap((effect) => {
    const bearsWhen = effect.kind === 'requirement' || effect.kind === 'target' ? 'false' : 'true';
    if (effect.kind === 'band' || found !== bearsWhen) return [];
    const points =
      effect.kind === 'points'
        ? ` ${pointsText(pointsOf(effect, (name) => state(ruleSet, request, name)))}`
        : '';
    return on.map((subject) => `${rule.id} ${subject} ${effect.kind}${points}`);
  });
}

/** Counted one step at a time. Undefined when the fact counted is not known. */
function pointsOf(
  { amount, each }: Extract<Effect, { kind: 'points' }>,
  stateOf: (name: string) => FactState,
): Ratio | undefined {
  if (each === undefined) return amount;
  const counted = stateOf(each.fact);
  if (counted.status !== 'known') return undefined;
  const steps = over(minus(counted.value, each.from), each.step);
  const whole = steps.numerator <= 0n ? 0n : steps.numerator / steps.denominator;
  const points = times(amount, fraction(whole));
  if (each.limit === undefined) return points;
  const isNegative = amount.numerator < 0n;
  const most = isNegative ? fraction(-each.limit.numerator, each.limit.denominator) : each.limit;
  return (isNegative ? isLess(points, most) : isLess(most, points)) ? most : points;
}

/** Lowest terms, so that equal numbers have equal texts. */
export function pointsText(points: Ratio | undefined): string {
  if (points === undefined) return '?';
  let [a, b] = [points.numerator < 0n ? -points.numerator : points.numerator, points.denominator];
  while (b !== 0n) [a, b] = [b, a % b];
  const divisor = a === 0n ? 1n : a;
  return `${points.numerator / divisor}/${points.denominator / divisor}`;
}
