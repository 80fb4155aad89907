/**
 * Holds a rule to its quotation: the figure and the direction of every comparison must stand together in the
 * words quoted, and so must the steps that the effects name.
 */
import type { FactDefinition } from '../model/facts.ts';
import type { Interval } from '../model/interval.ts';
import { equal, type Ratio } from '../model/ratio.ts';
import type { Comparison, Condition, Deadline, Effect } from '../model/ruleset.ts';
import { momentsIn } from './moments.ts';
import { figuresIn, plain, stepsIn } from './phrases.ts';

export interface Unanchored {
  readonly comparison: Comparison;
  readonly reason: string;
}

export interface AnchorContext {
  readonly factOf: (name: string) => FactDefinition | undefined;
  /** Every step of every scale, so that a step of one is not taken for a step of another. */
  readonly steps: readonly string[];
  /** The words, in lower case, by which a text names each declared fact. */
  readonly namesOf: readonly { readonly fact: string; readonly names: readonly string[] }[];
  /** A requirement may be anchored by its complement ("ít nhất 80%" by "dưới 80%"). */
  readonly complement: boolean;
}

/** The comparisons whose figure and direction the quotation does not hold. */
export function unanchored(condition: Condition, quote: string, context: AnchorContext): Unanchored[] {
  return comparisonsOf(condition)
    .filter(({ comparison, negated }) => !isAnchored(comparison, comparison.quote ?? quote, context, negated))
    .map(({ comparison }) => ({
      comparison,
      reason: `trích dẫn không có "${comparison.phrase}" (cả con số và hướng so sánh)`,
    }));
}

function isAnchored(
  comparison: Comparison,
  quote: string,
  context: AnchorContext,
  negated: boolean,
): boolean {
  const { reference, deadline, interval } = comparison;
  if (reference !== undefined) return reference.every((words) => plain(quote).includes(words));
  const fact = context.factOf(comparison.fact);
  if (fact?.scale !== undefined) {
    return stepsIn(quote, fact.scale, context.steps).some(
      (step) =>
        step.years === comparison.years &&
        matches(step.interval, interval, { direct: true, complement: context.complement || negated }),
    );
  }
  // Under "không" the words of the text say the opposite: a figure must stand there with the other direction.
  const ways = { direct: !negated, complement: context.complement || negated };
  if (fact?.kind === 'date') {
    return momentsIn(quote).some((moment) =>
      deadline === undefined
        ? 'interval' in moment && matches(moment.interval, interval, ways)
        : 'deadline' in moment && sameDay(moment.deadline, deadline),
    );
  }
  return clausesOf(quote).some(
    (clause) =>
      isAbout(clause, comparison.fact, context) &&
      figuresIn(clause).some((figure) => matches(figure.interval, interval, ways)),
  );
}

/** The parts of a quotation in which a figure and what it measures stand together. */
function clausesOf(quote: string): string[] {
  return plain(quote).split(/[;.(]\s|,(?!\d)|(?<!\p{L})(?:hoặc|và)(?!\p{L})/u);
}

/** A clause that names facts is about those; one that names none is about whatever the rule says. */
function isAbout(clause: string, fact: string, { namesOf }: AnchorContext): boolean {
  const named = namesOf.filter(({ names }) => names.some((name) => clause.includes(name)));
  return (
    named.length === 0 ||
    named.some((each) => each.fact === fact) ||
    !namesOf.some((each) => each.fact === fact)
  );
}

function sameDay(a: Deadline, b: Deadline): boolean {
  return a.day === b.day && a.month === b.month && a.relation === b.relation;
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

/** Every comparison of a condition, with whether an odd number of "không" stands before it. */
export function comparisonsOf(
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

function matches(
  quoted: Interval,
  written: Interval,
  ways: { readonly direct: boolean; readonly complement: boolean },
): boolean {
  return (ways.direct && sameInterval(quoted, written)) || (ways.complement && complements(quoted, written));
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
