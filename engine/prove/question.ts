/** Whether facts exist for which a condition holds: the question to which every check and proof comes down. */
import { decide } from '../decide/decide.ts';
import { validityPending } from '../decide/validity.ts';
import { yearOf } from '../model/dates.ts';
import type { Decision, Member, Outcome } from '../model/decision.ts';
import type { Condition, RuleSet } from '../model/ruleset.ts';
import { ANY_CELL, type Axis, axisKey, type Cells, Space } from './cells.ts';
import { compile } from './formula.ts';
import { networkOf, type Relation } from './network.ts';
import { propagate } from './propagate.ts';
import { type Budget, MOST_CELLS, solutions } from './search.ts';
import { solve } from './solve.ts';
import { type Setting, type Witness, witnessOf } from './witness.ts';

/** Failures to make up facts for a part of the space, or to have them confirmed, after which no more are tried. */
const MOST_FAILURES = 20;

export interface Question extends Setting {
  /** Cells after which the question stays open; 10^6 when absent. */
  readonly mostCells?: number;
}

/**
 * `never`: no facts exist, proven. `open`: not proven, because there are too many cells or because no facts could be
 * made up that show it.
 */
export type Answer =
  | { readonly result: 'never' }
  | { readonly result: 'open'; readonly because: 'cells' | 'witness' }
  | { readonly result: 'witness'; readonly witness: Witness };

/** Answers by cells alone: right, but nobody has decided the witness yet. */
export function answer(condition: Condition, question: Question): Answer {
  const search = new WitnessSearch(condition, question);
  for (const witness of search.witnesses()) return { result: 'witness', witness };
  return search.failure();
}

/**
 * Answers with a witness that the exact engine has decided.
 * @param shows whether the decision shows what the witness is to show
 */
export async function confirmedAnswer(
  condition: Condition,
  question: Question,
  shows: (decision: Decision) => boolean | Promise<boolean>,
): Promise<Answer> {
  const search = new WitnessSearch(condition, question);
  let refused = 0;
  for (const witness of search.witnesses()) {
    if (await shows(await decide(question.ruleSet, witness.request))) return { result: 'witness', witness };
    refused += 1;
    if (refused === MOST_FAILURES) break;
  }
  return refused > 0 ? { result: 'open', because: 'witness' } : search.failure();
}

/** The outcome of a rule, as if every question about its validity were answered with yes; undefined when it is not in force. */
export function outcomeOf({ rules, request }: Decision, id: string): Outcome | undefined {
  const found = rules.find(({ rule }) => rule.id === id);
  if (found?.outcome === 'unknown' && validityPending(found.rule, yearOf(request.lawDate))) return 'true';
  return found?.outcome;
}

class WitnessSearch {
  readonly #condition: Condition;
  readonly #question: Question;
  readonly #budget: Budget;
  #unsettled = 0;

  constructor(condition: Condition, question: Question) {
    this.#condition = condition;
    this.#question = question;
    this.#budget = { left: question.mostCells ?? MOST_CELLS };
  }

  *witnesses(): Generator<Witness, void, undefined> {
    const { ruleSet } = this.#question;
    const space = new Space(ruleSet, [this.#condition]);
    const formula = compile(this.#condition, space);
    const related = relatedAxes(ruleSet, space.axes);
    const possible = (cells: Cells, last: Axis): boolean => {
      if (!related.has(last)) return true;
      const network = networkOf(ruleSet, cells);
      return network !== undefined && propagate(network, network.ranges) !== undefined;
    };
    for (const cells of solutions(formula, this.#budget, possible)) {
      const witness = this.#rebuilt(cells);
      if (witness !== undefined) yield witness;
      else if (this.#unsettled === MOST_FAILURES) return;
    }
  }

  /** What it means that no witness came. */
  failure(): Answer {
    if (this.#budget.left < 0) return { result: 'open', because: 'cells' };
    return this.#unsettled > 0 ? { result: 'open', because: 'witness' } : { result: 'never' };
  }

  #rebuilt(cells: Cells): Witness | undefined {
    const network = networkOf(this.#question.ruleSet, cells);
    const values = network === undefined ? 'impossible' : solve(network);
    if (network === undefined || values === 'impossible') return undefined;
    const witness =
      values === 'unsettled'
        ? undefined
        : witnessOf(this.#question, network, values, (condition) => this.#member(condition));
    if (witness === undefined) this.#unsettled += 1;
    return witness;
  }

  #member(condition: Condition): Member | undefined {
    const found = answer(condition, this.#question);
    if (found.result !== 'witness') return undefined;
    const { facts, publishedRanks } = found.witness.request;
    return { facts, publishedRanks };
  }
}

/** The axes that may exclude each other's cells: those of which one is made of, or held against, another. */
function relatedAxes(ruleSet: RuleSet, axes: readonly Axis[]): Set<Axis> {
  const [, second] = axes;
  const network = second && networkOf(ruleSet, new Map(axes.map((axis) => [axis, ANY_CELL])));
  const members = new Set(network?.relations.flatMap(membersOf));
  return new Set(axes.filter(({ fact, back }) => members.has(axisKey(fact, back))));
}

function membersOf(relation: Relation): string[] {
  switch (relation.type) {
    case 'quotient':
      return [relation.value, relation.top, relation.bottom];
    case 'difference':
      return [relation.value, relation.of, relation.minus];
    case 'order':
      return [relation.left, relation.right];
  }
}
