/** Which rules a request is judged by, and what their conditions say in its year. */
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

export function law(ruleSet: RuleSet, { scheme, subject, year, lawDate }: DecisionRequest): Rule[] {
  const lawYear = Number(lawDate.slice(0, 4));
  const standing: Rule[] = [];
  for (const rule of ruleSet.rules) {
    const { document } = rule;
    if (document.scheme !== undefined && document.scheme !== scheme) continue;
    if (isBefore(lawDate, document.from) || isAfter(lawDate, document.to)) continue;
    if (document.years === undefined && isBefore(lawDate, document.issuedOn)) continue;
    if (!isYearIn(lawYear, document.years) || !isYearIn(lawYear, rule.years)) continue;
    if (isBefore(lawDate, rule.validity?.from) || isAfter(lawDate, rule.validity?.to)) continue;
    if (isRepealed(ruleSet, rule, lawDate)) continue;
    const when = asOf(rule.when, lawDate, year);
    if (when !== undefined) standing.push({ ...rule, when });
  }
  const excepted = standing.map((rule) => ({ ...rule, when: withoutExceptions(rule, standing) }));
  return excepted.filter(({ subjects }) => subjects.some((each) => subjectsJudged(subject).includes(each)));
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

function isRepealed(ruleSet: RuleSet, rule: Rule, lawDate: string): boolean {
  for (const { repeals } of ruleSet.documents) {
    for (const { target, from } of repeals) {
      const isMeant = target === rule.document.code || target === rule.id || rule.id.startsWith(`${target}/`);
      if (isMeant && from <= lawDate) return true;
    }
  }
  return false;
}

/** Undefined when none of its thresholds is in force. */
function asOf(condition: Condition, lawDate: string, year: number): Condition | undefined {
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
  const parts = condition.parts.map((part) => asOf(part, lawDate, year)).filter((part) => part !== undefined);
  return parts.length === 0 ? undefined : { type: condition.type, parts };
}

/** In minutes from 1970. */
function daysOf({ month, day, relation }: Deadline, year: number): Interval {
  const start = Date.UTC(year, month - 1, day) / 60_000;
  const end = start + 24 * 60;
  if (relation === 'before') return { high: fraction(start), highOpen: true };
  if (relation === 'by') return { high: fraction(end), highOpen: true };
  return { low: fraction(relation === 'after' ? end : start) };
}

function withoutExceptions(rule: Rule, all: readonly Rule[]): Condition {
  const exceptions = all.filter(({ exceptionTo }) =>
    exceptionTo.some((target) => rule.id === target || rule.id.startsWith(`${target}/`)),
  );
  const parts = exceptions.map(({ when }): Condition => ({ type: 'not', part: when }));
  return parts.length === 0 ? rule.when : { type: 'all', parts: [rule.when, ...parts] };
}
