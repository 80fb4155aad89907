/** One rule held against another, by every law under which both are in force. */
import type { Condition, Rule, RuleSet } from '../../model/ruleset.ts';
import { booksOf, changeDays, type Law, type Lawbook, lawsOf } from '../law.ts';
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
  readonly shared: SharedTime;
}

/**
 * The time for which both are in force and by whose law they are compared: all for which one is, a part of it, or none,
 * and then each is read by its last law.
 */
export type SharedTime = 'all' | 'part' | 'none';

/** The first relation that fails decides; the conditions are compared, not the effects. */
export async function compareRules(relation: Relation, a: Placed, b: Placed): Promise<RuleProof> {
  const { shared, readings } = readingsOf(a, b);
  const ruleSet = vocabularyOf(a.book.ruleSet, b.book.ruleSet);
  if (readings.length === 0) return { proof: { result: 'unproved', because: 'law' }, shared };
  for (const { lawDate, conditions } of readings) {
    const question: Question = {
      ruleSet,
      scheme: a.book.scheme.code,
      subject: decidedWith(a.rule)[0] ?? 'đơn vị',
      lawDate,
    };
    const proof = await compareConditions(relation, conditions, question);
    if (proof.result !== 'proven') return { proof, shared };
    const caveat = relation === 'equivalent' ? await differenceWhenUnknown(conditions, question) : undefined;
    if (caveat !== undefined) return { proof, caveat, shared };
  }
  return { proof: { result: 'proven' }, shared };
}

interface Reading {
  readonly lawDate: string;
  readonly conditions: readonly [Condition, Condition];
}

/** Both conditions by each law under which both rules are in force. */
function readingsOf(
  a: Placed,
  b: Placed,
): { readonly shared: SharedTime; readonly readings: readonly Reading[] } {
  const ofA = lawsOf(a.book, [a.rule], changeDays(b.book, [b.rule]));
  const ofB = lawsOf(b.book, [b.rule], changeDays(a.book, [a.rule]));
  const both = ofA.flatMap((law, index): Reading[] => read(law, ofB[index]));
  if (both.length === 0) return { shared: 'none', readings: read(lastInForce(ofA), lastInForce(ofB)) };
  const alone = ofA.some(({ rules }, index) => rules.length !== ofB[index]?.rules.length);
  return { shared: alone ? 'part' : 'all', readings: both };
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
    changed.push({ id, ...(await compareRules(relation, placed(a, rule), placed(b, other))) });
  }
  return {
    onlyInA: [...inA.keys()].filter((id) => !inB.has(id)),
    onlyInB: [...inB.keys()].filter((id) => !inA.has(id)),
    changed,
  };
}

/** The rule in the book of its scheme, or of the first where it belongs to all. */
export function placed(ruleSet: RuleSet, rule: Rule): Placed {
  const books = booksOf(ruleSet);
  const book = books.find(({ scheme }) => scheme.code === rule.document.scheme) ?? books[0];
  if (book === undefined) throw new Error('every rule set has a book');
  return { book, rule };
}
