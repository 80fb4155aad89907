/**
 * json-rules-engine behind a strict face. Each rule becomes two of its rules, one that asks whether the condition
 * certainly holds and one whether it possibly does. Its known traps cannot be reached from here: every fact is
 * typed and present, every operator is one of ours, no group is empty, and each run has an engine of its own.
 */
import {
  type ConditionProperties,
  Engine,
  type NestedCondition,
  type RuleResult,
  type TopLevelCondition,
} from 'json-rules-engine';
import type { ConditionOutcome, Outcome, RuleOutcome } from '../model/decision.ts';
import type { FactState } from '../model/facts.ts';
import { type Interval, intersect, point, within } from '../model/interval.ts';
import type { Comparison, Rule } from '../model/ruleset.ts';
import { headroom } from './headroom.ts';
import { comparisons, type Literals, literals, type Series } from './literals.ts';

type Mode = 'certainly' | 'possibly';
type Operator = `${Mode} ${'in' | 'outside'}`;

/** What a comparison is compared with; wrapped, for json-rules-engine takes an object with a `fact` for a reference. */
interface Against {
  readonly comparison: Comparison;
}

type Test = (series: Series, comparison: Comparison) => boolean;

const OPERATORS: Readonly<Record<Operator, Test>> = {
  'certainly in': (series, { interval, years }) =>
    span(series, years).every((state) => isInside(state, interval)),
  'possibly in': (series, { interval, years }) =>
    !span(series, years).some((state) => isOutside(state, interval)),
  'certainly outside': (series, { interval, years }) =>
    span(series, years).some((state) => isOutside(state, interval)),
  'possibly outside': (series, { interval, years }) =>
    !span(series, years).every((state) => isInside(state, interval)),
};

/** Rules with an engine that asks them; it holds for all facts of which the same are exempt. */
export interface BuiltEngine {
  readonly engine: Engine;
  readonly rules: readonly Rule[];
  /** The conditions of the rules that apply. */
  readonly trees: ReadonlyMap<Rule, Literals>;
  /** The names of the facts that they read. */
  readonly reads: ReadonlySet<string>;
}

/**
 * The outcome of every rule with the outcome of every comparison in it.
 * @throws Error when a rule reads a fact that `facts` lacks: the loader lets no such rule through.
 */
export function runRules(rules: readonly Rule[], facts: ReadonlyMap<string, Series>): Promise<RuleOutcome[]> {
  return askEngine(buildEngine(rules, facts), facts);
}

/** @throws Error when a rule reads a fact that `facts` lacks */
export function buildEngine(rules: readonly Rule[], facts: ReadonlyMap<string, Series>): BuiltEngine {
  const trees = new Map<Rule, Literals>();
  const reads = new Set<string>();
  const engine = new Engine();
  for (const [name, test] of Object.entries(OPERATORS)) {
    engine.addOperator<Series, Against>(name, (series, { comparison }) => test(series, comparison));
  }
  for (const rule of rules) {
    for (const { fact } of comparisons(rule.when)) {
      if (!facts.has(fact)) throw new Error(`rule \`${rule.id}\` reads the undeclared fact \`${fact}\``);
      reads.add(fact);
    }
    const tree = literals(rule.when, facts);
    if (tree === undefined) continue;
    trees.set(rule, tree);
    for (const mode of ['certainly', 'possibly'] as const) {
      engine.addRule({ name: nameOf(rule, mode), conditions: topLevel(tree, mode), event: { type: mode } });
    }
  }
  return { engine, rules, trees, reads };
}

/** One at a time: an engine keeps the state of its run in itself. */
export async function askEngine(
  { engine, rules, trees, reads }: BuiltEngine,
  facts: ReadonlyMap<string, Series>,
): Promise<RuleOutcome[]> {
  const read = Object.fromEntries([...reads].map((name) => [name, facts.get(name)]));
  const { results, failureResults } = await engine.run(read);
  const byName = new Map([...results, ...failureResults].map((result) => [result.name, result]));
  return rules.map((rule) => {
    const tree = trees.get(rule);
    if (tree === undefined) return explain(rule, 'not_applicable', new Map(), facts);
    const certain = resultOf(byName, rule, 'certainly');
    const possible = resultOf(byName, rule, 'possibly');
    const leaves = new Map<Comparison, Outcome>();
    collect(tree, certain.conditions, possible.conditions, leaves);
    return explain(rule, outcome(certain.result === true, possible.result === true), leaves, facts);
  });
}

