/** Ratios from their parts, known, bounded or missing as the parts are. */

import type { ShareParts } from '../model/calculation.ts';
import type { FactDefinition, FactState, ZeroDenominator } from '../model/facts.ts';
import { EXEMPT, MISSING } from '../model/facts.ts';
import { type Interval, point } from '../model/interval.ts';
import { divide, type Ratio, ratio } from '../model/ratio.ts';
import { operate, withinDomain } from './arithmetic.ts';

/**
 * The state of every defined fact. What is known of a ratio itself goes before its parts; without that it is their
 * quotient, and where parts are bounded, what follows from the bounds.
 */
export function deriveFacts(
  definitions: ReadonlyMap<string, FactDefinition>,
  given: ReadonlyMap<string, FactState>,
): Map<string, FactState> {
  const states = new Map<string, FactState>();
  for (const [name, definition] of definitions) {
    const direct = given.get(name) ?? MISSING;
    const { numerator, denominator } = definition;
    states.set(
      name,
      numerator === undefined || denominator === undefined
        ? direct
        : shareOf(definition, direct, given.get(numerator) ?? MISSING, given.get(denominator) ?? MISSING),
    );
  }
  return states;
}

/** A fact that is added up with others. */
export interface Addend {
  readonly state: FactState;
  readonly domain: Interval;
}

/** What facts come to together. Exempt where one is; where nothing is known of some, the least and most that they may be. */
export function totalOf(parts: readonly Addend[]): FactState {
  const [first, ...more] = parts;
  if (first === undefined || more.length === 0) return first?.state ?? MISSING;
  if (parts.some(({ state }) => state.status === 'exempt')) return EXEMPT;
  if (parts.every(({ state }) => state.status === 'missing')) return MISSING;
  return parts
    .map(({ state, domain }) => withinDomain(state, domain))
    .reduce((sum, state) => operate('+', sum, state));
}

/** The definition of a share as these parts make it. */
export function withParts(definition: FactDefinition, { top, bottom }: ShareParts): FactDefinition {
  return { ...definition, numerator: top.join(' và '), denominator: bottom.join(' và ') };
}

/** A share from what was said of itself and what is known of its parts. */
export function shareOf(
  definition: FactDefinition,
  direct: FactState,
  numerator: FactState,
  denominator: FactState,
): FactState {
  if (direct.status === 'known') return direct;
  if (direct.status === 'exempt' || numerator.status === 'exempt' || denominator.status === 'exempt')
    return EXEMPT;
  if (denominator.status === 'known' && denominator.value.numerator === 0n) {
    return ofNothing(definition.zeroDenominator, direct);
  }
  if (numerator.status === 'known' && denominator.status === 'known') {
    return { status: 'known', value: divide(numerator.value, denominator.value) };
  }
  if (direct.status !== 'missing' || numerator.status === 'missing' || denominator.status === 'missing')
    return direct;
  // A part that a document calculates may be negative.
  if ((rangeOf(numerator).low?.numerator ?? 0n) < 0n) return operate('÷', numerator, denominator);
  const bound = quotient(rangeOf(numerator), rangeOf(denominator));
  return bound === undefined
    ? MISSING
    : {
        status: 'bounded',
        bound,
        phrase: bothPhrases(definition, numerator, denominator),
      };
}

/** What a share of nothing is. */
export function ofNothing(what: ZeroDenominator, otherwise: FactState): FactState {
  switch (what) {
    case 'missing':
      return otherwise;
    case 'exempt':
      return EXEMPT;
    case 'whole':
      return { status: 'known', value: ratio(1) };
    case 'none':
      return { status: 'known', value: ratio(0) };
  }
}

function rangeOf(state: Extract<FactState, { status: 'known' | 'bounded' }>): Interval {
  return state.status === 'known' ? point(state.value) : state.bound;
}

/** What was said of the two parts; nothing where one was worked out, for the range then says it. */
function bothPhrases({ numerator, denominator }: FactDefinition, top: FactState, bottom: FactState): string {
  const isWorkedOut = [top, bottom].some((state) => state.status === 'bounded' && state.phrase === '');
  return isWorkedOut ? '' : [phraseOf(numerator, top), phraseOf(denominator, bottom)].join('; ');
}

function phraseOf(name: string | undefined, state: FactState): string {
  return state.status === 'bounded' ? `${name ?? ''} ${state.phrase}` : (name ?? '');
}

/** The quotients of two ranges of numbers ≥ 0; undefined where the divisor may be zero and nothing follows. */
function quotient(top: Interval, bottom: Interval): Interval | undefined {
  const low =
    top.low === undefined || bottom.high === undefined || bottom.high.numerator <= 0n
      ? {}
      : { low: divide(top.low, bottom.high), lowOpen: isOpen(top.low, top.lowOpen, bottom.highOpen) };
  const high =
    top.high === undefined || bottom.low === undefined || bottom.low.numerator <= 0n
      ? {}
      : { high: divide(top.high, bottom.low), highOpen: isOpen(top.high, top.highOpen, bottom.lowOpen) };
  const range: Interval = { ...low, ...high };
  return range.low === undefined && range.high === undefined ? undefined : range;
}

/** Whether a quotient misses its end; nothing of whatever amount is nothing, so that end is met. */
function isOpen(top: Ratio, topOpen: boolean | undefined, bottomOpen: boolean | undefined): boolean {
  return topOpen === true || (bottomOpen === true && top.numerator !== 0n);
}
