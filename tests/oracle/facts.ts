/** What is known of a fact: given, a quotient of two others, or made of others. */
import type { DecisionRequest, Member } from '../../engine/model/decision.ts';
import type { FactState, ZeroDenominator } from '../../engine/model/facts.ts';
import type { Interval } from '../../engine/model/interval.ts';
import type { Ratio } from '../../engine/model/ratio.ts';
import type { Derivation, RuleSet } from '../../engine/model/ruleset.ts';
import { type Look, outcome } from './conditions.ts';
import { fraction, minus, over } from './numbers.ts';

const MISSING: FactState = { status: 'missing' };
const EXEMPT: FactState = { status: 'exempt' };

type Facts = ReadonlyMap<string, FactState>;

export function declared(ruleSet: RuleSet, name: string, given: Facts): FactState {
  const direct = given.get(name) ?? MISSING;
  const fact = ruleSet.facts.get(name);
  if (fact?.numerator === undefined || fact.denominator === undefined || direct.status === 'known')
    return direct;
  const top = given.get(fact.numerator) ?? MISSING;
  const bottom = given.get(fact.denominator) ?? MISSING;
  if ([direct, top, bottom].some(({ status }) => status === 'exempt')) return EXEMPT;
  if (bottom.status === 'known' && bottom.value.numerator === 0n)
    return ofNothing(fact.zeroDenominator, direct);
  if (top.status === 'known' && bottom.status === 'known')
    return { status: 'known', value: over(top.value, bottom.value) };
  if (direct.status !== 'missing' || top.status === 'missing' || bottom.status === 'missing') return direct;
  return bounded(quotient(range(top), range(bottom)));
}

function ofNothing(what: ZeroDenominator, direct: FactState): FactState {
  if (what === 'missing') return direct;
  return what === 'exempt' ? EXEMPT : { status: 'known', value: fraction(what === 'whole' ? 1 : 0) };
}

export function state(ruleSet: RuleSet, request: DecisionRequest, name: string): FactState {
  const derivation = ruleSet.derived.get(name)?.derivation;
  if (derivation === undefined) return declared(ruleSet, name, request.facts);
  switch (derivation.type) {
    case 'earlier': {
      const year = request.year - derivation.back;
      if (derivation.of === rankFact(ruleSet, request))
        return published(ruleSet, request, request.publishedRanks, year);
      const then = request.earlierFacts?.get(year);
      return then === undefined ? MISSING : declared(ruleSet, derivation.of, then);
    }
    case 'difference':
      return difference(state(ruleSet, request, derivation.of), state(ruleSet, request, derivation.minus));
    case 'members':
      return counted(ruleSet, request, derivation);
  }
}

export function rankFact(ruleSet: RuleSet, { scheme }: Pick<DecisionRequest, 'scheme'>): string {
  return ruleSet.schemes.get(scheme)?.rank ?? '';
}

export function published(
  ruleSet: RuleSet,
  request: Pick<DecisionRequest, 'scheme'>,
  ranks: ReadonlyMap<number, string>,
  year: number,
): FactState {
  const scale = ruleSet.facts.get(rankFact(ruleSet, request))?.scale ?? [];
  const step = scale.findIndex((rank) => rank === ranks.get(year));
  return step < 0 ? MISSING : { status: 'known', value: fraction(step) };
}

function counted(
  ruleSet: RuleSet,
  request: DecisionRequest,
  { group, condition, measure, whenEmpty }: Extract<Derivation, { type: 'members' }>,
): FactState {
  const members = request.members?.get(group);
  if (members === undefined) return MISSING;
  const outcomes = members
    .map((member) => outcome(condition, lookAt(ruleSet, request, member)))
    .filter((each) => each !== 'not_applicable');
  const certain = outcomes.filter((each) => each === 'true').length;
  const possible = outcomes.filter((each) => each !== 'false').length;
  if (measure === 'share' && outcomes.length === 0) return ofNothing(whenEmpty, MISSING);
  const whole = measure === 'share' ? outcomes.length : 1;
  if (certain === possible) return { status: 'known', value: fraction(certain, whole) };
  return bounded({ low: fraction(certain, whole), high: fraction(possible, whole) });
}

function lookAt(ruleSet: RuleSet, request: DecisionRequest, member: Member): Look {
  return (fact, years) =>
    Array.from({ length: years }, (_, back) => {
      if (fact === rankFact(ruleSet, request))
        return published(ruleSet, request, member.publishedRanks, request.year - back);
      return back === 0 ? declared(ruleSet, fact, member.facts) : MISSING;
    });
}

function difference(a: FactState, b: FactState): FactState {
  if (a.status === 'exempt' || b.status === 'exempt') return EXEMPT;
  if (a.status === 'missing' || b.status === 'missing') return MISSING;
  if (a.status === 'known' && b.status === 'known')
    return { status: 'known', value: minus(a.value, b.value) };
  const [x, y] = [range(a), range(b)];
  return bounded({
    ...end('low', x.low, x.lowOpen, y.high, y.highOpen, minus),
    ...end('high', x.high, x.highOpen, y.low, y.lowOpen, minus),
  });
}

function quotient(top: Interval, bottom: Interval): Interval {
  return {
    ...(isPositive(bottom.high)
      ? end('low', top.low, top.lowOpen, bottom.high, bottom.highOpen && !isZero(top.low), over)
      : {}),
    ...(isPositive(bottom.low)
      ? end('high', top.high, top.highOpen, bottom.low, bottom.lowOpen && !isZero(top.high), over)
      : {}),
  };
}

/** Nothing divided by anything is nothing: an end of 0 is met though that of the divisor is not. */
function isZero(value: Ratio | undefined): boolean {
  return value?.numerator === 0n;
}

function isPositive(value: Ratio | undefined): boolean {
  return value !== undefined && value.numerator > 0n;
}

function end(
  side: 'low' | 'high',
  a: Ratio | undefined,
  aOpen: boolean | undefined,
  b: Ratio | undefined,
  bOpen: boolean | undefined,
  combine: (a: Ratio, b: Ratio) => Ratio,
): Interval {
  if (a === undefined || b === undefined) return {};
  return { [side]: combine(a, b), [`${side}Open`]: aOpen === true || bOpen === true };
}

function range(state: FactState): Interval {
  if (state.status === 'known') return { low: state.value, high: state.value };
  return state.status === 'bounded' ? state.bound : {};
}

function bounded(bound: Interval): FactState {
  return bound.low === undefined && bound.high === undefined
    ? MISSING
    : { status: 'bounded', bound, phrase: '' };
}
