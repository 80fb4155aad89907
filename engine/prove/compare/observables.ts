/** What a decision on known facts comes to, each part of it as a condition: the ranks that are possible, the effects that apply. */
import { shapesRank } from '../../decide/ranks.ts';
import { validityPending } from '../../decide/validity.ts';
import { effectClause } from '../../explain/words.ts';
import { yearOf } from '../../model/dates.ts';
import { decidedTogether } from '../../model/facts.ts';
import type { Adjustment, Condition, Rule } from '../../model/ruleset.ts';
import { addsUp, bearing } from '../bearing.ts';
import type { Law, Lawbook } from '../law.ts';
import type { Question } from '../question.ts';
import { capsAt, hasEffect, readsOwnRank, stepOf, taken } from '../ranking.ts';

/** By a name that is the same in two rule sets where it means the same. */
export type Observables = ReadonlyMap<string, Condition>;

type Subject = Question['subject'];

/** Of the decision on a kind of subject by one law. */
export function observablesOf(book: Lawbook, law: Law, subject: Subject): Observables {
  const subjects = decidedTogether(subject);
  const rules = law.rules.filter(
    (rule) => rule.insteadOf === undefined && rule.subjects.some((each) => subjects.includes(each)),
  );
  return new Map([...rankObservables(book, law, rules), ...effectObservables(law, rules, subjects)]);
}

function effectObservables(law: Law, rules: readonly Rule[], subjects: readonly Subject[]): Observables {
  const found = new Map<string, Condition[]>();
  for (const rule of rules) {
    for (const effect of rule.effects) {
      // A rank shows in the ranks; what is pending does not show as an effect.
      if (effect.kind === 'band' || isPending(rule, law)) continue;
      for (const subject of rule.subjects.filter((each) => subjects.includes(each))) {
        const name = `${subject}: ${effectClause(effect)}${addsUp(effect) ? ` (${rule.id})` : ''}`;
        found.set(name, [...(found.get(name) ?? []), bearing(rule, effect)]);
      }
    }
  }
  return new Map([...found].map(([name, parts]) => [name, any(parts)]));
}

/** The possible ranks are the same where each base rank is and, of each step, whether the highest and the lowest reach it. */
function rankObservables(book: Lawbook, law: Law, rules: readonly Rule[]): Observables {
  const scale = book.ruleSet.facts.get(book.scheme.rank)?.scale ?? [];
  const shaping = rules.filter((rule) => shapesRank(rule) && !readsOwnRank(book, rule));
  const levels = shaping.filter((rule) => hasEffect(rule, 'band'));
  const found = new Map<string, Condition>();
  const base = scale.map((_, step) =>
    any(levels.filter((level) => stepOf({ scale }, level) === step).map((level) => taken({ levels }, level))),
  );
  scale.forEach((rank, step) => found.set(`mức theo chỉ số ${rank}`, base[step] ?? any([])));
  for (const [variant, adjusting] of [
    ['', shaping],
    [' khi chưa tính quy định chờ kết luận', shaping.filter((rule) => !isPending(rule, law))],
  ] as const) {
    const unranked = any(adjusting.filter(isUnranking).map(({ when }) => when));
    found.set(`không xếp hạng${variant}`, unranked);
    for (const end of ['cao nhất', 'thấp nhất'] as const) {
      const unknownLevels = end === 'cao nhất' ? 1 : scale.length;
      scale
        .slice(1)
        .forEach((rank, index) =>
          found.set(
            `xếp hạng ${end} từ ${rank} trở lên${variant}`,
            all([
              reaches(index + 1, { scale, base, adjusting, unknownLevels }, book.scheme.order),
              not(unranked),
            ]),
          ),
        );
    }
  }
  return found;
}

interface Adjusting {
  readonly scale: readonly string[];
  /** For each step the condition on which it is the base rank. */
  readonly base: readonly Condition[];
  readonly adjusting: readonly Rule[];
  /** What a demotion counts whose number of levels is not known. */
  readonly unknownLevels: number;
}

/** Where the rank is at least this step (from 0) after the adjustments, of which the last is undone first. */
function reaches(step: number, adjusting: Adjusting, order: readonly Adjustment[]): Condition {
  const { scale, base } = adjusting;
  if (step >= scale.length) return any([]);
  const kind = order.at(-1);
  if (kind === undefined) return any(base.slice(step));
  const before = (from: number): Condition => reaches(from, adjusting, order.slice(0, -1));
  switch (kind) {
    case 'cap':
      return all([before(step), ...(step === 0 ? [] : cappedAt(step, adjusting).map(not))]);
    case 'demote':
      if (step === 0) return before(0);
      return any(
        scale.map((_, levels) => all([before(step + levels), movedAtMost(levels, demotions(adjusting))])),
      );
    case 'promote':
      return any(
        Array.from({ length: step + 1 }, (_, levels) =>
          all([before(step - levels), not(movedAtMost(levels - 1, promotions(adjusting)))]),
        ),
      );
  }
}

interface Move {
  readonly when: Condition;
  readonly levels: number;
}

function cappedAt(step: number, { scale, adjusting }: Adjusting): Condition[] {
  return adjusting
    .filter(({ effects }) => effects.some((effect) => capsAt({ scale }, effect, step)))
    .map(({ when }) => when);
}

function demotions({ adjusting, unknownLevels }: Adjusting): Move[] {
  return adjusting.flatMap(({ when, effects }) =>
    effects.flatMap((effect) =>
      effect.kind === 'demote' ? [{ when, levels: effect.levels ?? unknownLevels }] : [],
    ),
  );
}

function promotions({ adjusting }: Adjusting): Move[] {
  return adjusting.flatMap(({ when, effects }) =>
    effects.flatMap((effect) => (effect.kind === 'promote' ? [{ when, levels: effect.levels }] : [])),
  );
}

/** Where the moves that apply come to no more than so many levels; each either does not apply or uses some up. */
function movedAtMost(levels: number, [first, ...more]: readonly Move[]): Condition {
  if (levels < 0) return any([]);
  if (first === undefined) return all([]);
  return any([
    all([not(first.when), movedAtMost(levels, more)]),
    all([first.when, movedAtMost(levels - first.levels, more)]),
  ]);
}

function isUnranking(rule: Rule): boolean {
  return hasEffect(rule, 'unranked');
}

function isPending(rule: Rule, { lawDate }: Law): boolean {
  return validityPending(rule, yearOf(lawDate));
}

function all(parts: readonly Condition[]): Condition {
  return { type: 'all', parts };
}

function any(parts: readonly Condition[]): Condition {
  return { type: 'any', parts };
}

function not(part: Condition): Condition {
  return { type: 'not', part };
}