/** Rules in the JSON of json-rules-engine, as `runRules` asks them. */
export function topLevel(tree: Literals, mode: Mode): TopLevelCondition {
  const nested = compile(tree, mode);
  return 'all' in nested || 'any' in nested ? nested : { all: [nested] };
}

function compile(
  tree: Literals,
  mode: Mode,
): Exclude<NestedCondition, { condition: string } | { not: NestedCondition }> {
  if (tree.type === 'literal') {
    const operator: Operator = `${mode} ${tree.negated ? 'outside' : 'in'}`;
    return { fact: tree.comparison.fact, operator, value: { comparison: tree.comparison } satisfies Against };
  }
  const parts = tree.parts.map((part) => compile(part, mode));
  return tree.type === 'all' ? { all: parts } : { any: parts };
}

function nameOf(rule: Rule, mode: Mode): string {
  return `${mode} ${rule.id}`;
}

function resultOf(byName: ReadonlyMap<string, RuleResult>, rule: Rule, mode: Mode): RuleResult {
  const result = byName.get(nameOf(rule, mode));
  if (result === undefined) throw new Error(`no result for rule \`${rule.id}\``);
  return result;
}

function outcome(certain: boolean, possible: boolean): Outcome {
  return certain ? 'true' : possible ? 'unknown' : 'false';
}

function explain(
  rule: Rule,
  ruleOutcome: Outcome,
  leaves: ReadonlyMap<Comparison, Outcome>,
  facts: ReadonlyMap<string, Series>,
): RuleOutcome {
  const conditions = comparisons(rule.when).map((comparison): ConditionOutcome => {
    const states = span(facts.get(comparison.fact) ?? [], comparison.years);
    const distance = headroom(states, comparison);
    return {
      comparison,
      outcome: leaves.get(comparison) ?? alone(comparison, states),
      states,
      ...(distance === undefined ? {} : { headroom: distance }),
    };
  });
  return { rule, outcome: ruleOutcome, conditions };
}

/** Of a comparison that was not asked, because it is exempt or because what it is an exception to is. */
function alone(comparison: Comparison, states: Series): Outcome {
  if (states[0]?.status === 'exempt') return 'not_applicable';
  const is = (operator: Operator): boolean => OPERATORS[operator](states, comparison);
  return outcome(is('certainly in'), is('possibly in'));
}

type ConditionResult = RuleResult['conditions'];

/** Reads the outcome of each comparison back from the two trees that the engine has annotated. */
function collect(
  tree: Literals,
  certain: unknown,
  possible: unknown,
  leaves: Map<Comparison, Outcome>,
): void {
  const certainParts = partsOf(certain as ConditionResult);
  const possibleParts = partsOf(possible as ConditionResult);
  const parts = tree.type === 'literal' ? [tree] : tree.parts;
  parts.forEach((part, index) => {
    const certainPart = certainParts[index];
    const possiblePart = possibleParts[index];
    if (part.type !== 'literal') {
      collect(part, certainPart, possiblePart, leaves);
      return;
    }
    const holds = outcome(resultFlag(certainPart), resultFlag(possiblePart));
    leaves.set(part.comparison, part.negated ? opposite(holds) : holds);
  });
}

function partsOf(condition: ConditionResult): readonly unknown[] {
  if ('all' in condition) return condition.all;
  if ('any' in condition) return condition.any;
  throw new Error('a compiled condition is a group of all or any');
}

function resultFlag(condition: unknown): boolean {
  const { result } = condition as ConditionProperties & { result?: boolean };
  if (result === undefined) throw new Error('the engine left a comparison unevaluated');
  return result;
}

function opposite(value: Outcome): Outcome {
  return value === 'true' ? 'false' : value === 'false' ? 'true' : value;
}

/** The first `years` states; a year of which nothing is said is missing. */
function span(series: Series, years: number): Series {
  return Array.from({ length: years }, (_, back) => series[back] ?? { status: 'missing' });
}

function isInside(state: FactState, interval: Interval): boolean {
  const range = rangeOf(state);
  return range !== undefined && within(range, interval);
}

function isOutside(state: FactState, interval: Interval): boolean {
  const range = rangeOf(state);
  return range !== undefined && intersect(range, interval) === undefined;
}

function rangeOf(state: FactState): Interval | undefined {
  if (state.status === 'known') return point(state.value);
  return state.status === 'bounded' ? state.bound : undefined;
}
