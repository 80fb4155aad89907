/** What a province is decided from in one year: units, figures, points and published ranks, read in a few queries for all. */
import type { Reader } from '../db/database.ts';
import { type AsOf, asOfNow } from '../db/imports.ts';
import { readLineage, unitsAmong } from '../db/lineage.ts';
import { readFigures, type UnitFigures } from '../db/observations.ts';
import { type PublishedRank, readPublishedRanks } from '../db/ranks.ts';
import { readPoints, readScores, type ScoreQuery, type UnitScores } from '../db/scores.ts';
import { listUnits, type Unit } from '../db/units.ts';
import { YEARS_BACK } from '../engine/decide/derived.ts';
import { lateCounting } from '../engine/decide/late.ts';
import { type CivilDate, civilDate } from '../engine/model/dates.ts';
import type { FactState } from '../engine/model/facts.ts';
import { dayOfYear, type Lineage, type YearPart } from '../engine/model/lineage.ts';
import type { Ratio } from '../engine/model/ratio.ts';
import type { RuleSet, Scheme } from '../engine/model/ruleset.ts';
import { statesOf } from '../engine/plan/states.ts';
import type { Ranked } from '../engine/score/ranking.ts';
import { scorerOf } from '../engine/score/scorer.ts';
import type { ScoreSheet } from '../engine/score/sheet.ts';
import { withTotals } from '../engine/score/totals.ts';
import { comparableFacts, sharedFacts } from './comparable-facts.ts';
import type { ReadingDesk } from './desk.ts';
import { groupsCounted } from './groups.ts';
import { mergeUnits } from './merge-figures.ts';
import { registerFigures } from './registers/figures.ts';

export interface DecisionOptions {
  /** Default: 31 December of the year, or today if earlier. */
  readonly lawDate?: CivilDate;
  /** Default: today. */
  readonly dataDate?: CivilDate;
  /** Facts changed for a "what if"; the published rank of the year then gives way to the computed one. */
  readonly changes?: ReadonlyMap<string, FactState>;
  /** An import still staged whose rows count already. */
  readonly includeImport?: number;
  /** As before the ranks of the year were published: what publishes them must not depend on itself. */
  readonly beforePublication?: boolean;
  /** As it was when an import was completed. */
  readonly asOf?: AsOf;
  /** The units whose score sheets are wanted, and not only their totals. */
  readonly sheetsOf?: ReadonlySet<string>;
  /** Units that are decided also where they are no more at the end of the year. */
  readonly decided?: ReadonlySet<string>;
  /** Their places among the others are not asked for; then these are read only where some rule counts them. */
  readonly unplaced?: true;
}

/** The data of one province in one year. */
export interface Province {
  readonly scheme: Scheme;
  readonly year: number;
  /** Those of the year that were read, as they were then. */
  readonly units: readonly Unit[];
  readonly lineage: Lineage;
  /** The day on which the units are those of the year. */
  readonly day: CivilDate;
  readonly figures: ReadonlyMap<string, UnitFigures>;
  /** What decides, by unit id: figures that fit together, and the totals of a scorecard where nobody supplied them. */
  readonly facts: ReadonlyMap<string, Facts>;
  /** Units of whose points some are simulated, or still have to be approved. */
  readonly simulatedPoints: ReadonlySet<string>;
  readonly openPoints: ReadonlySet<string>;
  /** Of the units asked for, where some scorecard scores them and some points are known. */
  readonly sheets: ReadonlyMap<string, ScoreSheet>;
  /** The units whose index is known, in report order; none where no places are asked for. */
  readonly ranked: readonly Ranked[];
  /** Facts of the earlier years that some rule looks back to. */
  readonly earlier: ReadonlyMap<number, ReadonlyMap<string, Facts>>;
  readonly published: ReadonlyMap<string, ReadonlyMap<number, PublishedRank>>;
  readonly dates: { readonly law: CivilDate; readonly data: CivilDate; readonly today: CivilDate };
  readonly seen: Seen;
}

/** The imports that counted. */
export interface Seen {
  readonly asOf: AsOf;
  readonly includeImport?: number;
}

export type Facts = ReadonlyMap<string, FactState>;
export const NO_FACTS: Facts = new Map();

