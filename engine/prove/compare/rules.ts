/** One rule held against another, by every law under which both are in force. */
import type { Condition, Rule, RuleSet } from '../../model/ruleset.ts';
import { changeDays, type Law, type Lawbook, lawbookOf, lawsOf } from '../law.ts';
import type { Question } from '../question.ts';
import { decidedWith } from '../ranking.ts';
import { reading } from '../reading.ts';
import { compareConditions, type Proof, type Relation } from './conditions.ts';
import { type Difference, differenceWhenUnknown } from './unknowns.ts';

/** A rule in the book in which it stands. */
export interface Placed {
  readonly book: Lawbook;
  readonly rule: Rule;
}

export interface RuleProof {
  readonly proof: Proof;
  /** Of what is proven for known facts: a case with an unknown one in which it fails all the same. */
  readonly caveat?: Difference;
  /** False when they are never in force at once, and each was read by its last law. */
  readonly together: boolean;
}

/** The first relation that fails decides; the conditions are compared, not the effects. */
export async function compareRules(relation: Relation, a: Placed, b: Placed): Promise<RuleProof> {
  const pairs = readings(a, b);
  const ruleSet = vocabularyOf(a.book.ruleSet, b.book.ruleSet);
  const { together } = pairs;
  if (pairs.readings.length === 0) return { proof: { result: 'unproved', because: 'law' }, together };
  for (const { lawDate, conditions } of pairs.readings) {
    const question: Question = {
      ruleSet,
      scheme: a.book.scheme.code,
      subject: decidedWith(a.rule)[0] ?? 'đơn vị',
      lawDate,
    };
    const proof = await compareConditions(relation, conditions, question);
    if (proof.result !== 'proven') return { proof, together };
    const caveat = relation === 'equivalent' ? await differenceWhenUnknown(conditions, question) : undefined;
    if (caveat !== undefined) return { proof, caveat, together };
  }
  return { proof: { result: 'proven' }, together };
}

interface Reading {
  readonly lawDate: string;
  readonly conditions: readonly [Condition, Condition];
}

/** Both conditions by each law under which both rules are in force. */
function readings(
  a: Placed,
  b: Placed,
): { readonly together: boolean; readonly readings: readonly Reading[] } {
  const ofA = lawsOf(a.book, [a.rule], changeDays(b.book, [b.rule]));
  const ofB = lawsOf(b.book, [b.rule], changeDays(a.book, [a.rule]));
  const both = ofA.flatMap((law, index): Reading[] => read(law, ofB[index]));
  if (both.length > 0) return { together: true, readings: both };
  return { together: false, readings: read(lastInForce(ofA), lastInForce(ofB)) };
}

function read(a: Law | undefined, b: Law | undefined): Reading[] {
  const [one, two] = [a?.rules[0], b?.rules[0]];
  return a === undefined || one === undefined || two === undefined
    ? []
    : [{ lawDate: a.lawDate, conditions: [one.when, two.when] }];
}

function lastInForce(laws: readonly Law[]): Law | undefined {
  return laws.findLast(({ rules }) => rules.length > 0);
}

/** The first rule set, with the facts that only the second has. */
export function vocabularyOf(a: RuleSet, b: RuleSet): RuleSet {
  if (a === b) return a;
  return {
    ...a,
    facts: new Map([...b.facts, ...a.facts]),
    derived: new Map([...b.derived, ...a.derived]),
    schemes: new Map([...b.schemes, ...a.schemes]),
  };
}

/** A rule that both rule sets have, by its id and scheme. */
export interface SameRule extends RuleProof {
  readonly id: string;
}

export interface RulesCompared {
  readonly onlyInA: readonly string[];
  readonly onlyInB: readonly string[];
  /** Rules of both whose conditions do not read alike. */
  readonly changed: readonly SameRule[];
}

/** Every rule of one rule set held against the one of the same id in the other. */
export async function compareSameRules(relation: Relation, a: RuleSet, b: RuleSet): Promise<RulesCompared> {
  const inA = new Map(a.rules.map((rule) => [rule.id, rule]));
  const inB = new Map(b.rules.map((rule) => [rule.id, rule]));
  const changed: SameRule[] = [];
  for (const [id, rule] of inA) {
    const other = inB.get(id);
    if (other === undefined || reading(rule.when) === reading(other.when)) continue;
    const [one, two] = [placed(a, rule), placed(b, other)];
    if (one !== undefined && two !== undefined)
      changed.push({ id, ...(await compareRules(relation, one, two)) });
  }
  return {
    onlyInA: [...inA.keys()].filter((id) => !inB.has(id)),
    onlyInB: [...inB.keys()].filter((id) => !inA.has(id)),
    changed,
  };
}

/** The rule in the book of its scheme, or of the first where it belongs to all; undefined when there is no scheme. */
export function placed(ruleSet: RuleSet, rule: Rule): Placed | undefined {
  const [first] = ruleSet.schemes.values();
  const scheme = rule.document.scheme === undefined ? first : ruleSet.schemes.get(rule.document.scheme);
  return scheme && { book: lawbookOf(ruleSet, scheme), rule };
}
