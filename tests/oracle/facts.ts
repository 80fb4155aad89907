/** What is known of a fact: given, a quotient of two others, or made of others. */
import type { DecisionRequest, Member, Outcome } from '../../engine/model/decision.ts';
import type { FactState, ZeroDenominator } from '../../engine/model/facts.ts';
import type { Interval } from '../../engine/model/interval.ts';
import type { Ratio } from '../../engine/model/ratio.ts';
import type { Condition, Derivation, RuleSet } from '../../engine/model/ruleset.ts';
import { added, calculated, dividedBy } from './calculations.ts';
import { type Look, outcome } from './conditions.ts';
import { asOf, declaredParts } from './law.ts';
import { fraction, isSame, minus, over, times } from './numbers.ts';

/** A request, with the year judged where it is made of an earlier one. */
export type Asked = DecisionRequest & { readonly judged?: number };

const MISSING: FactState = { status: 'missing' };
const EXEMPT: FactState = { status: 'exempt' };

function declared(ruleSet: RuleSet, request: Asked, name: string): FactState {
  const direct = request.facts.get(name) ?? MISSING;
  if (direct.status === 'known') return direct;
  if (direct.status === 'exempt') return direct;
  const own = calculated(ruleSet, request, name, 'own');
  if (own.status !== 'missing') return own;
  const ofParts = share(ruleSet, request, name, direct);
  return ofParts.status === 'missing' ? calculated(ruleSet, request, name, 'deciding') : ofParts;
}

function share(ruleSet: RuleSet, request: Asked, name: string, direct: FactState): FactState {
  const fact = ruleSet.facts.get(name);
  if (fact === undefined) return direct;
  const isEarlier = request.judged !== undefined && request.year < request.judged;
  const parts = declaredParts(ruleSet, name, request, isEarlier);
  if (parts === undefined && (fact.numerator === undefined || fact.denominator === undefined)) return direct;
  const top = added(ruleSet, request, parts?.top ?? [fact.numerator ?? '']);
  const bottom = added(ruleSet, request, parts?.bottom ?? [fact.denominator ?? '']);
  if ([direct, top, bottom].some(({ status }) => status === 'exempt')) return EXEMPT;
  if (bottom.status === 'known' && bottom.value.numerator === 0n)
    return ofNothing(fact.zeroDenominator, direct);
  if (top.status === 'known' && bottom.status === 'known')
    return { status: 'known', value: over(top.value, bottom.value) };
  if (direct.status !== 'missing' || top.status === 'missing' || bottom.status === 'missing') return direct;
  const { low } = range(top);
  return low !== undefined && low.numerator < 0n
    ? dividedBy(top, bottom)
    : bounded(quotient(range(top), range(bottom)));
}

function ofNothing(what: ZeroDenominator, direct: FactState): FactState {
  if (what === 'missing') return direct;
  return what === 'exempt' ? EXEMPT : { status: 'known', value: fraction(what === 'whole' ? 1 : 0) };
}

export function state(ruleSet: RuleSet, request: Asked, name: string): FactState {
  const derivation = ruleSet.derived.get(name)?.derivation;
  if (derivation === undefined) return declared(ruleSet, request, name);
  switch (derivation.type) {
    case 'earlier':
      return inYear(ruleSet, request, derivation, request.year - derivation.back);
    case 'previous': {
      let passed = 0;
      let last: FactState = MISSING;
      for (let back = 1; back <= 10; back += 1) {
        const then = inYear(ruleSet, request, derivation, request.year - back);
        last = then;
        if (then.status === 'missing') return MISSING;
        const isRanked = derivation.of !== rankFact(ruleSet, request) || !isUnranked(then);
        if (then.status !== 'exempt' && isRanked) passed += 1;
        if (passed === derivation.count) return then;
      }
      return last;
    }
    case 'difference':
      return difference(
        state(ruleSet, request, derivation.of),
        state(ruleSet, request, derivation.minus),
        derivation.times ?? fraction(1),
      );
    case 'pending':
      return MISSING;
    case 'day': {
      const year = request.year + (derivation.yearsAfter ?? 0);
      return {
        status: 'known',
        value: fraction(Date.UTC(year, derivation.month - 1, derivation.day) / 60_000),
      };
    }
    case 'shifted':
      return later(state(ruleSet, request, derivation.of), derivation.months, derivation.days);
    case 'members':
      return counted(ruleSet, request, derivation);
  }
}

function inYear(
  ruleSet: RuleSet,
  request: Asked,
  { of: name, since }: { readonly of: string; readonly since?: number },
  year: number,
): FactState {
  const isRank = name === rankFact(ruleSet, request);
  if (since !== undefined && year < since) return isRank ? { status: 'known', value: fraction(-1) } : EXEMPT;
  if (name === rankFact(ruleSet, request)) return published(ruleSet, request, request.publishedRanks, year);
  const facts = request.earlierFacts?.get(year);
  return facts === undefined
    ? MISSING
    : state(
        ruleSet,
        { ...request, year, facts, members: new Map(), judged: request.judged ?? request.year },
        name,
      );
}

