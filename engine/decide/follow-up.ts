/** What follows from the outcomes of rules: effects, open work, and the facts that are lacking. */
import { type Calculation, factsAdded, factsIn } from '../model/calculation.ts';
import type { AppliedEffect, Interrupted, OpenWork, RuleOutcome } from '../model/decision.ts';
import type { FactState, Subject } from '../model/facts.ts';
import { compare, type Ratio, ratio } from '../model/ratio.ts';
import { bearsWhenMissed, type Effect, factOf, type RuleSet } from '../model/ruleset.ts';
import type { Law } from './known-facts.ts';
import { comparisons } from './literals.ts';

/** A requirement or target bears when it is not met; every other effect when its condition holds. */
export function effectsOf(
  { rule, outcome }: RuleOutcome,
  subjects: readonly Subject[],
  states: ReadonlyMap<string, FactState>,
): AppliedEffect[] {
  const bearing = rule.subjects.filter((subject) => subjects.includes(subject));
  return rule.effects
    .filter((effect) => effect.kind !== 'band' && bears([effect], outcome))
    .flatMap((effect) => bearing.map((on) => ({ rule, on, effect, ...pointsOf(effect, states) })));
}

/** Whether some effect comes about. */
function bears(effects: readonly Effect[], outcome: RuleOutcome['outcome']): boolean {
  return effects.some((effect) => outcome === (bearsWhenMissed(effect) ? 'false' : 'true'));
}

/** So many points for every whole step of the fact above where counting starts; nothing where the fact is not known. */
function pointsOf(effect: Effect, states: ReadonlyMap<string, FactState>): { readonly points?: Ratio } {
  if (effect.kind !== 'points') return {};
  const { amount, each } = effect;
  if (each === undefined) return { points: amount };
  const state = states.get(each.fact);
  if (state?.status !== 'known') return {};
  const { value } = state;
  const above = value.numerator * each.from.denominator - each.from.numerator * value.denominator;
  const steps =
    above <= 0n
      ? 0n
      : (above * each.step.denominator) / (value.denominator * each.from.denominator * each.step.numerator);
  const points = ratio(amount.numerator * steps, amount.denominator);
  if (each.limit === undefined) return { points };
  const most = amount.numerator < 0n ? ratio(-each.limit.numerator, each.limit.denominator) : each.limit;
  const isBeyond = amount.numerator < 0n ? compare(points, most) < 0 : compare(points, most) > 0;
  return { points: isBeyond ? most : points };
}

/**
 * @param lawYear the year whose law decides: what is asked of later years is not open yet
 * @param past the merger or split that a rule over several years may look past
 */
export function openWorkOf(result: RuleOutcome, lawYear: number, past?: Past): OpenWork[] {
  const { rule, outcome } = result;
  const work: OpenWork[] = [];
  if (past !== undefined && looksPast(result, past))
    work.push({ rule, role: rule.document.issuer, question: past.interrupted.question });
  if (outcome === 'true' && rule.humanDecision !== undefined) work.push({ rule, ...rule.humanDecision });
  if (outcome === 'true' || outcome === 'unknown' || bears(rule.effects, outcome)) {
    const pending = rule.interpretations.filter(
      ({ pending: isPending, onValidity }) => isPending && (onValidity?.fromYear ?? lawYear) <= lawYear,
    );
    work.push(...pending.map(({ question }) => ({ rule, role: rule.document.issuer, question })));
  }
  return work;
}

/** What tells whether a rule looks past a merger or split. */
export interface Past {
  readonly interrupted: Interrupted;
  readonly ruleSet: RuleSet;
  /** The year judged. */
  readonly year: number;
}

/** Whether a rule is unknown for want of a year in which the unit was another body. */
function looksPast({ outcome, conditions }: RuleOutcome, { interrupted, ruleSet, year }: Past): boolean {
  if (outcome !== 'unknown') return false;
  return conditions.some(
    ({ comparison, states, outcome: found }) =>
      found === 'unknown' &&
      states.some((state, back) => {
        const read = back === 0 ? earliestYear(ruleSet, comparison.fact, year) : year - back;
        return state.status === 'missing' && read < interrupted.year;
      }),
  );
}

