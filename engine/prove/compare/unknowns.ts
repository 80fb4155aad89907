/** Conditions that hold in the same cases when all facts are known, and come out differently when one is missing or exempt. */
import { comparisons, type Literals, literals, type Series } from '../../decide/literals.ts';
import type { Outcome } from '../../model/decision.ts';
import { EXEMPT, type FactState, MISSING } from '../../model/facts.ts';
import type { Condition } from '../../model/ruleset.ts';
import { answer, type Question } from '../question.ts';
import { decideBoth } from './conditions.ts';

/** With more facts than this not every choice of missing and exempt ones is looked at. */
const MOST_FACTS = 5;

export interface Difference {
  /** Facts with their values, and "chưa có số liệu" or "được miễn" where they have none. */
  readonly words: Readonly<Record<string, string>>;
  readonly outcomes: readonly [Outcome, Outcome];
}

type Status = 'known' | 'missing' | 'exempt';
type Statuses = ReadonlyMap<string, Status>;
type Pair = readonly [Condition, Condition];

const WORDS: Readonly<Record<Exclude<Status, 'known'>, string>> = {
  missing: 'chưa có số liệu',
  exempt: 'được miễn',
};
const TRUE: Condition = { type: 'all', parts: [] };
const FALSE: Condition = { type: 'any', parts: [] };

/** A case in which the outcomes differ; undefined when none was found. */
export async function differenceWhenUnknown(pair: Pair, question: Question): Promise<Difference | undefined> {
  const facts = [...new Set(pair.flatMap(comparisons).map(({ fact }) => fact))];
  // Derived facts are unknown through others.
  const declared = facts.filter((fact) => question.ruleSet.facts.has(fact));
  if (declared.length > MOST_FACTS) return undefined;
  const rank = question.ruleSet.schemes.get(question.scheme)?.rank;
  for (const statuses of choices(declared, (fact) =>
    fact === rank ? ['known', 'missing'] : ['known', 'missing', 'exempt'],
  )) {
    for (const mode of ['certainly', 'possibly'] as const) {
      const found = await differenceFor(pair, question, statuses, mode);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

async function differenceFor(
  pair: Pair,
  question: Question,
  statuses: Statuses,
  mode: 'certainly' | 'possibly',
): Promise<Difference | undefined> {
  const [a, b] = pair.map((condition) => knownPart(condition, statuses, mode));
  if (a === undefined && b === undefined) return undefined;
  // Where one side is exempt as a whole, any facts show it.
  const differs = a === undefined || b === undefined ? TRUE : exactlyOne(a, b);
  const found = answer(differs, question);
  if (found.result !== 'witness') return undefined;
  const { request, words } = found.witness;
  const unknown = [...statuses].filter(
    (entry): entry is [string, Exclude<Status, 'known'>] => entry[1] !== 'known',
  );
  const exempt = unknown.flatMap(([fact, status]): [string, FactState][] =>
    status === 'exempt' ? [[fact, EXEMPT]] : [],
  );
  const outcomes = await decideBoth(pair, question, {
    ...request,
    facts: new Map([...request.facts, ...exempt]),
  });
  if (outcomes[0] === outcomes[1]) return undefined;
  return {
    words: { ...words, ...Object.fromEntries(unknown.map(([fact, status]) => [fact, WORDS[status]])) },
    outcomes,
  };
}

function* choices(
  facts: readonly string[],
  of: (fact: string) => readonly Status[],
): Generator<Map<string, Status>> {
  const [first, ...rest] = facts;
  if (first === undefined) {
    yield new Map();
    return;
  }
  for (const others of choices(rest, of))
    for (const status of of(first)) yield new Map(others).set(first, status);
}

/** What the known facts must fulfil for the condition to hold certainly, or possibly; undefined when it is exempt. */
function knownPart(
  condition: Condition,
  statuses: Statuses,
  mode: 'certainly' | 'possibly',
): Condition | undefined {
  const series = new Map<string, Series>(
    [...statuses].map(([fact, status]) => [fact, [status === 'exempt' ? EXEMPT : MISSING]]),
  );
  const tree = literals(condition, series);
  return tree && asCondition(tree, statuses, mode === 'certainly' ? FALSE : TRUE);
}

function asCondition(tree: Literals, statuses: Statuses, ofMissing: Condition): Condition {
  if (tree.type !== 'literal')
    return { type: tree.type, parts: tree.parts.map((part) => asCondition(part, statuses, ofMissing)) };
  if (statuses.get(tree.comparison.fact) === 'missing') return ofMissing;
  const is: Condition = { type: 'is', comparison: tree.comparison };
  return tree.negated ? { type: 'not', part: is } : is;
}

function exactlyOne(a: Condition, b: Condition): Condition {
  const only = (one: Condition, other: Condition): Condition => ({
    type: 'all',
    parts: [one, { type: 'not', part: other }],
  });
  return { type: 'any', parts: [only(a, b), only(b, a)] };
}
