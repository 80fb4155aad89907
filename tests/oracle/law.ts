/** Which rules a request is judged by, and what their conditions say in its year. */
import type { Calculation, CalculationStep, ShareParts } from '../../engine/model/calculation.ts';
import type { DecisionRequest } from '../../engine/model/decision.ts';
import type { Subject } from '../../engine/model/facts.ts';
import type { Interval } from '../../engine/model/interval.ts';
import type { Condition, Deadline, Rule, RuleSet } from '../../engine/model/ruleset.ts';
import { fraction } from './numbers.ts';

const WITH_UNITS: readonly Subject[] = ['đơn vị', 'người đứng đầu', 'tập thể', 'tổ chức cơ sở đảng'];

export function subjectsJudged(subject: Subject): readonly Subject[] {
  if (!WITH_UNITS.includes(subject)) return [subject];
  return subject === 'đơn vị' ? WITH_UNITS : ['đơn vị', subject];
}

export function law(
  ruleSet: RuleSet,
  request: Pick<DecisionRequest, 'scheme' | 'subject' | 'year' | 'lawDate'>,
): Rule[] {
  const standing: Rule[] = [];
  for (const rule of ruleSet.rules) {
    if (!isStanding(ruleSet, rule, request)) continue;
    const when = asOf(rule.when, request.lawDate, request.year);
    if (when !== undefined) standing.push({ ...rule, when });
  }
  const excepted = standing.map((rule) => ({ ...rule, when: withoutExceptions(rule, standing) }));
  const levelled = excepted.map((rule, index) => onlyAfter(rule, excepted.slice(0, index)));
  return levelled.filter(({ subjects }) =>
    subjects.some((each) => subjectsJudged(request.subject).includes(each)),
  );
}

/** A level that does more than rank does it only where no level written with it and before it holds. */
function onlyAfter(rule: Rule, above: readonly Rule[]): Rule {
  if (rule.pick !== 'first' || !rule.effects.some(({ kind }) => kind !== 'band')) return rule;
  const [document, entry] = rule.id.split('/');
  const levels = above.filter(({ id, pick }) => pick !== undefined && id.startsWith(`${document}/${entry}/`));
  const unless = levels.map(({ when }) => when);
  return unless.length === 0 ? rule : { ...rule, when: { type: 'except', part: rule.when, unless } };
}

/**
 * The calculation of a fact that stands first, by the law of its own year or by the one that decides; its conditions read
 * as they did in its year, or else as they do now.
 */
export function calculationOf(
  ruleSet: RuleSet,
  fact: string,
  request: Pick<DecisionRequest, 'scheme' | 'year' | 'lawDate'>,
  isEarlier: boolean,
  law: 'own' | 'deciding',
): Calculation | undefined {
  const then = `${request.year}-12-31`;
  const dates = isEarlier ? [then, request.lawDate] : [request.lawDate];
  const lawDate = isEarlier && law === 'own' ? then : request.lawDate;
  const found = ruleSet.calculations.find(
    (each) => each.fact === fact && isStanding(ruleSet, each, { ...request, lawDate }),
  );
  if (found === undefined) return undefined;
  const steps: CalculationStep[] = [];
  for (const { when, value } of found.steps) {
    const [asked] = when === undefined ? [] : dates.flatMap((date) => asOf(when, date, request.year) ?? []);
    if (when === undefined) steps.push({ value });
    else if (asked !== undefined) steps.push({ when: asked, value });
    // What is not in force does not apply.
    else steps.push({ when: { type: 'any', parts: [] }, value });
  }
  return { ...found, steps };
}

/** The parts of a share as the first document says that no other standing one is an exception to; where none does, undefined. */
export function declaredParts(
  ruleSet: RuleSet,
  fact: string,
  request: Pick<DecisionRequest, 'scheme' | 'year' | 'lawDate'>,
  isEarlier: boolean,
): ShareParts | undefined {
  if (calculationOf(ruleSet, fact, request, isEarlier, 'own') !== undefined) return undefined;
  const lawDate = isEarlier ? `${request.year}-12-31` : request.lawDate;
  const standing = ruleSet.late.filter((each) => isStanding(ruleSet, each, { ...request, lawDate }));
  const first = standing.find((each) =>
    standing.every(
      (other) =>
        other === each ||
        (!other.exceptionTo.includes(each.id) && !other.exceptionTo.includes(each.document.code)),
    ),
  );
  return first?.calculation?.fact === fact ? first.calculation.parts : undefined;
}

