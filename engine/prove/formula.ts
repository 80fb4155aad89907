/** A condition over cells, and what is left of it once the cell of an axis is known. */
import { spelledOut, withoutUnless } from '../decide/literals.ts';
import type { Comparison, Condition } from '../model/ruleset.ts';
import type { Axis, Space } from './cells.ts';

/** Settled, one test of an axis, or a group of at least two. */
export type Formula = boolean | Test | Group;

interface Test {
  readonly type: 'test';
  readonly axis: Axis;
  readonly from: number;
  readonly to: number;
  /** Whether the cell must lie from `from` to `to`, or must not. */
  readonly inside: boolean;
}

interface Group {
  readonly type: 'all' | 'any';
  readonly parts: readonly (Test | Group)[];
}

/** The condition with every negation pushed down to the comparisons. Here a group may be empty: `all` of nothing is true. */
export function compile(condition: Condition, space: Space, negated = false): Formula {
  switch (condition.type) {
    case 'is':
      return compileComparison(condition.comparison, space, negated);
    case 'not':
      return compile(condition.part, space, !negated);
    case 'all':
    case 'any':
      return group(
        (condition.type === 'all') === negated ? 'any' : 'all',
        condition.parts.map((part) => compile(part, space, negated)),
      );
    case 'except':
      return compile(withoutUnless(condition), space, negated);
    case 'choice':
      return compile(spelledOut(condition), space, negated);
  }
}

function compileComparison(comparison: Comparison, space: Space, negated: boolean): Formula {
  const tests = space
    .stretches(comparison)
    .map((stretch): Test => ({ type: 'test', ...stretch, inside: !negated }));
  return group(negated ? 'any' : 'all', tests);
}

/** The group with settled parts left out; settled itself where they settle it. */
function group(type: 'all' | 'any', parts: readonly Formula[]): Formula {
  const settles = type === 'any';
  const open: (Test | Group)[] = [];
  for (const part of parts) {
    if (part === settles) return settles;
    if (typeof part === 'boolean') continue;
    if (part.type === type) open.push(...part.parts);
    else open.push(part);
  }
  const [only, ...more] = open;
  if (only === undefined) return !settles;
  return more.length === 0 ? only : { type, parts: open };
}

/** What is left of the formula when the axis lies in that cell; the same object where it does not read the axis. */
export function restrict(formula: Formula, axis: Axis, cell: number): Formula {
  if (typeof formula === 'boolean') return formula;
  if (formula.type === 'test') {
    return formula.axis === axis ? (formula.from <= cell && cell <= formula.to) === formula.inside : formula;
  }
  const settles = formula.type === 'any';
  let changed = false;
  const parts: Formula[] = [];
  for (const part of formula.parts) {
    const left = restrict(part, axis, cell);
    if (left === settles) return settles;
    changed ||= left !== part;
    parts.push(left);
  }
  return changed ? group(formula.type, parts) : formula;
}

/** The axis to look at next: one that a test asks for by itself where there is one, else the first that is read. */
export function nextAxis(formula: Test | Group): Axis {
  if (formula.type === 'test') return formula.axis;
  const alone = formula.type === 'all' ? formula.parts.find((part) => part.type === 'test') : undefined;
  const [first] = formula.parts;
  if (first === undefined) throw new Error('a group has parts');
  return nextAxis(alone ?? first);
}

/** The cells of the axis that have values and that no test standing alone rules out, ascending. */
export function openCells(formula: Test | Group, axis: Axis): number[] {
  const alone = formula.type === 'all' ? formula.parts : [formula];
  const tests = alone.filter((part): part is Test => part.type === 'test' && part.axis === axis);
  let low = 0;
  let high = axis.cells.length - 1;
  const holes: Test[] = [];
  for (const test of tests) {
    if (!test.inside && test.from > 0 && test.to < axis.cells.length - 1) holes.push(test);
    else if (test.inside) [low, high] = [Math.max(low, test.from), Math.min(high, test.to)];
    else if (test.from === 0) low = Math.max(low, test.to + 1);
    else high = Math.min(high, test.from - 1);
  }
  const cells: number[] = [];
  for (let cell = low; cell <= high; cell += 1) {
    if (axis.cells[cell] !== undefined && !holes.some(({ from, to }) => from <= cell && cell <= to))
      cells.push(cell);
  }
  return cells;
}
