/** Whether one condition holds wherever another does, or both hold in the same cases: for all facts that are known. */
import { decide } from '../../decide/decide.ts';
import type { Decision, Outcome } from '../../model/decision.ts';
import type { Condition, Rule, RuleSet } from '../../model/ruleset.ts';
import { confirmedAnswer, type Question } from '../question.ts';
import type { Witness } from '../witness.ts';

export const RELATIONS = ['equivalent', 'implies'] as const;
export type Relation = (typeof RELATIONS)[number];

/** `unproved`: neither proven nor refuted; for want of a law under which to compare, too. */
export type Proof =
  | { readonly result: 'proven' }
  | { readonly result: 'unproved'; readonly because: 'cells' | 'witness' | 'law' }
  /** The facts for which the relation fails, and what comes out on either side. */
  | { readonly result: 'refuted'; readonly witness: Witness; readonly outcomes: readonly [Outcome, Outcome] };

/** The ids under which two conditions are decided side by side. */
const IDS = ['a', 'b'] as const;

/** @param question its law date is that by which both conditions are read */
export async function compareConditions(
  relation: Relation,
  [a, b]: readonly [Condition, Condition],
  question: Question,
): Promise<Proof> {
  const ruleSet = besideEachOther(question, [a, b]);
  const fails =
    relation === 'implies' ? onlyIn(a, b) : { type: 'any' as const, parts: [onlyIn(a, b), onlyIn(b, a)] };
  let outcomes: readonly [Outcome, Outcome] | undefined;
  const found = await confirmedAnswer(fails, { ...question, ruleSet }, (decision) => {
    outcomes = outcomesIn(decision);
    return outcomes[0] !== outcomes[1];
  });
  if (found.result === 'never') return { result: 'proven' };
  if (found.result === 'open' || outcomes === undefined)
    return { result: 'unproved', because: found.result === 'open' ? found.because : 'witness' };
  return { result: 'refuted', witness: found.witness, outcomes };
}

/** The outcomes of two conditions for the same facts, by the exact engine. */
export async function decideBoth(
  conditions: readonly [Condition, Condition],
  question: Question,
  request: Decision['request'],
): Promise<readonly [Outcome, Outcome]> {
  return outcomesIn(await decide(besideEachOther(question, conditions), request));
}

function onlyIn(one: Condition, other: Condition): Condition {
  return { type: 'all', parts: [one, { type: 'not', part: other }] };
}

function outcomesIn({ rules }: Decision): [Outcome, Outcome] {
  const [a, b] = IDS.map((id) => rules.find(({ rule }) => rule.id === id)?.outcome ?? 'not_applicable');
  return [a ?? 'not_applicable', b ?? 'not_applicable'];
}

/** A rule set of the two conditions alone, in force on every day and without effect on a rank. */
function besideEachOther(
  { ruleSet, subject }: Question,
  conditions: readonly [Condition, Condition],
): RuleSet {
  const at = { file: '', line: 1, column: 1 };
  const document = { code: '', name: '', issuer: '', repeals: [], file: '' };
  const rules = conditions.map(
    (when, index): Rule => ({
      id: IDS[index] ?? '',
      document,
      clause: '',
      quote: '',
      subjects: [subject],
      when: undated(when),
      effects: [],
      interpretations: [],
      exceptionTo: [],
      at,
    }),
  );
  return { ...ruleSet, documents: [], rules, duties: [] };
}

/** The condition as it was read by its law, whatever the date. */
function undated(condition: Condition): Condition {
  switch (condition.type) {
    case 'is': {
      const { fact, interval, years, phrase, at } = condition.comparison;
      return { type: 'is', comparison: { fact, interval, years, phrase, at } };
    }
    case 'except':
      return { type: 'except', part: undated(condition.part), unless: condition.unless.map(undated) };
    case 'not':
      return { type: 'not', part: undated(condition.part) };
    case 'all':
    case 'any':
    case 'choice':
      return { ...condition, parts: condition.parts.map(undated) };
  }
}
