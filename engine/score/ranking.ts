/** Places and averages of units by their index, as a scheme orders and averages them. Exact; nothing is rounded unless the scheme says so. */
import { round } from '../decide/arithmetic.ts';
import { add, compare, divide, equal, type Ratio, ratio } from '../model/ratio.ts';
import type { RankingRule, TieBreaker } from '../model/scheme.ts';

/** One unit that has an index; `index` is a fraction (0.7925 is 79,25%). */
export interface Ranked {
  readonly unit: string;
  readonly block: string;
  readonly index: Ratio;
  /** The facts by which the scheme parts units of the same index, in its order; undefined where one is not known. */
  readonly parting: readonly (Ratio | undefined)[];
  /** Points and standard points, where the average is one of points. */
  readonly points?: { readonly appraised: Ratio; readonly standard: Ratio };
}

/** The place of every unit, from 1, by its id. Units that nothing parts share a place. */
export function placesOf(units: readonly Ranked[], rule: RankingRule): Map<string, number> {
  const tied = grouped(units, (unit) => comparable(unit.index, rule), true).flatMap((group) =>
    parted(group, rule.tieBreakers),
  );
  const places = new Map<string, number>();
  tied.forEach((group, index) => {
    const place = rule.ties === 'dense' ? index + 1 : places.size + 1;
    for (const { unit } of group) places.set(unit, place);
  });
  return places;
}

/** The value by which places are given. */
function comparable(index: Ratio, { comparesRounded, rounding }: RankingRule): Ratio {
  return comparesRounded ? round(index, { ...rounding, places: rounding.places + 2 }) : index;
}

/** Units of one index, parted by each fact in turn. One that is not known of some of them parts none: they share a place. */
function parted(units: readonly Ranked[], breakers: readonly TieBreaker[], from = 0): (readonly Ranked[])[] {
  const breaker = breakers[from];
  if (breaker === undefined || units.length === 1) return [units];
  const isKnown = units.every(({ parting }) => parting[from] !== undefined);
  const groups = isKnown
    ? grouped(units, ({ parting }) => parting[from] ?? ratio(0), breaker.higherFirst)
    : [units];
  return groups.flatMap((group) => parted(group, breakers, from + 1));
}

/** Groups of units of the same value, in the order of the values. */
function grouped(
  units: readonly Ranked[],
  valueOf: (unit: Ranked) => Ratio,
  highestFirst: boolean,
): Ranked[][] {
  const sorted = units
    .map((unit) => ({ unit, value: valueOf(unit) }))
    .sort((a, b) => (highestFirst ? compare(b.value, a.value) : compare(a.value, b.value)));
  const groups: { readonly value: Ratio; readonly units: Ranked[] }[] = [];
  for (const { unit, value } of sorted) {
    const last = groups.at(-1);
    if (last !== undefined && equal(last.value, value)) last.units.push(unit);
    else groups.push({ value, units: [unit] });
  }
  return groups.map((group) => group.units);
}

/** The mean index of units; undefined of none. */
export function averageIndex(units: readonly Pick<Ranked, 'index'>[]): Ratio | undefined {
  return mean(units.map(({ index }) => index));
}

/**
 * The general average of a province as its scheme forms it; `blocks` in the order of the scheme, empty ones left out.
 * Undefined where there is no unit, or points are wanted that some unit has not.
 */
export function generalAverage(units: readonly Ranked[], rule: RankingRule): Ratio | undefined {
  switch (rule.average) {
    case 'units':
      return averageIndex(units);
    case 'blocks': {
      const blocks = Map.groupBy(units, ({ block }) => block);
      return mean([...blocks.values()].flatMap((members) => averageIndex(members) ?? []));
    }
    case 'points': {
      const points = units.flatMap((unit) => unit.points ?? []);
      const standard = sum(points.map((each) => each.standard));
      if (points.length === 0 || points.length < units.length || standard.numerator === 0n) return undefined;
      return divide(sum(points.map((each) => each.appraised)), standard);
    }
  }
}

function mean(values: readonly Ratio[]): Ratio | undefined {
  return values.length === 0 ? undefined : divide(sum(values), ratio(values.length));
}

function sum(values: readonly Ratio[]): Ratio {
  return values.reduce(add, ratio(0));
}