/** The earliest year that a fact of a year is made from. */
function earliestYear(ruleSet: RuleSet, fact: string, year: number): number {
  const derivation = ruleSet.derived.get(fact)?.derivation;
  switch (derivation?.type) {
    case 'earlier':
      return year - derivation.back;
    case 'previous':
      return year - derivation.count;
    case 'difference':
      return Math.min(
        earliestYear(ruleSet, derivation.of, year),
        earliestYear(ruleSet, derivation.minus, year),
      );
    default:
      return year;
  }
}

/** Facts that nobody has supplied: those that calculations lack, and those that would settle a rule which is unknown. */
export function missingIn(
  outcomes: readonly RuleOutcome[],
  { ruleSet, scheme, calculations }: Pick<Law, 'ruleSet' | 'scheme' | 'calculations'>,
  year: number,
  stateOf: (fact: string) => FactState,
  interrupted?: Interrupted,
): string[] {
  const missing = new Set<string>();
  const lacking = new Map<string, boolean>();
  /** Whether something that the fact is made of, or it itself, is lacking. */
  const addBehind = (name: string): boolean => {
    const before = lacking.get(name);
    if (before !== undefined) return before;
    const isLacking = findBehind(name);
    lacking.set(name, isLacking);
    return isLacking;
  };
  const findBehind = (name: string): boolean => {
    const state = stateOf(name);
    if (state.status === 'known' || state.status === 'exempt') return false;
    const parts = madeOf(name, { ruleSet, calculations });
    // A share of which no part is known is called by its own name.
    const isUnknownShare =
      factOf(ruleSet, name)?.kind === 'ratio' && parts.every((part) => stateOf(part).status === 'missing');
    const behind = isUnknownShare ? [] : parts.map(addBehind);
    if (behind.includes(true)) return true;
    // Nothing that it is made of is lacking: it is itself.
    if (state.status !== 'missing' && !isUnknownShare) return false;
    missing.add(name);
    return true;
  };
  for (const { fact } of calculations.values()) addBehind(fact);
  for (const { outcome, conditions } of outcomes) {
    if (outcome !== 'unknown') continue;
    for (const { comparison, states, outcome: found } of conditions) {
      if (found === 'unknown' && comparison.fact !== scheme.rank) addBehind(comparison.fact);
      // This year's rank is what is being decided; only an earlier one can be lacking.
      if (comparison.fact === scheme.rank)
        states.slice(1).forEach((state, index) => {
          const earlier = year - 1 - index;
          // Of another body no rank can be supplied.
          if (state.status === 'missing' && earlier >= (interrupted?.year ?? earlier))
            missing.add(`${comparison.fact} năm ${earlier}`);
        });
    }
  }
  return [...missing];
}

/** What a fact is worked out from by a document, or made of by a rule. */
function madeOf(
  name: string,
  { ruleSet, calculations }: Pick<Law, 'ruleSet' | 'calculations'>,
): readonly string[] {
  const calculation = calculations.get(name);
  if (calculation !== undefined) return readBy(calculation);
  const derivation = ruleSet.derived.get(name)?.derivation;
  if (derivation?.type === 'difference') return [derivation.of, derivation.minus];
  if (derivation?.type === 'shifted') return [derivation.of];
  const { numerator, denominator } = ruleSet.facts.get(name) ?? {};
  return [numerator, denominator].filter((part) => part !== undefined);
}

/** The facts that a calculation is made of, and those that decide how. */
function readBy({ steps, parts }: Calculation): string[] {
  const read = steps.flatMap(({ when, value }) => [
    ...(when === undefined ? [] : comparisons(when).map(({ fact }) => fact)),
    ...factsIn(value),
  ]);
  return [...read, ...factsAdded(parts)];
}
