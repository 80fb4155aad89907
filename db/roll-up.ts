/** From what was said of a fact, by months, by quarters or for the whole year, to the figure of the year. */
import type { CivilDate } from '../engine/model/dates.ts';
import { EXEMPT, type FactState, MISSING, type RollUp } from '../engine/model/facts.ts';
import { add, compare, type Ratio } from '../engine/model/ratio.ts';
import type { StatedFact } from './fact-columns.ts';
import { isPartOf, lastMonthOf, monthsOf } from './periods.ts';

/** Where a figure was read. */
export interface Source {
  /** "2019", "2026-Q1" or "2026-03". */
  readonly period: string;
  readonly fileName: string;
  /** Row of the file, from 1, or line of the document that the file tells of; absent where many rows were counted. */
  readonly row?: number;
  /** The last day that a count of an unfinished month tells of. */
  readonly through?: CivilDate;
  readonly knownOn: CivilDate;
  /** Made by a generator, not measured. */
  readonly simulated: boolean;
  /** The authority that found a bound, and its words. */
  readonly foundBy?: string;
  readonly quote?: string;
  /** The unit that it tells of, where that is one that went into the unit. */
  readonly unit?: string;
}

/** Why the figure of a unit is unknown that others went into, or that came of another, during the year. */
export interface Gap {
  /** A split; figures that do not add up; figures of a whole year alone; a month of which not all told. */
  readonly reason: 'split' | 'no sum' | 'year only' | 'month';
  /** The units before, by name. */
  readonly units: readonly string[];
  /** The day of the change, or the month. */
  readonly at: string;
}

/** What counts for one fact in one period. */
export interface Observation {
  readonly state: StatedFact;
  readonly source: Source;
}

/** A total that does not agree with what was stated of its parts: the total counts. */
export interface PeriodConflict {
  readonly period: string;
  readonly stated: Ratio;
  /** What the parts that were stated add up to. */
  readonly parts: Ratio;
  /** Every part was stated; else they exceed the total all the same. */
  readonly complete: boolean;
}

/** A fact of a year, with what an explanation of it needs. */
export interface Figure {
  readonly state: FactState;
  /** The period it runs through: the year itself, or the last quarter or month that it holds ("2026-10"). */
  readonly through: string;
  /** Several periods were added up. */
  readonly summed: boolean;
  /** At least one of its sources is simulated. */
  readonly simulated: boolean;
  /** All that it was made from, earliest period first. */
  readonly sources: readonly Source[];
  /** The last of them. */
  readonly source: Source;
  readonly gap?: Gap;
  /** Totals of it that their parts contradict. */
  readonly conflicts?: readonly PeriodConflict[];
}

/**
 * The figure of a year from the observations that count, at most one a period; undefined when there is none.
 * One for the whole year wins over its parts, one for a quarter over its months; what is left is added up exactly,
 * or the latest is taken.
 */
export function rollUp(year: number, observations: readonly Observation[], how: RollUp): Figure | undefined {
  const found = how === 'sum' ? conflictsOf(observations) : [];
  const conflicts = found.length === 0 ? {} : { conflicts: found };
  const counting = observations.filter(({ source }) => !isWithinAnother(source.period, observations));
  const parts = counting.toSorted((a, b) => (lastMonth(a) < lastMonth(b) ? -1 : 1));
  const latest = parts.at(-1);
  if (latest === undefined) return undefined;
  if (latest.source.period === String(year) || how === 'latest' || parts.length === 1)
    return { ...single(latest), ...conflicts };
  const sources = parts.map(({ source }) => source);
  return {
    state: sumOf(parts.map(({ state }) => state)),
    through: throughOf(latest.source),
    summed: true,
    simulated: sources.some(({ simulated }) => simulated),
    sources,
    source: latest.source,
    ...conflicts,
  };
}

/** The day within the period up to which a count goes, or the whole period. */
function throughOf({ period, through }: Source): string {
  return through?.startsWith(period) === true ? through : period;
}

function lastMonth({ source }: Observation): string {
  return lastMonthOf(source.period);
}

function isWithinAnother(period: string, observations: readonly Observation[]): boolean {
  return observations.some(({ source }) => isPartOf(period, source.period));
}

/** Totals that disagree with their parts: all of these are stated and add up to another sum, or some already to more. */
function conflictsOf(observations: readonly Observation[]): PeriodConflict[] {
  return observations.flatMap((total) => {
    const within = observations.filter(({ source }) => isPartOf(source.period, total.source.period));
    const parts = within.filter(({ source }) => !isWithinAnother(source.period, within));
    if (total.state.status !== 'known' || parts.length === 0) return [];
    const sums = sumOf(parts.map(({ state }) => state));
    if (sums.status !== 'known') return [];
    const { period } = total.source;
    const complete =
      parts.flatMap(({ source }) => monthsOf(source.period)).length === monthsOf(period).length;
    const difference = compare(sums.value, total.state.value);
    const agrees = complete ? difference === 0 : difference <= 0;
    return agrees ? [] : [{ period, stated: total.state.value, parts: sums.value, complete }];
  });
}

function single({ state, source }: Observation): Figure {
  const { simulated } = source;
  return { state, through: throughOf(source), summed: false, simulated, sources: [source], source };
}

/**
 * Stated observations of one fact, with those that were counted in their place: a count goes before what was stated of its
 * month, and before the total of a year that it covers from the first month on.
 */
export function countedFirst(
  year: number,
  stated: readonly Observation[],
  counted: readonly Observation[],
): Observation[] {
  const periods = new Set(counted.map(({ source }) => source.period));
  const coversYear = periods.has(`${year}-01`);
  const left = stated.filter(
    ({ source: { period } }) => !periods.has(period) && !(coversYear && period === String(year)),
  );
  return [...left, ...counted];
}

/** Exempt periods add nothing; one known only as a bound leaves the total unknown. */
export function sumOf(states: readonly StatedFact[]): FactState {
  const values: Ratio[] = [];
  for (const state of states) {
    if (state.status === 'bounded') return MISSING;
    if (state.status === 'known') values.push(state.value);
  }
  return values.length === 0 ? EXEMPT : { status: 'known', value: values.reduce(add) };
}
