/** What a decision leaves open for the head, the leadership collective and the party organisation of a unit. */
import { effectClause } from '../explain/words.ts';
import type { AppliedEffect, Decision, OpenWork } from '../model/decision.ts';
import { SUBJECTS_OF_A_UNIT, type Subject } from '../model/facts.ts';
import type { Effect, Rule } from '../model/ruleset.ts';
import { capitalized, UNDECIDED } from './format.ts';

/** Those who are graded by what their unit has reached. */
export const GRADED: readonly Subject[] = SUBJECTS_OF_A_UNIT.filter((subject) => subject !== 'đơn vị');

export interface Ceiling {
  readonly subject: Subject;
  /** What follows for certain. */
  readonly settled: readonly AppliedEffect[];
  /** What follows or does not, as facts that are not known yet will have it. */
  readonly open: readonly { readonly rule: Rule; readonly effect: Effect }[];
  /** Whether any rule of the year speaks of the subject at all. */
  readonly isRegulated: boolean;
}

export function ceilingsOf({ rules, effects }: Decision): Ceiling[] {
  return GRADED.map((subject) => {
    const bearing = rules.filter(
      ({ rule, outcome }) => outcome !== 'not_applicable' && rule.subjects.includes(subject),
    );
    return {
      subject,
      settled: effects.filter(({ on, effect }) => on === subject && effect.kind !== 'points'),
      open: bearing
        .filter(({ outcome }) => outcome === 'unknown')
        .flatMap(({ rule }) => rule.effects.map((effect) => ({ rule, effect }))),
      isRegulated: bearing.length > 0,
    };
  });
}

export const UNLIMITED = 'Không hạn chế';
export const UNREGULATED = 'Quy định của năm không xét';

/** "Không xếp loại hoàn thành tốt nhiệm vụ trở lên", or that it is not decided yet. */
export function ceilingText({ settled, open, isRegulated }: Ceiling): string {
  if (!isRegulated) return UNREGULATED;
  const clauses = clausesOf(settled);
  if (clauses.length === 0) return open.length === 0 ? UNLIMITED : capitalized(UNDECIDED);
  return open.length === 0
    ? capitalized(clauses.join('; '))
    : `${capitalized(clauses.join('; '))}; còn lại ${UNDECIDED}`;
}

/** Clauses once each. */
export function clausesOf(effects: readonly Pick<AppliedEffect, 'effect'>[]): string[] {
  return [...new Set(effects.map(({ effect }) => effectClause(effect)))];
}

/** The rules that bear on the three, or on the rank by more than its index. */
export function groundsOf(decisions: readonly Decision[]): Rule[] {
  const rules = decisions.flatMap((decision) =>
    decision.rules.filter(({ outcome }) => outcome !== 'not_applicable').map(({ rule }) => rule),
  );
  const bearing = rules.filter(
    ({ subjects, effects }) =>
      subjects.some((subject) => GRADED.includes(subject)) || effects.some(adjustsRank),
  );
  return [...new Map(bearing.map((rule) => [rule.id, rule])).values()];
}

function adjustsRank({ kind }: Effect): boolean {
  return kind === 'cap' || kind === 'demote' || kind === 'promote' || kind === 'unranked';
}

/** The facts that those rules compare, other than index and rank. */
export function decidingFacts(decision: Decision, except: readonly string[]): string[] {
  const bearing = new Set(groundsOf([decision]));
  const compared = decision.rules
    .filter(({ rule }) => bearing.has(rule))
    .flatMap(({ conditions }) => conditions.map(({ comparison }) => comparison.fact));
  return [...new Set(compared)].filter((fact) => !except.includes(fact));
}

/** What an authority has to decide of a unit, each question once. */
export function questionsOf({ openWork }: Decision): OpenWork[] {
  return [...new Map(openWork.map((work) => [`${work.role} ${work.question}`, work])).values()];
}
