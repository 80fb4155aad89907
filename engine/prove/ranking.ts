/** What ranks one kind of subject in one scheme: levels, demotions and caps, by the law of one stretch of time. */

import { comparisons } from '../decide/literals.ts';
import { shapesRank } from '../decide/ranks.ts';
import { decidedTogether, SUBJECTS, type Subject } from '../model/facts.ts';
import type { Condition, Effect, Rule } from '../model/ruleset.ts';
import { locate } from './cells.ts';
import { type Lawbook, lawsOf } from './law.ts';
import type { Question } from './question.ts';
import { reading } from './reading.ts';

export interface Ranking {
  readonly question: Question;
  /** The scale of the ranks, lowest first. */
  readonly scale: readonly string[];
  /** Rules that give a rank, in the order in which they are asked. */
  readonly levels: readonly Rule[];
  readonly promotions: readonly Rule[];
  readonly demotions: readonly Rule[];
  readonly caps: readonly Rule[];
  /** Rules that leave the subject without a rank. */
  readonly unranking: readonly Rule[];
}

/** Who is decided by themselves; the others are decided with a unit. */
export const DECIDED: readonly Subject[] = SUBJECTS.filter(
  (subject) => subject === 'đơn vị' || !decidedTogether('đơn vị').includes(subject),
);

/** The subject with which a rule's subjects are decided. */
export function decidedWith({ subjects }: Pick<Rule, 'subjects'>): Subject[] {
  return DECIDED.filter((decided) => subjects.some((subject) => decidedTogether(decided).includes(subject)));
}

/** Every ranking of the scheme, by kind of subject and stretch of time; a stretch without a level has none. */
export function rankingsOf(book: Lawbook): Ranking[] {
  const { ruleSet, scheme, rules } = book;
  const shaping = rules.filter(
    (rule) => shapesRank(rule) && rule.insteadOf === undefined && !readsOwnRank(book, rule),
  );
  const scale = ruleSet.facts.get(scheme.rank)?.scale ?? [];
  return DECIDED.flatMap((subject) => {
    const ours = shaping.filter((rule) => decidedWith(rule).includes(subject));
    if (!ours.some((rule) => hasEffect(rule, 'band'))) return [];
    return lawsOf(book, ours).flatMap(({ lawDate, rules: inForce }): Ranking[] => {
      const levels = inForce.filter((rule) => hasEffect(rule, 'band'));
      if (levels.length === 0) return [];
      return [
        {
          question: { ruleSet, scheme: scheme.code, subject, lawDate },
          scale,
          levels,
          promotions: inForce.filter((rule) => hasEffect(rule, 'promote')),
          demotions: inForce.filter((rule) => hasEffect(rule, 'demote')),
          caps: inForce.filter((rule) => hasEffect(rule, 'cap')),
          unranking: inForce.filter((rule) => hasEffect(rule, 'unranked')),
        },
      ];
    });
  });
}

/** Of rankings that differ in promotions, demotions and caps alone, one. */
export function byLevels(rankings: readonly Ranking[]): Ranking[] {
  const distinct = new Map<string, Ranking>();
  for (const ranking of rankings) {
    const { scheme, subject } = ranking.question;
    const rules = [...ranking.levels, ...ranking.unranking];
    const key = [scheme, subject, ...rules.map(({ id, when }) => `${id} ${reading(when)}`)].join('\n');
    if (!distinct.has(key)) distinct.set(key, ranking);
  }
  return [...distinct.values()];
}

/** Whether the condition depends on the rank that the year judged will have. */
export function readsOwnRank({ ruleSet, scheme }: Lawbook, rule: Rule): boolean {
  return comparisons(rule.when).some(({ fact }) => {
    const found = locate(ruleSet, fact, 0);
    return found.fact.name === scheme.rank && found.back === 0;
  });
}

export function hasEffect(rule: Rule, kind: Effect['kind']): boolean {
  return rule.effects.some((effect) => effect.kind === kind);
}

/** The rank that a level gives, as a step of the scale; −1 when the scale has no such rank. */
export function stepOf({ scale }: Pick<Ranking, 'scale'>, level: Rule): number {
  const band = level.effects.find((effect) => effect.kind === 'band');
  return band === undefined ? -1 : scale.indexOf(band.rank);
}

/** Whether the effect keeps everybody below this step of the scale (≥ 1). */
export function capsAt({ scale }: Pick<Ranking, 'scale'>, effect: Effect, step: number): boolean {
  if (effect.kind !== 'cap') return false;
  const capped = scale.indexOf(effect.rank);
  return capped >= 0 && capped <= step;
}

/** Where the level is the one taken: it holds, and none before it that ends the choice does. */
export function taken({ levels }: Pick<Ranking, 'levels'>, level: Rule): Condition {
  const before = levels.slice(0, levels.indexOf(level)).filter(({ pick }) => pick !== 'only');
  return {
    type: 'all',
    parts: [level.when, ...before.map(({ when }): Condition => ({ type: 'not', part: when }))],
  };
}
