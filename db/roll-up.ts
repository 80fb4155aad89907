/** From what was said of a fact, month by month or for the whole year, to the figure of the year. */
import type { CivilDate } from '../engine/model/dates.ts';
import { EXEMPT, type FactState, MISSING, type RollUp } from '../engine/model/facts.ts';
import { add, type Ratio } from '../engine/model/ratio.ts';
import type { StatedFact } from './fact-columns.ts';

/** Where a figure was read. */
export interface Source {
  /** "2019", or "2026-03". */
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

/** A fact of a year, with what an explanation of it needs. */
export interface Figure {
  readonly state: FactState;
  /** The period it runs through: the year itself, or the last month that it holds ("2026-10"). */
  readonly through: string;
  /** Several months were added up. */
  readonly summed: boolean;
  /** At least one of its sources is simulated. */
  readonly simulated: boolean;
  /** All that it was made from, earliest period first. */
  readonly sources: readonly Source[];
  /** The last of them. */
  readonly source: Source;
  readonly gap?: Gap;
}

/**
 * The figure of a year from the observations that count, at most one a period; undefined when there is none.
 * One for the whole year wins over the months; months are added up exactly, or the latest is taken.
 */
export function rollUp(year: number, observations: readonly Observation[], how: RollUp): Figure | undefined {
  const whole = observations.find(({ source }) => source.period === String(year));
  if (whole !== undefined) return single(whole);
  const months = observations.toSorted((a, b) => (a.source.period < b.source.period ? -1 : 1));
  const latest = months.at(-1);
  if (latest === undefined || how === 'latest' || months.length === 1) return latest && single(latest);
  const sources = months.map(({ source }) => source);
  return {
    state: sumOf(months.map(({ state }) => state)),
    through: throughOf(latest.source),
    summed: true,
    simulated: sources.some(({ simulated }) => simulated),
    sources,
    source: latest.source,
  };
}

/** The day within the period up to which a count goes, or the whole period. */
function throughOf({ period, through }: Source): string {
  return through?.startsWith(period) === true ? through : period;
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

/** Exempt months add nothing; a month known only as a bound leaves the total unknown. */
export function sumOf(states: readonly StatedFact[]): FactState {
  const values: Ratio[] = [];
  for (const state of states) {
    if (state.status === 'bounded') return MISSING;
    if (state.status === 'known') values.push(state.value);
  }
  return values.length === 0 ? EXEMPT : { status: 'known', value: values.reduce(add) };
}
