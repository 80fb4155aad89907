/** Facts that rules make of others: of an earlier year, of a difference, of the members of a group. */
import type { DecisionRequest, Member, Outcome } from '../model/decision.ts';
import { EXEMPT, type FactState, MISSING } from '../model/facts.ts';
import { type Interval, point } from '../model/interval.ts';
import { add, type Ratio, ratio, subtract } from '../model/ratio.ts';
import type { Condition, Derivation, Rule, RuleSet, Scheme } from '../model/ruleset.ts';
import { deriveFacts, ofNothing } from './derive.ts';
import type { Series } from './literals.ts';
import { runRules } from './rules-engine.ts';

/** The facts with every derived one that the rules read; each is made of what stands before it. */
export async function withDerived(
  ruleSet: RuleSet,
  scheme: Scheme,
  request: DecisionRequest,
  facts: ReadonlyMap<string, FactState>,
): Promise<Map<string, FactState>> {
  const all = new Map(facts);
  for (const [name, { derivation }] of ruleSet.derived)
    all.set(name, await derive(ruleSet, scheme, request, all, derivation));
  return all;
}

async function derive(
  ruleSet: RuleSet,
  scheme: Scheme,
  request: DecisionRequest,
  facts: ReadonlyMap<string, FactState>,
  derivation: Derivation,
): Promise<FactState> {
  switch (derivation.type) {
    case 'earlier': {
      const year = request.year - derivation.back;
      if (derivation.of === scheme.rank) return publishedRank(ruleSet, scheme, request.publishedRanks, year);
      const given = request.earlierFacts?.get(year);
      return (given && deriveFacts(ruleSet.facts, given).get(derivation.of)) ?? MISSING;
    }
    case 'difference':
      return difference(facts.get(derivation.of) ?? MISSING, facts.get(derivation.minus) ?? MISSING);
    case 'members': {
      const members = request.members?.get(derivation.group);
      return members === undefined
        ? MISSING
        : countMembers(ruleSet, scheme, request.year, members, derivation);
    }
  }
}

/** A published rank as a step of its scale. */
export function publishedRank(
  ruleSet: RuleSet,
  scheme: Scheme,
  ranks: ReadonlyMap<number, string>,
  year: number,
): FactState {
  const rank = ranks.get(year);
  const step = rank === undefined ? -1 : (ruleSet.facts.get(scheme.rank)?.scale ?? []).indexOf(rank);
  return step < 0 ? MISSING : { status: 'known', value: ratio(step) };
}

/** `a` less `b`, within what their bounds allow. */
export function difference(a: FactState, b: FactState): FactState {
  if (a.status === 'exempt' || b.status === 'exempt') return EXEMPT;
  if (a.status === 'missing' || b.status === 'missing') return MISSING;
  if (a.status === 'known' && b.status === 'known')
    return { status: 'known', value: subtract(a.value, b.value) };
  const bound = minus(rangeOf(a), rangeOf(b));
  return bound.low === undefined && bound.high === undefined
    ? MISSING
    : { status: 'bounded', bound, phrase: 'theo giới hạn đã biết' };
}

function rangeOf(state: Extract<FactState, { status: 'known' | 'bounded' }>): Interval {
  return state.status === 'known' ? point(state.value) : state.bound;
}

function minus(a: Interval, b: Interval): Interval {
  const less = (x: Ratio, y: Ratio): Ratio => add(x, ratio(-y.numerator, y.denominator));
  return {
    ...(a.low === undefined || b.high === undefined
      ? {}
      : { low: less(a.low, b.high), lowOpen: a.lowOpen === true || b.highOpen === true }),
    ...(a.high === undefined || b.low === undefined
      ? {}
      : { high: less(a.high, b.low), highOpen: a.highOpen === true || b.lowOpen === true }),
  };
}

async function countMembers(
  ruleSet: RuleSet,
  scheme: Scheme,
  year: number,
  members: readonly Member[],
  derivation: Extract<Derivation, { type: 'members' }>,
): Promise<FactState> {
  const outcomes = await Promise.all(
    members.map((member) => outcomeFor(ruleSet, scheme, year, member, derivation.condition)),
  );
  return measured(outcomes, derivation);
}

/** Between those that certainly fulfil the condition and those that may; a member for which it is exempt is not counted. */
export function measured(
  outcomes: readonly Outcome[],
  { measure, whenEmpty }: Pick<Extract<Derivation, { type: 'members' }>, 'measure' | 'whenEmpty'>,
): FactState {
  const counted = outcomes.filter((outcome) => outcome !== 'not_applicable');
  const certain = counted.filter((outcome) => outcome === 'true').length;
  const possible = counted.filter((outcome) => outcome !== 'false').length;
  if (measure === 'share' && counted.length === 0) return ofNothing(whenEmpty, MISSING);
  const whole = measure === 'share' ? counted.length : 1;
  if (certain === possible) return { status: 'known', value: ratio(certain, whole) };
  const bound = { low: ratio(certain, whole), lowOpen: false, high: ratio(possible, whole), highOpen: false };
  return { status: 'bounded', bound, phrase: `từ ${certain} đến ${possible} trong ${counted.length}` };
}

async function outcomeFor(
  ruleSet: RuleSet,
  scheme: Scheme,
  year: number,
  member: Member,
  condition: Condition,
): Promise<Outcome> {
  const states = deriveFacts(ruleSet.facts, member.facts);
  const series = new Map<string, Series>([...states].map(([name, state]) => [name, [state]]));
  series.set(
    scheme.rank,
    [0, 1, 2, 3, 4, 5, 6, 7, 8, 9].map((back) =>
      publishedRank(ruleSet, scheme, member.publishedRanks, year - back),
    ),
  );
  const [result] = await runRules([asRule(condition)], series);
  return result?.outcome ?? 'unknown';
}

/** A condition asked by itself. */
function asRule(condition: Condition): Rule {
  const at = { file: '', line: 1, column: 1 };
  const document = { code: '', name: '', issuer: '', repeals: [], file: '' };
  return {
    id: 'members',
    document,
    clause: '',
    quote: '',
    subjects: [],
    when: condition,
    effects: [],
    interpretations: [],
    exceptionTo: [],
    at,
  };
}