/** No rank stands one step below the lowest. */
function isUnranked(found: FactState): boolean {
  return found.status === 'known' && found.value.numerator < 0n;
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
  if (ranks.get(year) === 'không xếp hạng') return { status: 'known', value: fraction(-1) };
  const step = scale.findIndex((rank) => rank === ranks.get(year));
  return step < 0 ? MISSING : { status: 'known', value: fraction(step) };
}

/** By trying, for each member, every way in which it may turn out; the ways of all together are too many to list. */
function counted(
  ruleSet: RuleSet,
  request: Asked,
  { group, condition, among, measure, whenEmpty }: Extract<Derivation, { type: 'members' }>,
): FactState {
  const members = request.members?.get(group);
  if (members === undefined) return MISSING;
  const ways = members.map((member) => waysOf(ruleSet, request, member, condition, among));
  const asked = ways.filter((way) => way.some((each) => each !== 'out'));
  if (measure === 'share' && asked.length === 0) return ofNothing(whenEmpty, MISSING);
  if (measure === 'share' && asked.every((way) => way.includes('out'))) return MISSING;
  const ends = [prefer(asked, ['no', 'out', 'yes']), prefer(asked, ['yes', 'out', 'no'])].map((taken) => {
    const yes = taken.filter((each) => each === 'yes').length;
    const no = taken.filter((each) => each === 'no').length;
    return measure === 'count' ? fraction(yes) : fraction(yes, yes + no);
  });
  const [low = fraction(0), high = fraction(0)] = ends;
  return isSame(low, high) ? { status: 'known', value: low } : bounded({ low, high });
}

type Way = 'yes' | 'no' | 'out';

/** How a member may turn out: it fulfils the condition, does not, or is none of those asked. */
function waysOf(
  ruleSet: RuleSet,
  request: Asked,
  { facts, publishedRanks }: Member,
  condition: Condition,
  among: Condition | undefined,
): Way[] {
  const { earlierFacts: _, members: __, ...rest } = request;
  const look = lookAt(ruleSet, { ...rest, facts, publishedRanks });
  const ask = (written: Condition): Outcome => {
    const read = asOf(written, request.lawDate, request.year);
    return read === undefined ? 'not_applicable' : outcome(read, look);
  };
  const isAsked = among === undefined ? 'true' : ask(among);
  const fulfils = ask(condition);
  if (isAsked === 'false' || isAsked === 'not_applicable' || fulfils === 'not_applicable') return ['out'];
  return [
    ...(fulfils === 'false' ? [] : ['yes' as const]),
    ...(fulfils === 'true' ? [] : ['no' as const]),
    ...(isAsked === 'true' ? [] : ['out' as const]),
  ];
}

function prefer(ways: readonly (readonly Way[])[], order: readonly Way[]): Way[] {
  return ways.map((way) => order.find((each) => way.includes(each)) ?? 'out');
}

/** What a condition by itself sees: facts of this year, ranks as they were published. */
export function lookAt(ruleSet: RuleSet, request: Asked): Look {
  return (fact, years) =>
    Array.from({ length: years }, (_, back) => {
      if (fact === rankFact(ruleSet, request))
        return published(ruleSet, request, request.publishedRanks, request.year - back);
      return back === 0 ? state(ruleSet, request, fact) : MISSING;
    });
}

function difference(a: FactState, b: FactState, factor: Ratio): FactState {
  if (a.status === 'exempt' || b.status === 'exempt') return EXEMPT;
  if (a.status === 'missing' || b.status === 'missing') return MISSING;
  if (a.status === 'known' && b.status === 'known')
    return { status: 'known', value: minus(a.value, times(b.value, factor)) };
  const x = range(a);
  const { low, high, ...open } = range(b);
  const y: Interval = {
    ...open,
    ...(low === undefined ? {} : { low: times(low, factor) }),
    ...(high === undefined ? {} : { high: times(high, factor) }),
  };
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

/** Day by day: the same day of a later month, or, where it has none, the first of the month after. */
function later(found: FactState, months: number, days: number): FactState {
  const move = (value: Ratio): Ratio => {
    const from = new Date(Number(value.numerator / value.denominator) * 60_000).toISOString().slice(0, 10);
    const [year = 0, month = 1, day = 1] = from.split('-').map(Number);
    const target = year * 12 + (month - 1) + months;
    const answering = new Date(Date.UTC(Math.floor(target / 12), target % 12, day));
    const hasDay = answering.getUTCMonth() === target % 12;
    const start =
      (hasDay ? answering.getTime() : Date.UTC(Math.floor((target + 1) / 12), (target + 1) % 12, 1)) / 60_000;
    return fraction(start + days * 24 * 60);
  };
  if (found.status === 'known') return { status: 'known', value: move(found.value) };
  if (found.status !== 'bounded') return found;
  const { low, high } = found.bound;
  return bounded({ ...(low && { low: move(low) }), ...(high && { high: move(high) }) });
}