/** @throws RangeError when no scheme is called like the province */
export async function readProvince(
  desk: ReadingDesk,
  code: string,
  year: number,
  options: DecisionOptions,
): Promise<Province> {
  const { ruleSet } = desk;
  const scheme = ruleSet.schemes.get(code);
  if (scheme === undefined) throw new RangeError(`no scheme \`${code}\``);
  const today = civilDate(desk.now);
  const yearEnd = `${year}-12-31`;
  const law = options.lawDate ?? (today < yearEnd ? today : yearEnd);
  const data = options.dataDate ?? today;
  // One view for all queries, and the one by which the decision replays: imports completed meanwhile do not count.
  const staged: Seen = {
    asOf: options.asOf ?? (await asOfNow(desk.db)),
    ...(options.includeImport === undefined ? {} : { includeImport: options.includeImport }),
  };
  const { decided } = options;
  const alone = decided !== undefined && !takesOthers(ruleSet, options) ? { ids: [...decided] } : {};
  const all = await listUnits(desk.db, { province: code, ...alone });
  const lineage = await readLineage(desk.db, { ...staged, unitIds: all.map(({ id }) => id), dataDate: data });
  const day = dayOfYear(year, law);
  const units = unitsAmong(all, lineage, day);
  const current = new Set(units.map(({ id }) => id));
  const read = all.filter(({ id }) => current.has(id) || decided?.has(id) === true);
  const { sheetsOf } = options;
  const known = await readYear(desk, scheme, lineage, read, {
    year,
    law,
    data,
    ...staged,
    ...(sheetsOf === undefined ? {} : { sheetsOf }),
  });
  const earlier = new Map<number, ReadonlyMap<string, Facts>>();
  for (const back of yearsLookedBack(ruleSet, scheme)) {
    const past = year - back;
    const before = await readYear(desk, scheme, lineage, read, {
      year: past,
      law: `${past}-12-31`,
      data,
      ...staged,
    });
    earlier.set(past, before.facts);
  }
  const unitIds = read.map(({ id }) => id);
  const published = await readPublishedRanks(desk.db, { unitIds, dataDate: data, ...staged });
  return {
    scheme,
    year,
    units,
    lineage,
    day,
    ...known,
    ranked: options.unplaced === true ? [] : rankedOf(ruleSet, scheme, { year, law }, units, known.facts),
    earlier,
    published: options.beforePublication === true ? withoutYear(published, year) : published,
    dates: { law, data, today },
    seen: staged,
  };
}

/** Whether units are decided from others too: by their places, or because some rule counts them. */
export function takesOthers(ruleSet: RuleSet, { unplaced }: DecisionOptions): boolean {
  return unplaced !== true || groupsCounted(ruleSet).length > 0;
}

function withoutYear<T>(
  byUnit: ReadonlyMap<string, ReadonlyMap<number, T>>,
  year: number,
): Map<string, Map<number, T>> {
  return new Map(
    [...byUnit].map(([unit, byYear]) => [unit, new Map([...byYear].filter(([of]) => of !== year))]),
  );
}

type KnownYear = Pick<Province, 'figures' | 'facts' | 'sheets' | 'simulatedPoints' | 'openPoints'>;

/** Units whose rows are read and added up before those of others: all rows of a large country fit into no memory. */
const UNITS_AT_A_TIME = 100;

function* unitsInTurn(units: readonly Unit[]): Generator<readonly Unit[]> {
  for (let from = 0; from < units.length; from += UNITS_AT_A_TIME)
    yield units.slice(from, from + UNITS_AT_A_TIME);
}

async function readYear(
  { db, ruleSet }: ReadingDesk,
  scheme: Scheme,
  lineage: Lineage,
  all: readonly Unit[],
  of: Pick<DecisionOptions, 'includeImport' | 'sheetsOf' | 'asOf'> & {
    readonly year: number;
    readonly law: CivilDate;
    readonly data: CivilDate;
  },
): Promise<KnownYear> {
  const { law, data: dataDate, sheetsOf = new Set(), ...at } = of;
  const query = { dataDate, ...at };
  const day = dayOfYear(of.year, law);
  const units = all.map((unit) => lineage.unitOn(unit, day));
  const { facts } = ruleSet;
  const late = lateCounting(ruleSet, scheme.code, law);
  const ofUnits = { ...query, subject: 'đơn vị' as const, facts, late };
  const stated = new Map<string, UnitFigures>();
  for (const some of unitsInTurn(units)) {
    const [unitIds, parts] = [some.map(({ id }) => id), yearParts(lineage, some, of.year, day)];
    for (const [id, each] of await readFigures(db, { ...ofUnits, unitIds, parts })) stated.set(id, each);
  }
  const counted = await registerFigures(db, { ...ofUnits, unitIds: units.map(({ id }) => id) });
  const figures = mergeUnits(stated, counted, facts);
  const shares = sharedFacts(ruleSet, scheme, law);
  const scorer = scorerOf(ruleSet, scheme, { lawDate: law, year: of.year });
  const known: KnownYear & {
    readonly facts: Map<string, Facts>;
    readonly sheets: Map<string, ScoreSheet>;
    readonly simulatedPoints: Set<string>;
    readonly openPoints: Set<string>;
  } = {
    figures,
    facts: new Map(),
    sheets: new Map(),
    simulatedPoints: new Set(),
    openPoints: new Set(),
  };
  for (const some of unitsInTurn(units)) {
    const scores = await scoresOf(db, some, sheetsOf, query);
    for (const { id, block } of some) {
      const given = comparableFacts(shares, figures.get(id));
      const scored = scores.get(id);
      const sheet = scorer(block, { facts: given, publishedRanks: new Map() }, scored?.entries ?? new Map());
      const counted = sheet !== undefined && isScored(sheet) ? sheet : undefined;
      known.facts.set(id, withTotals(ruleSet, scheme, given, counted));
      if (counted !== undefined && sheetsOf.has(id)) known.sheets.set(id, counted);
      if (scored?.simulated === true) known.simulatedPoints.add(id);
      const stages = [...(scored?.entries.values() ?? [])];
      if (stages.some(({ stage }) => stage !== 'phê duyệt')) known.openPoints.add(id);
    }
  }
  return known;
}

