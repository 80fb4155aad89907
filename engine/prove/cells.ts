/**
 * The axes of a question and their cells: each fact is cut at every figure that it is compared with, into the points
 * at those figures and the open stretches between. Within one cell no comparison changes its outcome.
 */
import { comparisons } from '../decide/literals.ts';
import type { FactDefinition } from '../model/facts.ts';
import { type Interval, point } from '../model/interval.ts';
import { compare, type Ratio, reduce } from '../model/ratio.ts';
import type { Comparison, Condition, RuleSet } from '../model/ruleset.ts';
import { domainOf, isWhole, narrow } from './values.ts';

/** What facts are looked up in. */
export type Vocabulary = Pick<RuleSet, 'facts' | 'derived'>;

/** One fact in one year. */
export interface Axis {
  readonly fact: FactDefinition;
  /** Years before the one judged. */
  readonly back: number;
  /** Everything that it is compared with, ascending. */
  readonly figures: readonly Ratio[];
  /**
   * Ascending: at odd places the points at the figures, at even places the open stretches around them; undefined
   * where the fact has no value.
   */
  readonly cells: readonly (Interval | undefined)[];
}

/** The cells of an axis from one to another, both inclusive; none where `from` is above `to`. */
export interface Stretch {
  readonly axis: Axis;
  readonly from: number;
  readonly to: number;
}

/** In place of a cell: the whole axis. */
export const ANY_CELL = -1;

/** One cell of each axis that has been looked at. */
export type Cells = ReadonlyMap<Axis, number>;

/** The values in the cells of a stretch. An end beyond which the fact has no values is left out. */
export function intervalOf(stretch: Stretch): Interval {
  const { axis, from, to } = stretch;
  const { below, above } = figuresBeside(stretch);
  const [first, last] = isWhole(axis.fact) ? endCells(stretch) : [];
  return {
    ...(below === undefined
      ? {}
      : { low: first?.low ?? below, lowOpen: first === undefined && from % 2 === 0 }),
    ...(above === undefined
      ? {}
      : { high: last?.high ?? above, highOpen: last === undefined && to % 2 === 0 }),
  };
}

/** The figures at the ends of a stretch, in it or just outside; absent where the fact has no values beyond. */
export function figuresBeside({ axis: { figures, cells }, from, to }: Stretch): {
  readonly below?: Ratio;
  readonly above?: Ratio;
} {
  const hasValue = (cell: Interval | undefined): boolean => cell !== undefined;
  const below = cells.slice(0, from).some(hasValue) ? figures[Math.floor((from - 1) / 2)] : undefined;
  const above = cells.slice(to + 1).some(hasValue) ? figures[Math.floor(to / 2)] : undefined;
  return { ...(below === undefined ? {} : { below }), ...(above === undefined ? {} : { above }) };
}

/** The first and the last cell of the stretch that have values. */
function endCells({ axis, from, to }: Stretch): (Interval | undefined)[] {
  const filled = axis.cells.slice(from, to + 1).filter((cell) => cell !== undefined);
  return [filled[0], filled.at(-1)];
}

/** The fact that is meant by a name, in the year meant: "xếp hạng CCHC năm trước" is "xếp hạng CCHC", one year back. */
export function locate(
  vocabulary: Vocabulary,
  name: string,
  back: number,
): { readonly fact: FactDefinition; readonly back: number } {
  const derivation = vocabulary.derived.get(name)?.derivation;
  if (derivation?.type === 'earlier') return locate(vocabulary, derivation.of, back + derivation.back);
  const fact = vocabulary.facts.get(name) ?? vocabulary.derived.get(name)?.definition;
  if (fact === undefined) throw new Error(`no fact \`${name}\``);
  return { fact, back };
}

export function axisKey(fact: FactDefinition, back: number): string {
  return `${fact.name}\u0000${back}`;
}

/** The axes that some conditions read, cut at all their figures. */
export class Space {
  readonly #vocabulary: Vocabulary;
  readonly #axes: ReadonlyMap<string, CutAxis>;

  constructor(vocabulary: Vocabulary, conditions: readonly Condition[]) {
    this.#vocabulary = vocabulary;
    const figures = new Map<string, Figures>();
    for (const comparison of conditions.flatMap(comparisons)) {
      for (const { fact, back } of this.#read(comparison)) {
        const key = axisKey(fact, back);
        const known = figures.get(key) ?? { fact, back, ends: new Map<string, Ratio>() };
        figures.set(key, known);
        for (const end of [comparison.interval.low, comparison.interval.high]) {
          if (end !== undefined) known.ends.set(endKey(end), end);
        }
      }
    }
    this.#axes = new Map([...figures].map(([key, found]) => [key, cut(found)]));
  }

  get axes(): Axis[] {
    return [...this.#axes.values()].map(({ axis }) => axis);
  }

  /** Where the comparison holds: one stretch for each year that it reads. */
  stretches(comparison: Comparison): Stretch[] {
    const { low, lowOpen, high, highOpen } = comparison.interval;
    return this.#read(comparison).map(({ fact, back }) => {
      const found = this.#axes.get(axisKey(fact, back));
      if (found === undefined) throw new Error(`\`${fact.name}\` was not cut`);
      const { axis, places } = found;
      const placeOf = (end: Ratio): number => places.get(endKey(end)) ?? 0;
      const from = low === undefined ? 0 : placeOf(low) + (lowOpen === true ? 1 : 0);
      const to = high === undefined ? axis.cells.length - 1 : placeOf(high) - (highOpen === true ? 1 : 0);
      return { axis, from, to };
    });
  }

  #read({ fact, years }: Comparison): { fact: FactDefinition; back: number }[] {
    return Array.from({ length: years }, (_, back) => locate(this.#vocabulary, fact, back));
  }
}

interface Figures {
  readonly fact: FactDefinition;
  readonly back: number;
  readonly ends: Map<string, Ratio>;
}

interface CutAxis {
  readonly axis: Axis;
  /** The place of the point at each figure. */
  readonly places: ReadonlyMap<string, number>;
}

function cut({ fact, back, ends }: Figures): CutAxis {
  const ascending = [...ends.values()].sort(compare);
  const domain = domainOf(fact);
  const cells: (Interval | undefined)[] = [];
  const places = new Map<string, number>();
  ascending.forEach((end, index) => {
    const before = ascending[index - 1];
    cells.push(
      narrow(fact, domain, before === undefined ? { high: end, highOpen: true } : between(before, end)),
    );
    places.set(endKey(end), cells.length);
    cells.push(narrow(fact, domain, point(end)));
  });
  const last = ascending.at(-1);
  cells.push(narrow(fact, domain, last === undefined ? {} : { low: last, lowOpen: true }));
  return { axis: { fact, back, figures: ascending, cells }, places };
}

function between(low: Ratio, high: Ratio): Interval {
  return { low, lowOpen: true, high, highOpen: true };
}

function endKey(end: Ratio): string {
  const { numerator, denominator } = reduce(end);
  return `${numerator}/${denominator}`;
}
