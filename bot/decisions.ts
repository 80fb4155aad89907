/** Decisions from stored data: figures and published ranks from the database, rules from the desk. */

import { readFigures, type UnitFigures } from '../db/observations.ts';
import { type PublishedRank, readPublishedRanks } from '../db/ranks.ts';
import { listUnits, type Unit } from '../db/units.ts';
import { decide } from '../engine/decide/decide.ts';
import { YEARS_BACK } from '../engine/decide/derived.ts';
import type { DecisionContext, NextRank, Position, Standing } from '../engine/explain/decision-json.ts';
import { type CivilDate, civilDate } from '../engine/model/dates.ts';
import type { Decision, DecisionRequest, Member } from '../engine/model/decision.ts';
import type { FactDefinition, FactState } from '../engine/model/facts.ts';
import { compare, type Ratio, subtract } from '../engine/model/ratio.ts';
import type { RuleSet, Scheme } from '../engine/model/ruleset.ts';
import { planDecider } from '../engine/plan/decide.ts';
import { statesOf } from '../engine/plan/states.ts';
import { placesOf, type Ranked } from '../engine/score/ranking.ts';
import type { Desk } from './desk.ts';

/** Everything that an answer about one unit in one year draws on. */
export interface UnitDecision {
  readonly unit: Unit;
  readonly scheme: Scheme;
  /** The fact that the scheme bands. */
  readonly indexFact: FactDefinition | undefined;
  readonly decision: Decision;
  readonly context: DecisionContext;
  readonly figures: UnitFigures | undefined;
  readonly published: PublishedRank | undefined;
}

export interface DecisionOptions {
  /** Default: 31 December of the year, or today if earlier. */
  readonly lawDate?: CivilDate;
  /** Default: today. */
  readonly dataDate?: CivilDate;
  /** Facts changed for a "what if"; the published rank of the year then gives way to the computed one. */
  readonly changes?: ReadonlyMap<string, FactState>;
  /** An import still staged whose rows count already. */
  readonly includeImport?: number;
}

/** The data of one province in one year, read in a few queries for all of its units. */
interface Province {
  readonly scheme: Scheme;
  readonly year: number;
  readonly units: readonly Unit[];
  readonly figures: ReadonlyMap<string, UnitFigures>;
  /** The units whose index is known, in report order. */
  readonly ranked: readonly Ranked[];
  /** Figures of the earlier years that some rule looks back to. */
  readonly earlier: ReadonlyMap<number, ReadonlyMap<string, UnitFigures>>;
  readonly published: ReadonlyMap<string, ReadonlyMap<number, PublishedRank>>;
  readonly dates: { readonly law: CivilDate; readonly data: CivilDate; readonly today: CivilDate };
}

/** @throws RangeError when no scheme is called like the unit's province */
export async function decideUnit(
  desk: Desk,
  unit: Unit,
  year: number,
  options: DecisionOptions = {},
): Promise<UnitDecision> {
  const province = await readProvince(desk, unit.province, year, options);
  return decideIn(desk.ruleSet, province, unit, (request) => decide(desk.ruleSet, request), options.changes);
}

/** Decisions of the given units (all of one province), in their order; by the compiled plan. */
export async function decideUnits(
  desk: Desk,
  units: readonly Unit[],
  year: number,
  options: DecisionOptions = {},
): Promise<UnitDecision[]> {
  const [first] = units;
  if (first === undefined) return [];
  const province = await readProvince(desk, first.province, year, options);
  const decisions: UnitDecision[] = [];
  const decideOne = planDecider(desk.ruleSet);
  for (const unit of units) decisions.push(await decideIn(desk.ruleSet, province, unit, decideOne));
  return decisions;
}

/** Units of a province with their index and published rank: by rank, then by index; the rest last, in report order. */
export async function rankUnits(desk: Desk, provinceCode: string, year: number): Promise<RankedUnit[]> {
  const province = await readProvince(desk, provinceCode, year, {});
  const indices = new Map(province.ranked.map(({ unit, index }) => [unit, index]));
  const ranked = province.units.map((unit) => ({
    unit,
    index: indices.get(unit.id),
    published: province.published.get(unit.id)?.get(year),
    simulated: province.figures.get(unit.id)?.simulated ?? false,
  }));
  const scale = desk.ruleSet.facts.get(province.scheme.rank)?.scale ?? [];
  const step = ({ published }: RankedUnit): number =>
    published === undefined ? -1 : scale.indexOf(published.rank);
  return ranked.sort(
    (a, b) => step(b) - step(a) || byIndex(b.index, a.index) || a.unit.position - b.unit.position,
  );
}

