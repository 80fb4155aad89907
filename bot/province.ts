/** What a province is decided from in one year: units, figures, points and published ranks, read in a few queries for all. */
import type { AsOf } from '../db/imports.ts';
import { readFigures, type UnitFigures } from '../db/observations.ts';
import { type PublishedRank, readPublishedRanks } from '../db/ranks.ts';
import { readScores, type UnitScores } from '../db/scores.ts';
import { listUnits, type Unit } from '../db/units.ts';
import { YEARS_BACK } from '../engine/decide/derived.ts';
import { type CivilDate, civilDate } from '../engine/model/dates.ts';
import type { FactState } from '../engine/model/facts.ts';
import type { Ratio } from '../engine/model/ratio.ts';
import type { RuleSet, Scheme } from '../engine/model/ruleset.ts';
import { statesOf } from '../engine/plan/states.ts';
import type { Ranked } from '../engine/score/ranking.ts';
import { scorerOf } from '../engine/score/scorer.ts';
import type { ScoreSheet } from '../engine/score/sheet.ts';
import type { Desk } from './desk.ts';

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
}

/** The data of one province in one year. */
export interface Province {
  readonly scheme: Scheme;
  readonly year: number;
  readonly units: readonly Unit[];
  readonly figures: ReadonlyMap<string, UnitFigures>;
  /** What decides, by unit id: figures that fit together, and the totals of a scorecard where nobody supplied them. */
  readonly facts: ReadonlyMap<string, Facts>;
  readonly scores: ReadonlyMap<string, UnitScores>;
  /** Of the units that some scorecard scores and of which some points are known. */
  readonly sheets: ReadonlyMap<string, ScoreSheet>;
  /** The units whose index is known, in report order. */
  readonly ranked: readonly Ranked[];
  /** Facts of the earlier years that some rule looks back to. */
  readonly earlier: ReadonlyMap<number, ReadonlyMap<string, Facts>>;
  readonly published: ReadonlyMap<string, ReadonlyMap<number, PublishedRank>>;
  readonly dates: { readonly law: CivilDate; readonly data: CivilDate; readonly today: CivilDate };
}

export type Facts = ReadonlyMap<string, FactState>;
export const NO_FACTS: Facts = new Map();

/** @throws RangeError when no scheme is called like the province */
export async function readProvince(
  desk: Desk,
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
  const staged = {
    ...(options.includeImport === undefined ? {} : { includeImport: options.includeImport }),
    ...(options.asOf === undefined ? {} : { asOf: options.asOf }),
  };
  const units = await listUnits(desk.db, { province: code });
  const unitIds = units.map(({ id }) => id);
  const known = (of: number): Promise<KnownYear> =>
    readYear(desk, scheme, units, { year: of, law: of === year ? law : `${of}-12-31`, data, ...staged });
  const current = await known(year);
  const earlier = new Map<number, ReadonlyMap<string, Facts>>();
  for (const back of yearsLookedBack(ruleSet, scheme))
    earlier.set(year - back, (await known(year - back)).facts);
  const published = await readPublishedRanks(desk.db, { unitIds, dataDate: data, ...staged });
  return {
    scheme,
    year,
    units,
    ...current,
    ranked: rankedOf(ruleSet, scheme, { year, law }, units, current.facts),
    earlier,
    published: options.beforePublication === true ? withoutYear(published, year) : published,
    dates: { law, data, today },
  };
}

function withoutYear<T>(
  byUnit: ReadonlyMap<string, ReadonlyMap<number, T>>,
  year: number,
): Map<string, Map<number, T>> {
  return new Map(
    [...byUnit].map(([unit, byYear]) => [unit, new Map([...byYear].filter(([of]) => of !== year))]),
  );
}

type KnownYear = Pick<Province, 'figures' | 'facts' | 'scores' | 'sheets'>;

async function readYear(
  { db, ruleSet }: Desk,
  scheme: Scheme,
  units: readonly Unit[],
  of: {
    readonly year: number;
    readonly law: CivilDate;
    readonly data: CivilDate;
    readonly includeImport?: number;
    readonly asOf?: AsOf;
  },
): Promise<KnownYear> {
  const { law, data: dataDate, ...at } = of;
  const query = { unitIds: units.map(({ id }) => id), dataDate, ...at };
  const figures = await readFigures(db, { ...query, subject: 'đơn vị', facts: ruleSet.facts });
  const scores = await readScores(db, { ...query, from: 'thẩm định lần 1' });
  const scorer = scorerOf(ruleSet, scheme, { lawDate: law, year: of.year });
  const facts = new Map<string, Facts>();
  const sheets = new Map<string, ScoreSheet>();
  for (const { id, block } of units) {
    const given = comparableFacts(ruleSet, figures.get(id));
    const entries = scores.get(id)?.entries ?? new Map();
    const sheet = scorer(block, { facts: given, publishedRanks: new Map() }, entries);
    if (sheet !== undefined && isScored(sheet)) sheets.set(id, sheet);
    facts.set(id, withTotals(ruleSet, scheme, given, sheets.get(id)));
  }
  return { figures, facts, scores, sheets };
}

/** Whether points of any item are known; a sheet of nothing but maxima says nothing. */
function isScored({ items }: Pick<ScoreSheet, 'items'>): boolean {
  return items.some(
    ({ entry, points, parts }) =>
      entry !== undefined || points.status === 'known' || isScored({ items: parts }),
  );
}

/** The standard and appraised points of the sheet, where they are not supplied themselves, nor the index that they make. */
function withTotals(ruleSet: RuleSet, { index }: Scheme, given: Facts, sheet: ScoreSheet | undefined): Facts {
  const { numerator, denominator } = ruleSet.facts.get(index) ?? {};
  const totals = sheet?.totals;
  if (totals === undefined || numerator === undefined || denominator === undefined) return given;
  if ([index, numerator, denominator].some((fact) => given.has(fact))) return given;
  return new Map([
    ...given,
    [numerator, totals.appraised],
    [denominator, { status: 'known', value: totals.standard }],
  ]);
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

/**
 * The stored facts without the parts of a ratio that tell of different periods: late dossiers up to October over
 * resolved ones up to September would be a rate of nothing.
 */
function comparableFacts(ruleSet: RuleSet, figures: UnitFigures | undefined): ReadonlyMap<string, FactState> {
  if (figures === undefined) return new Map();
  const facts = new Map(figures.facts);
  const periods = (name: string): string =>
    figures.figures
      .get(name)
      ?.sources.map(({ period }) => period)
      .join() ?? '';
  for (const { numerator, denominator } of ruleSet.facts.values()) {
    if (
      numerator === undefined ||
      denominator === undefined ||
      !facts.has(numerator) ||
      !facts.has(denominator)
    )
      continue;
    if (periods(numerator) === periods(denominator)) continue;
    facts.delete(numerator);
    facts.delete(denominator);
  }
  return facts;
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