/** The units that others went into, or that came of another, in the year until a day. */
function yearParts(
  lineage: Lineage,
  units: readonly Unit[],
  year: number,
  day: CivilDate,
): Map<string, YearPart> {
  const parts = units.map(({ id }): [string, YearPart] => [id, lineage.yearOf(id, year, day)]);
  return new Map(parts.filter(([, { joined, split }]) => joined.length > 0 || split !== undefined));
}

/** The appraised points of units, with words for those whose sheets are wanted. */
async function scoresOf(
  db: Reader,
  units: readonly Unit[],
  sheetsOf: ReadonlySet<string>,
  query: Pick<ScoreQuery, 'year' | 'dataDate' | 'includeImport' | 'asOf'>,
): Promise<Map<string, UnitScores>> {
  const [told, counted] = [true, false].map((wanted) =>
    units.filter(({ id }) => sheetsOf.has(id) === wanted).map(({ id }) => id),
  );
  const from = 'thẩm định lần 1' as const;
  const scores = await readPoints(db, { ...query, unitIds: counted ?? [], from });
  if (told === undefined || told.length === 0) return scores;
  return new Map([...scores, ...(await readScores(db, { ...query, unitIds: told, from }))]);
}

/** Whether points of any item are known; a sheet of nothing but maxima says nothing. */
function isScored({ items }: Pick<ScoreSheet, 'items'>): boolean {
  return items.some(
    ({ entry, points, parts }) =>
      entry !== undefined || points.status === 'known' || isScored({ items: parts }),
  );
}

/** How many years back the rules compare figures; the last time that a fact applied may lie as far back as any. */
function yearsLookedBack(ruleSet: RuleSet, { rank }: Scheme): Set<number> {
  const years = [...ruleSet.derived.values()].flatMap(({ derivation }) => {
    if (derivation.type === 'earlier') return derivation.of === rank ? [] : [derivation.back];
    if (derivation.type !== 'previous' || derivation.of === rank) return [];
    return Array.from({ length: YEARS_BACK }, (_, index) => index + 1);
  });
  return new Set(years);
}

/** The units whose index is known, with what orders and averages them. */
function rankedOf(
  ruleSet: RuleSet,
  scheme: Scheme,
  { year, law }: { readonly year: number; readonly law: CivilDate },
  units: readonly Unit[],
  facts: ReadonlyMap<string, Facts>,
): Ranked[] {
  if (scheme.index === '') return [];
  const { stateOf } = statesOf(ruleSet, scheme, { lawDate: law, year });
  const { numerator, denominator } = ruleSet.facts.get(scheme.index) ?? {};
  return units.flatMap(({ id, block }) => {
    const input = { facts: facts.get(id) ?? NO_FACTS, publishedRanks: new Map() };
    const valueOf = (fact: string | undefined): Ratio | undefined => {
      const state = fact === undefined ? undefined : stateOf(fact)(input, year);
      return state?.status === 'known' ? state.value : undefined;
    };
    const [index, appraised, standard] = [scheme.index, numerator, denominator].map(valueOf);
    if (index === undefined) return [];
    const parting = scheme.ranking.tieBreakers.map(({ fact }) => valueOf(fact));
    const points =
      appraised === undefined || standard === undefined ? {} : { points: { appraised, standard } };
    return [{ unit: id, block, index, parting, ...points }];
  });
}

/** The province with most units: the one that is meant where nothing says which. */
export function largestProvince(units: readonly Pick<Unit, 'province'>[]): string | undefined {
  const byProvince = [...Map.groupBy(units, ({ province }) => province)];
  return byProvince.toSorted(([, a], [, b]) => b.length - a.length)[0]?.[0];
}
