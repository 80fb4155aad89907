/** Stretches of time for which nothing, or too much, is in force: between dated thresholds and between rankings. */
import { type CivilDate, vietnameseDate } from '../../model/dates.ts';
import { bandingOf, type Comparison, type Condition, type Rule, type Validity } from '../../model/ruleset.ts';
import { dayAfter, type Law, type Lawbook, lawsOf } from '../law.ts';
import { DECIDED, decidedWith, hasEffect } from '../ranking.ts';
import type { Concern, Finding } from './finding.ts';

/** Dated thresholds of one comparison that do not join up. */
export function thresholdHoles(rules: readonly Rule[]): Finding[] {
  return rules.flatMap((rule) => versionLists(rule.when).flatMap((versions) => misjoined(rule, versions)));
}

/** The versions of each dated threshold: as the language reads them, a choice of comparisons with validity. */
function versionLists(condition: Condition): Dated[][] {
  switch (condition.type) {
    case 'is':
      return [];
    case 'not':
      return versionLists(condition.part);
    case 'except':
      return [condition.part, ...condition.unless].flatMap(versionLists);
    case 'all':
    case 'choice':
      return condition.parts.flatMap(versionLists);
    case 'any': {
      const versions = condition.parts.flatMap((part) =>
        part.type === 'is' && part.comparison.validity !== undefined
          ? [{ comparison: part.comparison, validity: part.comparison.validity }]
          : [],
      );
      const byFact = Map.groupBy(versions, ({ comparison }) => comparison.fact);
      return [...byFact.values(), ...condition.parts.flatMap(versionLists)];
    }
  }
}

interface Dated {
  readonly comparison: Comparison;
  readonly validity: Validity;
}

function misjoined(rule: Rule, versions: readonly Dated[]): Finding[] {
  const ascending = versions.toSorted((a, b) => ((a.validity.from ?? '') < (b.validity.from ?? '') ? -1 : 1));
  return ascending.slice(1).flatMap((later, index): Finding[] => {
    const earlier = ascending[index];
    const { from } = later.validity;
    if (earlier === undefined) return [];
    const ends = earlier.validity.to;
    if (ends === undefined || from === undefined || ends >= from)
      return [bothInForce(rule, earlier.comparison, later, ends)];
    const first = dayAfter(ends, 1);
    return first === from
      ? []
      : [noneInForce(rule, [earlier.comparison, later.comparison], [first, dayAfter(from, -1)])];
  });
}

function noneInForce(
  rule: Rule,
  [earlier, later]: readonly [Comparison, Comparison],
  [first, last]: readonly [CivilDate, CivilDate],
): Finding {
  return {
    ...hole(later.at),
    message: `${later.fact}: không có ngưỡng nào có hiệu lực ${periodWords(first, last)}, giữa "${earlier.phrase}" và "${later.phrase}"`,
    consequence: 'trong thời gian đó điều kiện này không được xét',
    fix: 'sửa "đến năm" của ngưỡng trước hoặc "từ năm" của ngưỡng sau cho liền nhau, hoặc thêm ngưỡng của thời gian đó',
    concerns: judgedWithin(
      rule,
      { from: first, to: last },
      'trong thời gian đó không được xét điều kiện này',
    ),
  };
}

function bothInForce(
  rule: Rule,
  earlier: Comparison,
  { comparison, validity }: Dated,
  ends: CivilDate | undefined,
): Finding {
  const since = validity.from === undefined ? '' : ` từ ngày ${vietnameseDate(validity.from)}`;
  const until = ends === undefined ? '' : ` đến ngày ${vietnameseDate(ends)}`;
  return {
    ...hole(comparison.at),
    message: `${comparison.fact}: hai ngưỡng "${earlier.phrase}" và "${comparison.phrase}" cùng có hiệu lực${since}${until}`,
    consequence: 'trong thời gian đó chỉ cần đúng một trong hai ngưỡng',
    fix: 'ghi "đến năm" cho ngưỡng trước, ngay trước "từ năm" của ngưỡng sau',
    concerns: judgedWithin(
      rule,
      { ...validity, ...(ends === undefined ? {} : { to: ends }) },
      'chỉ cần đúng một trong hai ngưỡng',
    ),
  };
}

/** Time without a ranking, with one before it and one after. */
export function rankingHoles(book: Lawbook): Finding[] {
  return DECIDED.flatMap((subject) => {
    const levels = book.rules.filter(
      (rule) => hasEffect(rule, 'band') && decidedWith(rule).includes(subject),
    );
    const laws = levels.length === 0 ? [] : lawsOf(book, levels);
    return laws.flatMap((law, index): Finding[] => {
      const [next] = law.rules;
      if (next === undefined || laws[index - 1]?.rules.length !== 0) return [];
      const before = laws.slice(0, index).findLast(({ rules }) => rules.length > 0);
      return before === undefined ? [] : [noRanking(book, [before, law], next)];
    });
  });
}

function noRanking({ scheme }: Lawbook, [before, after]: readonly [Law, Law], next: Rule): Finding {
  const first = dayAfter(before.to ?? '', 1);
  const last = dayAfter(after.from ?? '', -1);
  const names = [before.rules[0], next].map((rule) => `"${bandingOf(rule?.id ?? '')}"`);
  return {
    ...hole(next.at),
    message: `phương án "${scheme.code}" không có quy định xếp hạng nào ${periodWords(first, last)}, giữa ${names.join(' và ')}`,
    consequence: 'không đơn vị nào được xếp hạng trong thời gian đó',
    fix: 'sửa "áp dụng cho năm đánh giá" hoặc "hiệu lực" của hai văn bản cho liền nhau',
    concerns: judgedWithin(
      next,
      { from: first, to: last },
      'không được xếp hạng trong thời gian đó',
      scheme.code,
    ),
  };
}

/** Everybody who is judged by the law of that time in the scheme, that of the rule when not said. */
function judgedWithin(rule: Rule, period: Validity, fate: string, scheme = rule.document.scheme): Concern {
  return {
    subject: decidedWith(rule)[0] ?? 'đơn vị',
    fate,
    shows: ({ request }) =>
      (scheme === undefined || scheme === request.scheme) && isWithin(period, request.lawDate),
  };
}

function isWithin({ from, to }: Validity, date: CivilDate): boolean {
  return (from === undefined || from <= date) && (to === undefined || date <= to);
}

function hole(at: Comparison['at']): Pick<Finding, 'code' | 'severity' | 'at'> {
  return { code: 'KC-019', severity: 'error', at };
}

/** Whole years are called by their number. */
function periodWords(first: CivilDate, last: CivilDate): string {
  if (!first.endsWith('-01-01') || !last.endsWith('-12-31'))
    return `từ ngày ${vietnameseDate(first)} đến ngày ${vietnameseDate(last)}`;
  const [from, to] = [first.slice(0, 4), last.slice(0, 4)];
  return from === to ? `trong năm ${from}` : `từ năm ${from} đến năm ${to}`;
}