function isStanding(
  ruleSet: RuleSet,
  item: Pick<Rule, 'id' | 'document' | 'validity' | 'years'>,
  { scheme, lawDate }: Pick<DecisionRequest, 'scheme' | 'lawDate'>,
): boolean {
  const lawYear = Number(lawDate.slice(0, 4));
  const { document } = item;
  if (document.scheme !== undefined && document.scheme !== scheme) return false;
  if (isBefore(lawDate, document.from) || isAfter(lawDate, document.to)) return false;
  if (document.years === undefined && isBefore(lawDate, document.issuedOn)) return false;
  if (!isYearIn(lawYear, document.years) || !isYearIn(lawYear, item.years)) return false;
  if (isBefore(lawDate, item.validity?.from) || isAfter(lawDate, item.validity?.to)) return false;
  return !isRepealed(ruleSet, item, lawDate);
}

function isBefore(date: string, from: string | undefined): boolean {
  return from !== undefined && date < from;
}

function isAfter(date: string, to: string | undefined): boolean {
  return to !== undefined && date > to;
}

function isYearIn(
  year: number,
  years: { readonly from?: number; readonly to?: number } | undefined,
): boolean {
  if (years?.from !== undefined && year < years.from) return false;
  return years?.to === undefined || year <= years.to;
}

function isRepealed(ruleSet: RuleSet, rule: Pick<Rule, 'id' | 'document'>, lawDate: string): boolean {
  for (const { repeals } of ruleSet.documents) {
    for (const { target, from } of repeals) {
      const isMeant = target === rule.document.code || target === rule.id || rule.id.startsWith(`${target}/`);
      if (isMeant && from <= lawDate) return true;
    }
  }
  return false;
}

/** Undefined when none of its thresholds is in force. */
export function asOf(condition: Condition, lawDate: string, year: number): Condition | undefined {
  if (condition.type === 'is') {
    const { validity, deadline } = condition.comparison;
    if (isBefore(lawDate, validity?.from) || isAfter(lawDate, validity?.to)) return undefined;
    if (deadline === undefined) return condition;
    return { type: 'is', comparison: { ...condition.comparison, interval: daysOf(deadline, year) } };
  }
  if (condition.type === 'not') {
    const part = asOf(condition.part, lawDate, year);
    return part === undefined ? undefined : { type: 'not', part };
  }
  if (condition.type === 'except') {
    const part = asOf(condition.part, lawDate, year);
    const unless = condition.unless
      .map((each) => asOf(each, lawDate, year))
      .filter((each) => each !== undefined);
    return part === undefined ? undefined : { type: 'except', part, unless };
  }
  const parts = condition.parts.map((part) => asOf(part, lawDate, year)).filter((part) => part !== undefined);
  if (parts.length === 0) return undefined;
  if (condition.type !== 'choice') return { type: condition.type, parts };
  const gone = condition.parts.length - parts.length;
  return { ...condition, parts, least: Math.max(1, condition.least - gone) };
}

/** In minutes from 1970. */
function daysOf({ month, day, relation, yearsAfter = 0 }: Deadline, year: number): Interval {
  const start = Date.UTC(year + yearsAfter, month - 1, day) / 60_000;
  const end = start + 24 * 60;
  if (relation === 'before') return { high: fraction(start), highOpen: true };
  if (relation === 'by') return { high: fraction(end), highOpen: true };
  return { low: fraction(relation === 'after' ? end : start) };
}

/** @param above the ids of the rules from which this one was reached: one of them is not looked at again */
function withoutExceptions(rule: Rule, all: readonly Rule[], above: readonly string[] = []): Condition {
  const reached = [...above, rule.id];
  const exceptions = all.filter(
    ({ id, exceptionTo }) =>
      !reached.includes(id) &&
      exceptionTo.some((target) => rule.id === target || rule.id.startsWith(`${target}/`)),
  );
  const unless = exceptions.map((exception) => withoutExceptions(exception, all, reached));
  return unless.length === 0 ? rule.when : { type: 'except', part: rule.when, unless };
}
