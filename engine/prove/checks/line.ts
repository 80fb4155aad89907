/** Levels that all read one axis, laid on a line: who takes each cell, in time linear in the number of levels. */
import type { Rule } from '../../model/ruleset.ts';
import type { Vocabulary } from '../cells.ts';
import { type Axis, Space, type Stretch } from '../cells.ts';
import { compile, type Formula, restrict } from '../formula.ts';

export interface Overlap {
  readonly first: Rule;
  readonly second: Rule;
  readonly stretch: Stretch;
}

export interface Line {
  readonly axis: Axis;
  /** Where no level holds. */
  readonly gaps: readonly Stretch[];
  /** For each level that meets earlier ones: the first of them that it meets. */
  readonly overlaps: readonly Overlap[];
  /** Levels that hold nowhere but where earlier ones do. */
  readonly shadowed: readonly Rule[];
}

/** Undefined when the levels read more than one axis, or none. */
export function lineOf(vocabulary: Vocabulary, levels: readonly Rule[]): Line | undefined {
  const space = new Space(
    vocabulary,
    levels.map(({ when }) => when),
  );
  const [axis, ...more] = space.axes;
  if (axis === undefined || more.length > 0) return undefined;
  const claims = new Claims(axis);
  const overlaps: Overlap[] = [];
  const shadowed: Rule[] = [];
  for (const level of levels) {
    const stretches = stretchesOf(compile(level.when, space), axis);
    const met = claims.firstClaimed(stretches);
    if (met !== undefined) overlaps.push({ first: met.by, second: level, stretch: met.stretch });
    if (!claims.claim(level, stretches)) shadowed.push(level);
  }
  return { axis, gaps: claims.gaps(), overlaps, shadowed };
}

/** Where the formula, which reads this axis alone, holds: ascending stretches that do not touch. */
function stretchesOf(formula: Formula, axis: Axis): Stretch[] {
  const last = axis.cells.length - 1;
  if (formula === false) return [];
  if (formula === true) return [{ axis, from: 0, to: last }];
  if (formula.type === 'test' && formula.inside && formula.from <= formula.to)
    return [{ axis, from: formula.from, to: formula.to }];
  return runs(axis, (cell) => restrict(formula, axis, cell) === true);
}

/** The longest stretches of cells with a value that all pass; cells without one do not interrupt. */
function runs(axis: Axis, passes: (cell: number) => boolean): Stretch[] {
  const found: Stretch[] = [];
  let from = -1;
  let to = -1;
  axis.cells.forEach((values, cell) => {
    if (values === undefined) return;
    if (passes(cell)) [from, to] = [from < 0 ? cell : from, cell];
    else if (from >= 0) {
      found.push({ axis, from, to });
      from = -1;
    }
  });
  return from < 0 ? found : [...found, { axis, from, to }];
}

/** Which level was the first to take each cell. A cell, once taken, is not visited again. */
class Claims {
  readonly #axis: Axis;
  readonly #owners: (Rule | undefined)[];
  /** For each cell a cell at or behind it; following them leads to the next that is free. */
  readonly #next: number[];

  constructor(axis: Axis) {
    this.#axis = axis;
    this.#owners = axis.cells.map(() => undefined);
    this.#next = [
      ...axis.cells.map((values, cell) => (values === undefined ? cell + 1 : cell)),
      axis.cells.length,
    ];
  }

  /** The first cell of the stretches that is taken, with the stretch over which its owner has it. */
  firstClaimed(stretches: readonly Stretch[]): { readonly by: Rule; readonly stretch: Stretch } | undefined {
    for (const { from, to } of stretches) {
      const first = this.#firstOwned(from, to);
      const by = this.#owners[first];
      if (by === undefined) continue;
      let last = first;
      for (let cell = first; cell <= to; cell += 1) {
        if (this.#axis.cells[cell] === undefined) continue;
        if (this.#owners[cell] !== by) break;
        last = cell;
      }
      return { by, stretch: { axis: this.#axis, from: first, to: last } };
    }
    return undefined;
  }

  /** Takes the free cells of the stretches; false when there are none. */
  claim(level: Rule, stretches: readonly Stretch[]): boolean {
    let claimed = false;
    for (const { from, to } of stretches) {
      for (let cell = this.#free(from); cell <= to; cell = this.#free(cell)) {
        this.#owners[cell] = level;
        this.#next[cell] = cell + 1;
        claimed = true;
      }
    }
    return claimed;
  }

  gaps(): Stretch[] {
    return runs(this.#axis, (cell) => this.#owners[cell] === undefined);
  }

  #firstOwned(from: number, to: number): number {
    for (let cell = from; cell <= to; cell += 1) if (this.#owners[cell] !== undefined) return cell;
    return to;
  }

  #free(from: number): number {
    let free = from;
    for (let next = this.#next[free]; next !== undefined && next !== free; next = this.#next[free]) {
      this.#next[free] = this.#next[next] ?? next;
      free = next;
    }
    return free;
  }
}
