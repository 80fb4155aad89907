/** The figure of a year of a unit that others went into during it. */
import type { CivilDate } from '../engine/model/dates.ts';
import { MISSING, type RollUp } from '../engine/model/facts.ts';
import type { YearPart } from '../engine/model/lineage.ts';
import { type Figure, type Gap, type Observation, rollUp, type Source, sumOf } from './roll-up.ts';

/** By unit id: what was said of one fact in one year. */
type Said = ReadonlyMap<string, readonly Observation[]>;

/**
 * Months that add up are those of the unit and, before they joined it, of the units that did; what does not add up is
 * unknown, and so is what a split does not tell apart. Undefined when nobody said anything.
 */
export function rollUpParts(year: number, part: YearPart, said: Said, how: RollUp): Figure | undefined {
  const own = said.get(part.unitId) ?? [];
  const plain = rollUp(year, own, how);
  if (plain?.source.period === String(year)) return plain;
  const gap = how === 'latest' ? gapOfLatest(part, own, said) : gapOfSum(year, part, said);
  const counted = how === 'latest' ? own : counting(year, part, said);
  const months = counted.toSorted((a, b) => (a.source.period < b.source.period ? -1 : 1));
  const latest = months.at(-1);
  if (gap === undefined) return how === 'latest' || latest === undefined ? plain : summed(months, latest);
  const source = latest?.source ?? anything(part, said);
  return source === undefined ? undefined : unknown(gap, source, months);
}

function unknown(gap: Gap, source: Source, months: readonly Observation[]): Figure {
  const sources = months.map((month) => month.source);
  const simulated = sources.some((each) => each.simulated);
  return { state: MISSING, through: source.period, summed: false, simulated, sources, source, gap };
}

function summed(months: readonly Observation[], latest: Observation): Figure {
  const sources = months.map(({ source }) => source);
  return {
    state: sumOf(months.map(({ state }) => state)),
    through: latest.source.period,
    summed: months.length > 1,
    simulated: sources.some(({ simulated }) => simulated),
    sources,
    source: latest.source,
  };
}

/** The months that count: each of every unit that existed in it, unless the successor told of it for all. */
function counting(year: number, part: YearPart, said: Said): Observation[] {
  const months = new Set(unitsMonths(year, part, said));
  return [...months].flatMap((month) => ofMonth(month, part, said).counted);
}

function unitsMonths(year: number, part: YearPart, said: Said): string[] {
  const own = (said.get(part.unitId) ?? []).map(({ source }) => source.period);
  return [
    ...own.filter((period) => period !== String(year)),
    ...part.joined.flatMap((each) => unitsMonths(year, each, said)),
  ];
}

interface Month {
  readonly counted: readonly Observation[];
  /** Units that existed all of the month and did not tell of it. */
  readonly silent: readonly string[];
}

function ofMonth(month: string, part: YearPart, said: Said): Month {
  const own = (said.get(part.unitId) ?? []).find(({ source }) => source.period === month);
  const labelled = own === undefined || part.before === undefined ? own : withUnit(own, part.name);
  // What a unit tells of a month before it began, it tells for those that it was made of.
  if (labelled !== undefined && part.began !== undefined && isWhollyBefore(month, part.began))
    return { counted: [labelled], silent: [] };
  const existed = part.began === undefined || month > part.began.slice(0, 7);
  const below = part.joined
    .filter(({ before }) => before !== undefined && `${month}-01` < before)
    .map((each) => ({ each, month: ofMonth(month, each, said) }));
  const silentBelow = below
    .filter(({ each }) => isWhollyBefore(month, each.before ?? ''))
    .flatMap((found) => found.month.silent);
  return {
    counted: [
      ...(labelled === undefined ? [] : [labelled]),
      ...below.flatMap((found) => found.month.counted),
    ],
    silent: [...(labelled === undefined && existed ? [part.name] : []), ...silentBelow],
  };
}

function isWhollyBefore(month: string, day: CivilDate): boolean {
  return month < day.slice(0, 7);
}

function withUnit({ state, source }: Observation, name: string): Observation {
  return { state, source: { ...source, unit: name } };
}

/** A month of which some told and some did not, a year that cannot be divided, or a part that cannot be told apart. */
function gapOfSum(year: number, part: YearPart, said: Said): Gap | undefined {
  const split = splitOf(part);
  if (split !== undefined) return { reason: 'split', units: [split.name], at: split.on };
  const whole = part.joined.flatMap((each) => undivided(year, each, said));
  if (whole.length > 0) return { reason: 'year only', units: whole, at: part.joined[0]?.before ?? '' };
  for (const month of new Set(unitsMonths(year, part, said).sort())) {
    const { counted, silent } = ofMonth(month, part, said);
    const isShared = part.joined.some(({ before }) => isWhollyBefore(month, before ?? ''));
    if (isShared && counted.length > 0 && silent.length > 0)
      return { reason: 'month', units: silent, at: month };
  }
  return undefined;
}

function splitOf(part: YearPart): YearPart['split'] {
  return part.split ?? part.joined.map(splitOf).find((split) => split !== undefined);
}

/** Units of which only the figure of the whole year is known: of it nobody can say what was before they joined. */
function undivided(year: number, part: YearPart, said: Said): string[] {
  const own = said.get(part.unitId) ?? [];
  const below = part.joined.flatMap((each) => undivided(year, each, said));
  const isYear = own.some(({ source }) => source.period === String(year));
  const hasMonths = own.some(
    ({ source }) => source.period !== String(year) && `${source.period}-01` < (part.before ?? ''),
  );
  return isYear && !hasMonths ? [part.name, ...below] : below;
}

/** Of a share, a score or a satisfaction index only what was found after the last change is of the unit as it is. */
function gapOfLatest(part: YearPart, own: readonly Observation[], said: Said): Gap | undefined {
  const days = [part.split?.on, ...part.joined.map(({ before }) => before)].filter(
    (day) => day !== undefined,
  );
  const on = days.sort().at(-1);
  const latest = own
    .map(({ source }) => source.period)
    .sort()
    .at(-1);
  if (on === undefined || (latest !== undefined && !isWhollyBefore(latest, on))) return undefined;
  const told = part.joined.some((each) => anything(each, said) !== undefined);
  return latest === undefined && !told
    ? undefined
    : {
        reason: part.split?.on === on ? 'split' : 'no sum',
        units: part.split?.on === on ? [part.split.name] : part.joined.map(({ name }) => name),
        at: on,
      };
}

function anything(part: YearPart, said: Said): Source | undefined {
  const [own] = said.get(part.unitId) ?? [];
  if (own === undefined)
    return part.joined.map((each) => anything(each, said)).find((source) => source !== undefined);
  return part.before === undefined ? own.source : { ...own.source, unit: part.name };
}
