/** What a decision on known facts comes to, each part of it as a condition: the ranks that are possible, the effects that apply. */
import { shapesRank } from '../../decide/ranks.ts';
import { validityPending } from '../../decide/validity.ts';
import { effectClause } from '../../explain/words.ts';
import { yearOf } from '../../model/dates.ts';
import { decidedTogether } from '../../model/facts.ts';
import type { Condition, Rule } from '../../model/ruleset.ts';
import { addsUp, bearing } from '../bearing.ts';
import type { Law, Lawbook } from '../law.ts';
import type { Question } from '../question.ts';
import { hasEffect, readsOwnRank, stepOf, taken } from '../ranking.ts';

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
    for (const end of ['cao nhất', 'thấp nhất'] as const) {
      const unknownLevels = end === 'cao nhất' ? 1 : scale.length;
      scale
        .slice(1)
        .forEach((rank, index) =>
          found.set(
            `xếp hạng ${end} từ ${rank} trở lên${variant}`,
            reaches(index + 1, { scale, base, adjusting, unknownLevels }),
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

/** Where the rank is at least this step after demotions and caps. */
function reaches(step: number, { scale, base, adjusting, unknownLevels }: Adjusting): Condition {
  const capped = adjusting.filter(({ effects }) =>
    effects.some((effect) => effect.kind === 'cap' && scale.indexOf(effect.rank) <= step),
  );
  const demotions = adjusting.flatMap((rule) =>
    rule.effects.flatMap((effect) =>
      effect.kind === 'demote' ? [{ when: rule.when, levels: effect.levels ?? unknownLevels }] : [],
    ),
  );
  const kept = base.map((given, from) => all([given, demotedAtMost(from - step, demotions)]));
  return all([any(kept), ...capped.map(({ when }) => not(when))]);
}

/** Where the demotions that apply come to no more than so many levels; each either does not apply or uses some up. */
function demotedAtMost(
  levels: number,
  [first, ...more]: readonly { readonly when: Condition; readonly levels: number }[],
): Condition {
  if (levels < 0) return any([]);
  if (first === undefined) return all([]);
  return any([
    all([not(first.when), demotedAtMost(levels, more)]),
    all([first.when, demotedAtMost(levels - first.levels, more)]),
  ]);
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
