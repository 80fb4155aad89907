/** The one enumeration behind every proof: the cells in which a formula holds. */
import type { Axis, Cells } from './cells.ts';
import { type Formula, nextAxis, openCells, restrict } from './formula.ts';

/** Cells that may be visited before a question is left unproved. */
export const MOST_CELLS = 1_000_000;

/** How many cells may still be visited; below zero: the enumeration stopped before its end. */
export interface Budget {
  left: number;
}

/**
 * Every part of the space in which the formula holds; an axis that does not matter any more is not in it. Nothing more
 * comes once the budget is spent.
 * @param possible whether values of the facts may exist in these cells; where not, nothing further is looked for
 */
export function* solutions(
  formula: Formula,
  budget: Budget,
  possible: (cells: Cells, last: Axis) => boolean,
  chosen: Cells = new Map(),
): Generator<Cells, void, undefined> {
  if (formula === false) return;
  if (formula === true) {
    yield chosen;
    return;
  }
  const axis = nextAxis(formula);
  for (const cell of openCells(formula, axis)) {
    budget.left -= 1;
    if (budget.left < 0) return;
    const cells = new Map(chosen).set(axis, cell);
    if (possible(cells, axis)) yield* solutions(restrict(formula, axis, cell), budget, possible, cells);
  }
}
