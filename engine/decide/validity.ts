/** Which rules decide, by the law of a date, and what they say on that date. */
import { type CivilDate, yearOf } from '../model/dates.ts';
import { deadlineInterval } from '../model/deadline.ts';
import {
  bandingOf,
  type Condition,
  type Duty,
  type LegalDocument,
  type Rule,
  type RuleSet,
  type Validity,
  type Years,
} from '../model/ruleset.ts';

/** Whether the document decides rankings by the law of this date. */
export function governs(document: LegalDocument, lawDate: CivilDate): boolean {
  const inForce = covers({ ...document }, lawDate);
  return (
    inForce &&
    (document.years === undefined
      ? (document.issuedOn ?? '') <= lawDate
      : includes(document.years, yearOf(lawDate)))
  );
}

/**
 * The rules of a scheme by the law of a date, in file order: without those repealed, with dated thresholds and yearly
 * deadlines settled, and each without the cases that a named exception takes from it.
 * @param year the year judged, of which deadlines are days; that of the law date when absent
 */
export function rulesInForce(
  ruleSet: RuleSet,
  scheme: string,
  lawDate: CivilDate,
  year: number = yearOf(lawDate),
): Rule[] {
  const inForce = ruleSet.rules.filter((rule) => isInForce(ruleSet, rule, scheme, lawDate));
  const settled = inForce.flatMap((rule) => {
    const when = settle(rule.when, lawDate, year);
    return when === undefined ? [] : [when === rule.when ? rule : { ...rule, when }];
  });
  const exceptions = settled.filter((rule) => rule.exceptionTo.length > 0);
  const excepted =
    exceptions.length === 0 ? settled : settled.map((rule) => withoutExceptions(rule, exceptions));
  return excepted.map((rule) => afterLevelsBefore(rule, excepted));
}

/**
 * What a level does comes only where no level before it holds. Of levels that only rank the first is taken as it is, and
 * each says whether its own condition holds.
 */
function afterLevelsBefore(rule: Rule, rules: readonly Rule[]): Rule {
  if (rule.pick !== 'first' || rule.effects.every(({ kind }) => kind === 'band')) return rule;
  const entry = bandingOf(rule.id);
  const before = rules.slice(0, rules.indexOf(rule)).filter((other) => bandingOf(other.id) === entry);
  if (before.length === 0) return rule;
  return { ...rule, when: { type: 'except', part: rule.when, unless: before.map(({ when }) => when) } };
}

/** The duties of a scheme by the law of a date. */
export function dutiesInForce(ruleSet: RuleSet, scheme: string, lawDate: CivilDate): Duty[] {
  return ruleSet.duties.filter((duty) => isInForce(ruleSet, duty, scheme, lawDate));
}

/** Whether an authority has yet to say that the rule still applies in that year. */
export function validityPending(rule: Rule, year: number): boolean {
  return rule.interpretations.some(
    ({ pending, onValidity }) => pending && onValidity !== undefined && onValidity.fromYear <= year,
  );
}

/** Whether the law of that date has it: its document governs, its own validity covers the date, and nothing repeals it. */
export function isInForce(
  ruleSet: Pick<RuleSet, 'documents'>,
  { id, document, validity, years }: Pick<Rule, 'id' | 'document' | 'validity' | 'years'>,
  scheme: string,
  lawDate: CivilDate,
): boolean {
  if (document.scheme !== undefined && document.scheme !== scheme) return false;
  if (!governs(document, lawDate) || !covers(validity, lawDate) || !includes(years, yearOf(lawDate)))
    return false;
  return !isRepealed(ruleSet, id, document.code, lawDate);
}

function isRepealed(
  ruleSet: Pick<RuleSet, 'documents'>,
  id: string,
  code: string,
  lawDate: CivilDate,
): boolean {
  return ruleSet.documents.some(({ repeals }) =>
    repeals.some(
      ({ target, from }) =>
        from <= lawDate && (target === code || target === id || id.startsWith(`${target}/`)),
    ),
  );
}

function covers({ from = '', to = '9999-12-31' }: Validity = {}, lawDate: CivilDate): boolean {
  return from <= lawDate && lawDate <= to;
}

function includes({ from, to }: Years = {}, year: number): boolean {
  return (from ?? year) <= year && year <= (to ?? year);
}

/** The last day of a year, whose law decides it. */
export function yearEnd(year: number): CivilDate {
  return `${year}-12-31`;
}

/** A condition on an earlier year as it read then; where no threshold was in force yet, as it reads now. */
export function settleFor(
  condition: Condition,
  lawDate: CivilDate,
  year: number,
  isEarlier: boolean,
): Condition | undefined {
  const then = isEarlier ? settle(condition, yearEnd(year), year) : undefined;
  return then ?? settle(condition, lawDate, year);
}

/** The condition as it reads on that date; undefined when none of its thresholds is in force. The same object where nothing depends on the date. */
export function settle(condition: Condition, lawDate: CivilDate, year: number): Condition | undefined {
  switch (condition.type) {
    case 'is': {
      const { comparison } = condition;
      if (!covers(comparison.validity, lawDate)) return undefined;
      if (comparison.deadline === undefined) return condition;
      return {
        type: 'is',
        comparison: { ...comparison, interval: deadlineInterval(comparison.deadline, year) },
      };
    }
    case 'not': {
      const part = settle(condition.part, lawDate, year);
      return part === undefined || part === condition.part ? part && condition : { type: 'not', part };
    }
    case 'all':
    case 'any': {
      const parts = condition.parts.map((part) => settle(part, lawDate, year));
      if (parts.every((part, index) => part === condition.parts[index])) return condition;
      const left = parts.filter((part) => part !== undefined);
      const [only, ...more] = left;
      return only === undefined || more.length === 0 ? only : { type: condition.type, parts: left };
    }
    case 'except': {
      const part = settle(condition.part, lawDate, year);
      if (part === undefined) return undefined;
      const unless = condition.unless.map((each) => settle(each, lawDate, year));
      if (part === condition.part && unless.every((each, index) => each === condition.unless[index]))
        return condition;
      return { type: 'except', part, unless: unless.filter((each) => each !== undefined) };
    }
    case 'choice': {
      const parts = condition.parts.map((part) => settle(part, lawDate, year));
      if (parts.every((part, index) => part === condition.parts[index])) return condition;
      const left = parts.filter((part) => part !== undefined);
      const least = Math.max(1, condition.least - (parts.length - left.length));
      return left.length === 0 ? undefined : { ...condition, least, parts: left };
    }
  }
}

/**
 * The rule without the cases that its exceptions take from it, which may have exceptions themselves.
 * @param above the rules that are on the way here: none of them is an exception to its own exception
 */
function withoutExceptions(rule: Rule, exceptions: readonly Rule[], above: readonly string[] = []): Rule {
  const reached = [...above, rule.id];
  const mine = exceptions.filter(
    ({ id, exceptionTo }) =>
      !reached.includes(id) &&
      exceptionTo.some((target) => target === rule.id || rule.id.startsWith(`${target}/`)),
  );
  if (mine.length === 0) return rule;
  const unless = mine.map((exception) => withoutExceptions(exception, exceptions, reached).when);
  return { ...rule, when: { type: 'except', part: rule.when, unless } };
}
