/** What a calculation gives, with everything between the least and the most that it may be. */
import type { Formula } from '../../engine/model/calculation.ts';
import type { FactState } from '../../engine/model/facts.ts';
import type { Ratio } from '../../engine/model/ratio.ts';
import type { RuleSet } from '../../engine/model/ruleset.ts';
import { outcome } from './conditions.ts';
import { type Asked, lookAt, state } from './facts.ts';
import { calculationOf } from './law.ts';
import { fraction, isLess, isSame, minus, over, plus, times } from './numbers.ts';

const MISSING: FactState = { status: 'missing' };
const ZERO = fraction(0);

/** Undefined ends lie beyond all numbers. */
type Span = readonly [low: Ratio | undefined, high: Ratio | undefined];

/**
 * Missing where that law has no calculation of the fact.
 * @param law that of the year itself, or, for an earlier year, the one that decides
 */
export function calculated(
  ruleSet: RuleSet,
  request: Asked,
  fact: string,
  law: 'own' | 'deciding',
): FactState {
  const isEarlier = request.judged !== undefined && request.year < request.judged;
  if (law === 'deciding' && !isEarlier) return MISSING;
  const calculation = calculationOf(ruleSet, fact, request, isEarlier, law);
  if (calculation === undefined) return MISSING;
  const taken: FactState[] = [];
  let exempt = 0;
  let asked = 0;
  for (const { when, value } of calculation.steps) {
    const found = when === undefined ? 'true' : outcome(when, lookAt(ruleSet, request));
    if (when !== undefined) asked += 1;
    if (found === 'not_applicable') exempt += 1;
    if (when === undefined && asked > 0 && asked === exempt) return { status: 'exempt' };
    if (found === 'true' || found === 'unknown') taken.push(valueOf(ruleSet, request, value));
    if (found !== 'true') continue;
    const [only = MISSING] = taken;
    const all = taken.length === 1 ? only : between(taken);
    const isShare = ruleSet.facts.get(fact)?.kind === 'ratio';
    const { rounding } = calculation;
    return rounding === undefined ? all : rounded(all, rounding.places + (isShare ? 2 : 0), rounding.mode);
  }
  return asked > 0 && asked === exempt ? { status: 'exempt' } : MISSING;
}

/** What facts come to together; of several, those of which nothing is known lie in their domain. */
export function added(ruleSet: RuleSet, request: Asked, names: readonly string[]): FactState {
  const states = names.map((name) => state(ruleSet, request, name));
  const [only = MISSING] = states;
  if (states.length === 1) return only;
  if (states.some(({ status }) => status === 'exempt')) return { status: 'exempt' };
  if (!states.some(({ status }) => status !== 'missing')) return MISSING;
  const facts = names.map((fact): Formula => ({ type: 'fact', fact }));
  const sum = facts.reduce((left, right): Formula => ({ type: 'operation', operator: '+', left, right }));
  return valueOf(ruleSet, request, sum);
}

function valueOf(ruleSet: RuleSet, request: Asked, formula: Formula): FactState {
  if (formula.type === 'nothing') return { status: formula.status };
  if (formula.type === 'number') return { status: 'known', value: formula.value };
  if (formula.type === 'fact') {
    const found = state(ruleSet, request, formula.fact);
    const fact = ruleSet.facts.get(formula.fact) ?? ruleSet.derived.get(formula.fact)?.definition;
    return found.status === 'missing' ? stateOf([fact?.domain.low, fact?.domain.high]) : found;
  }
  if (formula.type === 'operation') {
    const a = spanOf(valueOf(ruleSet, request, formula.left));
    const b = spanOf(valueOf(ruleSet, request, formula.right));
    return a === undefined || b === undefined ? MISSING : stateOf(OPERATIONS[formula.operator](a, b));
  }
  const found = formula.of.map((part) => valueOf(ruleSet, request, part));
  const counted = formula.of.filter((_, at) => found[at]?.status !== 'exempt');
  if (counted.length < found.length && !counted.some(({ type }) => type !== 'number')) return MISSING;
  const parts = found.filter(({ status }) => status !== 'exempt').map(spanOf);
  const known = parts.filter((part) => part !== undefined);
  if (known.length === 0 || known.length < parts.length) return MISSING;
  const [lows, highs] = [known.map(([low]) => low), known.map(([, high]) => high)];
  const finite = (ends: readonly (Ratio | undefined)[]): Ratio[] => ends.filter((end) => end !== undefined);
  const whole = (ends: readonly (Ratio | undefined)[]): Ratio[] | undefined =>
    ends.includes(undefined) ? undefined : finite(ends);
  switch (formula.name) {
    case 'lowest':
      return stateOf([least(whole(lows)), least(finite(highs))]);
    case 'highest':
      return stateOf([most(finite(lows)), most(whole(highs))]);
    case 'average':
      return stateOf([mean(whole(lows)), mean(whole(highs))]);
    case 'whole':
      return stateOf([lows[0] && wholePart(lows[0]), highs[0] && wholePart(highs[0])]);
  }
}

