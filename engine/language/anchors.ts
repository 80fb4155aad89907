/**
 * Holds a rule to its quotation: the figure and the direction of every comparison must stand together in the
 * words quoted, and so must the steps that the effects name.
 */
import type { FactDefinition } from '../model/facts.ts';
import type { Interval } from '../model/interval.ts';
import { equal, type Ratio } from '../model/ratio.ts';
import type { Comparison, Condition, Effect } from '../model/ruleset.ts';
import { figuresIn, plain, stepsIn } from './phrases.ts';

export interface Unanchored {
  readonly comparison: Comparison;
  readonly reason: string;
}

export interface AnchorContext {
  readonly facts: ReadonlyMap<string, FactDefinition>;
  /** Every step of every scale, so that a step of one is not taken for a step of another. */
  readonly steps: readonly string[];
  /** A requirement may be anchored by its complement ("ít nhất 80%" by "dưới 80%"). */
  readonly complement: boolean;
}

/** The comparisons whose figure and direction the quotation does not hold. */
export function unanchored(condition: Condition, quote: string, context: AnchorContext): Unanchored[] {
  return comparisonsOf(condition).flatMap(({ comparison, negated }) => {
    const scale = context.facts.get(comparison.fact)?.scale;
    const complement = context.complement || negated;
    const found =
      scale === undefined
        ? figuresIn(quote).some((figure) => matches(figure.interval, comparison.interval, complement))
        : stepsIn(quote, scale, context.steps).some(
            (step) =>
              step.years === comparison.years && matches(step.interval, comparison.interval, complement),
          );
    return found
      ? []
      : [{ comparison, reason: `trích dẫn không có "${comparison.phrase}" (cả con số và hướng so sánh)` }];
  });
}

/** The rank or grade that an effect names and the quotation does not; undefined when it does, or names none. */
export function unquotedStep(effect: Effect, quote: string): string | undefined {
  const step =
    effect.kind === 'band' || effect.kind === 'cap'
      ? effect.rank
      : 'grade' in effect
        ? effect.grade
        : undefined;
  return step === undefined || plain(quote).includes(step.toLowerCase()) ? undefined : step;
}

function comparisonsOf(
  condition: Condition,
  negated = false,
): { comparison: Comparison; negated: boolean }[] {
  switch (condition.type) {
    case 'is':
      return [{ comparison: condition.comparison, negated }];
    case 'not':
      return comparisonsOf(condition.part, !negated);
    case 'all':
    case 'any':
      return condition.parts.flatMap((part) => comparisonsOf(part, negated));
  }
}

function matches(quoted: Interval, written: Interval, complement: boolean): boolean {
  return sameInterval(quoted, written) || (complement && complements(quoted, written));
}

function sameInterval(a: Interval, b: Interval): boolean {
  return (
    sameEnd(a.low, b.low) &&
    sameEnd(a.high, b.high) &&
    (a.lowOpen ?? false) === (b.lowOpen ?? false) &&
    (a.highOpen ?? false) === (b.highOpen ?? false)
  );
}

/** Whether two one-sided intervals cut the line at the same place and share no number: "< 80%" and "≥ 80%". */
function complements(a: Interval, b: Interval): boolean {
  const cut = (left: Interval, right: Interval): boolean =>
    left.low === undefined &&
    right.high === undefined &&
    left.high !== undefined &&
    sameEnd(left.high, right.low) &&
    (left.highOpen ?? false) !== (right.lowOpen ?? false);
  return cut(a, b) || cut(b, a);
}

function sameEnd(a: Ratio | undefined, b: Ratio | undefined): boolean {
  return a === undefined || b === undefined ? a === b : equal(a, b);
}