export interface RankedUnit {
  readonly unit: Unit;
  readonly index: Ratio | undefined;
  readonly published: PublishedRank | undefined;
  readonly simulated: boolean;
}

function byIndex(a: Ratio | undefined, b: Ratio | undefined): number {
  if (a === undefined || b === undefined) return a === b ? 0 : a === undefined ? -1 : 1;
  return compare(a, b);
}

async function readProvince(
  desk: Desk,
  code: string,
  year: number,
  options: DecisionOptions,
): Promise<Province> {
  const scheme = desk.ruleSet.schemes.get(code);
  if (scheme === undefined) throw new RangeError(`no scheme \`${code}\``);
  const today = civilDate(desk.now);
  const yearEnd = `${year}-12-31`;
  const law = options.lawDate ?? (today < yearEnd ? today : yearEnd);
  const data = options.dataDate ?? today;
  const staged = options.includeImport === undefined ? {} : { includeImport: options.includeImport };
  const units = await listUnits(desk.db, { province: code });
  const unitIds = units.map(({ id }) => id);
  const figuresOf = (of: number): Promise<Map<string, UnitFigures>> =>
    readFigures(desk.db, {
      unitIds,
      subject: 'đơn vị',
      year: of,
      dataDate: data,
      facts: desk.ruleSet.facts,
      ...staged,
    });
  const figures = await figuresOf(year);
  const earlier = new Map<number, Map<string, UnitFigures>>();
  for (const back of yearsLookedBack(desk.ruleSet, scheme))
    earlier.set(year - back, await figuresOf(year - back));
  const published = await readPublishedRanks(desk.db, { unitIds, dataDate: data, ...staged });
  return {
    scheme,
    year,
    units,
    figures,
    ranked: rankedOf(desk.ruleSet, scheme, { year, law }, units, figures),
    earlier,
    published,
    dates: { law, data, today },
  };
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

/** Groups that are known without anybody telling, by the name under which rules count them. */
const GROUPS: Readonly<Record<string, (other: Unit, unit: Unit) => boolean>> = {
  'đơn vị cùng khối': (other, unit) => other.block === unit.block,
  'đơn vị của tỉnh': () => true,
};

/** The members of those groups that the rules count; the unit is one of its own block. */
function membersOf(
  ruleSet: RuleSet,
  { units, figures, published }: Province,
  unit: Unit,
): Map<string, Member[]> {
  const counted = new Set(
    [...ruleSet.derived.values()].flatMap(({ derivation }) =>
      derivation.type === 'members' ? [derivation.group] : [],
    ),
  );
  return new Map(
    Object.entries(GROUPS)
      .filter(([group]) => counted.has(group))
      .map(([group, belongs]) => [
        group,
        units
          .filter((other) => belongs(other, unit))
          .map(({ id }) => ({
            facts: comparableFacts(ruleSet, figures.get(id)),
            publishedRanks: new Map([...(published.get(id) ?? [])].map(([of, { rank }]) => [of, rank])),
          })),
      ]),
  );
}

async function decideIn(
  ruleSet: RuleSet,
  province: Province,
  unit: Unit,
  decideOne: (request: DecisionRequest) => Decision | Promise<Decision>,
  changes?: ReadonlyMap<string, FactState>,
): Promise<UnitDecision> {
  const { scheme, year, dates } = province;
  const figures = province.figures.get(unit.id);
  const history = province.published.get(unit.id) ?? new Map<number, PublishedRank>();
  const published = changes === undefined ? history.get(year) : undefined;
  const request: DecisionRequest = {
    unit: unit.id,
    scheme: scheme.code,
    subject: 'đơn vị',
    year,
    lawDate: dates.law,
    dataDate: dates.data,
    earlierFacts: new Map(
      [...province.earlier].map(([of, byUnit]) => [of, comparableFacts(ruleSet, byUnit.get(unit.id))]),
    ),
    facts: withChanges(ruleSet, comparableFacts(ruleSet, figures), changes),
    publishedRanks: new Map(
      [...history]
        .filter(([of]) => of !== year || published !== undefined)
        .map(([of, { rank }]) => [of, rank]),
    ),
    members: membersOf(ruleSet, province, unit),
  };
  const decision = await decideOne(request);
  const current = dates.law < dates.today ? await decideOne({ ...request, lawDate: dates.today }) : null;
  const context: DecisionContext = {
    unit: { id: unit.id, name: unit.name, block: unit.block },
    standing: standingOf(decision, published),
    ...(published === undefined ? {} : { publishedRank: published.rank }),
    publishedBy: published === undefined ? null : publishedBy(published),
    position: positionOf(province, unit),
    nextRank: nextRankOf(ruleSet, scheme, decision),
    underCurrentLaw: current === null ? null : { lawDate: dates.today, decision: current },
    simulated: figures?.simulated ?? false,
    dataThrough: dataThrough(figures),
  };
  const indexFact = ruleSet.facts.get(scheme.index);
  return { unit, scheme, indexFact, decision, context, figures, published };
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

/** A changed fact overrides what is stored, and so do its changed parts a stored ratio. */
function withChanges(
  ruleSet: RuleSet,
  stored: ReadonlyMap<string, FactState>,
  changes: ReadonlyMap<string, FactState> | undefined,
): ReadonlyMap<string, FactState> {
  if (changes === undefined) return stored;
  const facts = new Map(stored);
  for (const { name, numerator, denominator } of ruleSet.facts.values()) {
    if ([numerator, denominator].some((part) => part !== undefined && changes.has(part))) facts.delete(name);
  }
  for (const [name, state] of changes) facts.set(name, state);
  return facts;
}

function standingOf(decision: Decision, published: PublishedRank | undefined): Standing {
  if (published !== undefined) return 'đã công bố';
  return decision.index.status === 'known' ? 'đã thẩm định' : 'tạm tính';
}

/** "199/QĐ-UBND 21/01/2020", or the document in which the rank was read. */
function publishedBy({ decision, decidedOn, source }: PublishedRank): string {
  if (decision === null) return source;
  const [year, month, day] = (decidedOn ?? '').split('-');
  return day === undefined ? decision : `${decision} ${day}/${month}/${year}`;
}

/** The last period that the figures reach ("2026-10"), or null when there are none. */
function dataThrough(figures: UnitFigures | undefined): string | null {
  const periods = [...(figures?.figures.values() ?? [])].map(({ through }) => through);
  return periods.sort().at(-1) ?? null;
}

/** The units whose index is known, with what orders and averages them. */
function rankedOf(
  ruleSet: RuleSet,
  scheme: Scheme,
  { year, law }: { readonly year: number; readonly law: CivilDate },
  units: readonly Unit[],
  figures: ReadonlyMap<string, UnitFigures>,
): Ranked[] {
  if (scheme.index === '') return [];
  const { stateOf } = statesOf(ruleSet, scheme, { lawDate: law, year });
  const { numerator, denominator } = ruleSet.facts.get(scheme.index) ?? {};
  return units.flatMap(({ id, block }) => {
    const input = { facts: comparableFacts(ruleSet, figures.get(id)), publishedRanks: new Map() };
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

function positionOf({ units, ranked, scheme }: Province, unit: Unit): Position | null {
  const block = ranked.filter((other) => other.block === unit.block);
  const inBlock = placesOf(block, scheme.ranking).get(unit.id);
  if (inBlock === undefined || block.length < units.filter((other) => other.block === unit.block).length)
    return null;
  const overall = ranked.length < units.length ? undefined : placesOf(ranked, scheme.ranking).get(unit.id);
  return { block: inBlock, of: block.length, overall: overall ?? null };
}

/** The band above the index's own, or above the rank where that was raised, and what the index lacks to it. */
function nextRankOf(
  ruleSet: RuleSet,
  scheme: Scheme,
  { baseRank, rank, index, rules }: Pick<Decision, 'baseRank' | 'rank' | 'index' | 'rules'>,
): NextRank | null {
  const scale = ruleSet.facts.get(scheme.rank)?.scale ?? [];
  const reached = Math.max(scale.indexOf(baseRank ?? ''), scale.indexOf(rank ?? ''));
  const next = baseRank === null ? undefined : scale[reached + 1];
  if (next === undefined || index.status !== 'known') return null;
  for (const { rule } of rules) {
    const reaches = rule.effects.some((effect) => effect.kind === 'band' && effect.rank === next);
    if (!reaches || rule.when.type !== 'is' || rule.when.comparison.fact !== scheme.index) continue;
    const { low } = rule.when.comparison.interval;
    if (low === undefined) continue;
    const gap = subtract(low, index.value);
    return gap.numerator > 0n ? { rank: next, gap } : null;
  }
  return null;
}