const OPERATIONS: Readonly<Record<'+' | '−' | '×' | '÷', (a: Span, b: Span) => Span>> = {
  '+': ([a, b], [c, d]) => [a && c && plus(a, c), b && d && plus(b, d)],
  '−': ([a, b], [c, d]) => [a && d && minus(a, d), b && c && minus(b, c)],
  '×': (x, y) => {
    const ends = finiteEnds(x, y);
    if (ends !== undefined) return cornersOf(ends, times);
    const [[a, b], [c, d]] = [x, y];
    return isNatural(a) && isNatural(c) ? [times(a, c), b && d && times(b, d)] : [undefined, undefined];
  },
  '÷': (x, y) => {
    const [[a, b], [c, d]] = [x, y];
    const isAbove = c !== undefined && isLess(ZERO, c);
    if (!isAbove && !(d !== undefined && isLess(d, ZERO))) return [undefined, undefined];
    const ends = finiteEnds(x, y);
    if (ends !== undefined) return cornersOf(ends, over);
    if (!isNatural(a) || !isAbove) return [undefined, undefined];
    return [d === undefined ? ZERO : over(a, d), b && over(b, c)];
  },
};

/** Between the outermost quotients. */
export function dividedBy(top: FactState, bottom: FactState): FactState {
  const [a, b] = [spanOf(top), spanOf(bottom)];
  return a === undefined || b === undefined ? MISSING : stateOf(OPERATIONS['÷'](a, b));
}

function isNatural(value: Ratio | undefined): value is Ratio {
  return value !== undefined && !isLess(value, ZERO);
}

function finiteEnds([a, b]: Span, [c, d]: Span): readonly [Ratio, Ratio, Ratio, Ratio] | undefined {
  return a === undefined || b === undefined || c === undefined || d === undefined ? undefined : [a, b, c, d];
}

function cornersOf(
  [a, b, c, d]: readonly [Ratio, Ratio, Ratio, Ratio],
  operation: (x: Ratio, y: Ratio) => Ratio,
): Span {
  const corners = [operation(a, c), operation(a, d), operation(b, c), operation(b, d)];
  return [least(corners), most(corners)];
}

function between(states: readonly FactState[]): FactState {
  const spans = states.map(spanOf);
  const known = spans.filter((span) => span !== undefined);
  if (known.length < spans.length) return MISSING;
  const lows = known.map(([low]) => low);
  const highs = known.map(([, high]) => high);
  return stateOf([
    lows.includes(undefined) ? undefined : least(lows.filter((end) => end !== undefined)),
    highs.includes(undefined) ? undefined : most(highs.filter((end) => end !== undefined)),
  ]);
}

function rounded(found: FactState, places: number, mode: 'nearest' | 'down' | 'up'): FactState {
  const span = spanOf(found);
  if (span === undefined) return found;
  const unit = places < 0 ? fraction(10n ** BigInt(-places)) : fraction(1, 10n ** BigInt(places));
  const round = (value: Ratio): Ratio => {
    const floor = times(wholePart(over(value, unit)), unit);
    const isWhole = isSame(floor, value);
    const ceiling = isWhole ? floor : plus(floor, unit);
    if (mode === 'down') return floor;
    if (mode === 'up') return ceiling;
    const [toFloor, toCeiling] = [minus(value, floor), minus(ceiling, value)];
    if (isSame(toFloor, toCeiling)) return isLess(value, ZERO) ? floor : ceiling;
    return isLess(toFloor, toCeiling) ? floor : ceiling;
  };
  return stateOf([span[0] && round(span[0]), span[1] && round(span[1])]);
}

function wholePart(value: Ratio): Ratio {
  const cut = fraction(value.numerator / value.denominator);
  return isLess(value, cut) ? minus(cut, fraction(1)) : cut;
}

function least(values: readonly Ratio[] | undefined): Ratio | undefined {
  return values?.toSorted((a, b) => (isLess(a, b) ? -1 : 1))[0];
}

function most(values: readonly Ratio[] | undefined): Ratio | undefined {
  return values?.toSorted((a, b) => (isLess(a, b) ? 1 : -1))[0];
}

function mean(values: readonly Ratio[] | undefined): Ratio | undefined {
  return values && over(values.reduce(plus), fraction(values.length));
}

function spanOf(found: FactState): Span | undefined {
  if (found.status === 'known') return [found.value, found.value];
  return found.status === 'bounded' ? [found.bound.low, found.bound.high] : undefined;
}

function stateOf([low, high]: Span): FactState {
  if (low === undefined && high === undefined) return MISSING;
  if (low !== undefined && high !== undefined && isSame(low, high)) return { status: 'known', value: low };
  const bound = { ...(low === undefined ? {} : { low }), ...(high === undefined ? {} : { high }) };
  return { status: 'bounded', bound, phrase: '' };
}
