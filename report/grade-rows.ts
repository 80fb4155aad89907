/** What the list of grade ceilings says of one unit. */
import { shareWords } from '../bot/answer/figures.ts';
import { indexOf } from '../bot/answer/phrases.ts';
import type { UnitDecision } from '../bot/decisions.ts';
import { addedEffects } from '../engine/explain/law.ts';
import { documentWords, effectClause, stateWords } from '../engine/explain/words.ts';
import { vietnameseDate } from '../engine/model/dates.ts';
import type { AppliedEffect } from '../engine/model/decision.ts';
import type { FactState } from '../engine/model/facts.ts';
import { factOf, type RuleSet } from '../engine/model/ruleset.ts';
import { capitalized, UNDECIDED, UNKNOWN } from '../engine/report/format.ts';
import { ceilingsOf, ceilingText, decidingFacts, GRADED, questionsOf } from '../engine/report/grades.ts';
import type { GradedUnit, GradeSource } from './read-grades.ts';

export interface GradeRow {
  readonly unit: { readonly id: string; readonly name: string; readonly block: string };
  /** "KHÁ (79,25%)", "dự kiến KHÁ", "chưa xác định (TỐT hoặc KHÁ)". */
  readonly rank: string;
  /** The two years before, the later first: "2018: TỐT". */
  readonly history: readonly string[];
  /** "Tỷ lệ hồ sơ trễ hạn 1,07% (611/56.863 hồ sơ)". */
  readonly figures: readonly string[];
  /** What else would settle a rule, and nobody has supplied. */
  readonly lacking: readonly string[];
  /** One for each of those who are graded, in their order. */
  readonly ceilings: readonly string[];
  /** What is left to an authority: who decides what, and by which clause. */
  readonly questions: readonly { readonly text: string; readonly source: string }[];
  readonly change: RankChange | undefined;
  /** What later law would add; it has no effect for the year. */
  readonly underCurrentLaw: string;
}

/** What publication has changed. */
export interface RankChange {
  readonly expected: string;
  readonly published: string;
  /** The rank was expected to be another one; otherwise nothing certain was expected. */
  readonly wasExpected: boolean;
  /** Clauses that came about or fell away for those who are graded. */
  readonly consequences: readonly string[];
}

const HISTORY_YEARS = 2;

/** The words of a document on somebody's place in planning are left out of everything that is written. */
export function withoutPlanning(text: string): string {
  return text.replace(/,? ?(?:đưa )?(?:ra )?khỏi quy hoạch,?/giu, ' […],').replace(/\s+\[…\],$/u, '');
}

export function gradeRow(source: GradeSource, graded: GradedUnit): GradeRow {
  const { of } = graded;
  const { id, name, block } = of.unit;
  return {
    unit: { id, name, block },
    rank: rankWords(of),
    history: historyOf(of, unknownRank(source)),
    ...figuresOf(source.ruleSet, of),
    ceilings: ceilingsOf(of.decision).map((ceiling) => withoutPlanning(ceilingText(ceiling))),
    questions: questionsOf(of.decision).map(({ role, question, rule }) => ({
      text: withoutPlanning(`${capitalized(role)}: ${question}`),
      source: `${rule.clause}, ${documentWords(rule.document)}`,
    })),
    change: changeOf(graded),
    underCurrentLaw: underCurrentLaw(of),
  };
}

function rankWords(of: UnitDecision): string {
  const index = indexOf(of);
  const shown = index === null ? '' : ` (${index})`;
  if (of.published !== undefined) return `${of.published.rank}${shown}`;
  return `${expectedRank(of)}${shown}`;
}

/** What the figures say while nothing is published. */
function expectedRank({ decision, indexFact, scheme }: UnitDecision): string {
  if (decision.rank !== null) return `Dự kiến ${decision.rank}`;
  const caps = decision.effects.filter(({ on, effect }) => on === 'đơn vị' && effect.kind === 'cap');
  const barred = caps.map(({ effect }) => effectClause(effect));
  const possible =
    decision.baseRank === null || indexFact === undefined || scheme.rank === ''
      ? ''
      : ` (${decision.possibleRanks.join(' hoặc ')})`;
  return [`${capitalized(UNDECIDED)}${possible}`, ...barred].join('; ');
}

/** A provisional list does not know ranks of earlier years either that became known after its day. */
function unknownRank({ edition, dataDate }: GradeSource): string {
  return edition === 'tam-thoi' ? `${UNKNOWN} đến ngày ${vietnameseDate(dataDate)}` : UNKNOWN;
}

function historyOf({ decision }: UnitDecision, unknown: string): string[] {
  const { year, publishedRanks } = decision.request;
  const years = Array.from({ length: HISTORY_YEARS }, (_, index) => year - index - 1);
  if (!years.some((of) => publishedRanks.has(of))) return [capitalized(unknown)];
  return years.map((of) => `${of}: ${publishedRanks.get(of) ?? unknown}`);
}

/** The facts by which the rules decide, and which of what is wanted besides nobody has supplied. */
function figuresOf(ruleSet: RuleSet, of: UnitDecision): Pick<GradeRow, 'figures' | 'lacking'> {
  const { decision, scheme } = of;
  const facts = decidingFacts(decision, [scheme.index, scheme.rank]);
  return {
    figures: facts.map((fact) => capitalized(figureWords(ruleSet, of, fact))),
    lacking: decision.missing.filter((fact) => !facts.includes(fact)),
  };
}

function figureWords(ruleSet: RuleSet, of: UnitDecision, name: string): string {
  const fact = factOf(ruleSet, name);
  const state = stateIn(of, name);
  if (fact === undefined) return `${name} ${UNKNOWN}`;
  return fact.kind === 'ratio' && state.status === 'known'
    ? shareWords(ruleSet, of, fact, state.value)
    : `${fact.name} ${stateWords(fact, state)}`;
}

/** The fact in the year judged, as the first comparison with it met it. */
function stateIn({ decision }: UnitDecision, fact: string): FactState {
  const conditions = decision.rules.flatMap((outcome) => outcome.conditions);
  return conditions.find(({ comparison }) => comparison.fact === fact)?.states[0] ?? { status: 'missing' };
}

/** Undefined where the published rank is what was expected for certain, or nothing was expected of the unit. */
function changeOf({ of, expected }: GradedUnit): RankChange | undefined {
  const { published } = of;
  if (published === undefined || expected === undefined) return undefined;
  const { rank } = expected.decision;
  if (rank === published.rank) return undefined;
  const words = expectedRank(expected);
  return {
    expected: rank ?? words,
    published: published.rank,
    wasExpected: rank !== null || !expected.decision.possibleRanks.includes(published.rank),
    consequences: consequencesChanged(expected, of),
  };
}

function consequencesChanged(before: UnitDecision, after: UnitDecision): string[] {
  const clauses = ({ decision }: UnitDecision): Set<string> => new Set(onGraded(decision.effects));
  const [was, is] = [clauses(before), clauses(after)];
  return [
    ...[...is].filter((clause) => !was.has(clause)).map((clause) => `Thêm: ${clause}`),
    ...[...was].filter((clause) => !is.has(clause)).map((clause) => `Không còn: ${clause}`),
  ];
}

function onGraded(effects: readonly AppliedEffect[]): string[] {
  return effects
    .filter(({ on }) => GRADED.includes(on))
    .map(({ on, effect }) => withoutPlanning(`${on} ${effectClause(effect)}`));
}

function underCurrentLaw({ decision, context }: UnitDecision): string {
  const current = context.underCurrentLaw;
  return current === null ? '' : [...new Set(onGraded(addedEffects(decision, current.decision)))].join('; ');
}
