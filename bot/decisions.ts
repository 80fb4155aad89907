/** Decisions from stored data: figures and published ranks from the database, rules from the desk. */

import { asOfNow } from '../db/imports.ts';
import type { UnitFigures } from '../db/observations.ts';
import { lastMonthOf } from '../db/periods.ts';
import type { PublishedRank } from '../db/ranks.ts';
import type { Unit } from '../db/units.ts';
import { calculationsInForce } from '../engine/decide/calculations.ts';
import { decide } from '../engine/decide/decide.ts';
import { lateCounting } from '../engine/decide/late.ts';
import type { DecisionContext, NextRank, Standing } from '../engine/explain/decision-json.ts';
import { factsAdded, partsOf } from '../engine/model/calculation.ts';
import { yearOf } from '../engine/model/dates.ts';
import type { Decision, DecisionRequest } from '../engine/model/decision.ts';
import { DOSSIER_FACTS } from '../engine/model/dossier.ts';
import type { FactDefinition, FactState } from '../engine/model/facts.ts';
import type { Interruption } from '../engine/model/lineage.ts';
import { compare, type Ratio, subtract } from '../engine/model/ratio.ts';
import type { RuleSet, Scheme } from '../engine/model/ruleset.ts';
import { planDecider } from '../engine/plan/decide.ts';
import type { Ranked } from '../engine/score/ranking.ts';
import type { ScoreSheet } from '../engine/score/sheet.ts';
import type { ReadingDesk } from './desk.ts';
import { interruptedBy } from './lineage-words.ts';
import { type Peers, peersIn } from './peers.ts';
import {
  type DecisionOptions,
  NO_FACTS,
  type Province,
  readProvince,
  type Seen,
  takesOthers,
} from './province.ts';

/** Everything that an answer about one unit in one year draws on. */
export interface UnitDecision {
  /** As it was in the year. */
  readonly unit: Unit;
  readonly scheme: Scheme;
  /** The fact that the scheme bands. */
  readonly indexFact: FactDefinition | undefined;
  readonly decision: Decision;
  readonly context: DecisionContext;
  readonly figures: UnitFigures | undefined;
  /** The unit's points by its scorecard, where one scores its block. */
  readonly sheet: ScoreSheet | undefined;
  readonly published: PublishedRank | undefined;
  /** The last merger or split of the unit until the end of the year. */
  readonly interruption?: Interruption;
  /** By which it replays; undefined where it supposes something that is not so. */
  readonly replay: Replay | undefined;
}

/** With the request's unit, year and dates, all that a decision was made from. */
export interface Replay extends Seen {
  readonly ruleSetHash: string;
}

/** @throws RangeError when no scheme is called like the unit's province */
export async function decideUnit(
  desk: ReadingDesk,
  unit: Unit,
  year: number,
  options: DecisionOptions = {},
): Promise<UnitDecision> {
  const surroundings = await readSurroundings(desk, unit.province, year, {
    ...options,
    sheetsOf: new Set([unit.id]),
    decided: new Set([unit.id]),
  });
  return decideIn(desk.ruleSet, surroundings, unit, (request) => decide(desk.ruleSet, request), options);
}

/** Decisions of the given units, in their order; by the compiled plan. */
export async function decideUnits(
  desk: ReadingDesk,
  units: readonly Unit[],
  year: number,
  options: DecisionOptions = {},
): Promise<UnitDecision[]> {
  const decisions: UnitDecision[] = [];
  for await (const some of decideInTurn(desk, units, year, options)) decisions.push(...some);
  return decisions;
}

/** Units decided before others are read, where they are decided from their own figures alone. */
const UNITS_AT_A_TIME = 500;

/** The same, some at a time: whoever keeps few of them can decide units of a whole country. */
export async function* decideInTurn(
  desk: ReadingDesk,
  units: readonly Unit[],
  year: number,
  options: DecisionOptions = {},
): AsyncGenerator<readonly UnitDecision[]> {
  const asOf = options.asOf ?? (await asOfNow(desk.db));
  const decideOne = planDecider(desk.ruleSet);
  const atATime = takesOthers(desk.ruleSet, options) ? units.length : UNITS_AT_A_TIME;
  for (let from = 0; from < units.length; from += atATime)
    yield await decideTogether(desk, units.slice(from, from + atATime), year, decideOne, {
      ...options,
      asOf,
    });
}

async function decideTogether(
  desk: ReadingDesk,
  units: readonly Unit[],
  year: number,
  decideOne: (request: DecisionRequest) => Decision,
  options: DecisionOptions,
): Promise<UnitDecision[]> {
  const provinces = new Map<string, Surroundings>();
  const decided = new Set(units.map(({ id }) => id));
  for (const code of new Set(units.map(({ province }) => province)))
    provinces.set(code, await readSurroundings(desk, code, year, { ...options, decided }));
  const decisions: UnitDecision[] = [];
  for (const unit of units) {
    const surroundings = provinces.get(unit.province);
    if (surroundings !== undefined)
      decisions.push(await decideIn(desk.ruleSet, surroundings, unit, decideOne, options));
  }
  return decisions;
}

/** Units of a province with their index and published rank: by rank, then by index; the rest last, in report order. */
export async function rankUnits(
  desk: ReadingDesk,
  provinceCode: string,
  year: number,
  options: DecisionOptions = {},
): Promise<RankedUnit[]> {
  const province = await readProvince(desk, provinceCode, year, options);
  const known = new Map(province.ranked.map((each) => [each.unit, each]));
  const ranked = province.units.map((unit) => ({
    unit,
    ranked: known.get(unit.id),
    published: province.published.get(unit.id)?.get(year),
    simulated: isSimulated(province, unit),
  }));
  const scale = desk.ruleSet.facts.get(province.scheme.rank)?.scale ?? [];
  const step = ({ published }: RankedUnit): number =>
    published === undefined ? -1 : scale.indexOf(published.rank);
  return ranked.sort(
    (a, b) =>
      step(b) - step(a) || byIndex(b.ranked?.index, a.ranked?.index) || a.unit.position - b.unit.position,
  );
}

export interface RankedUnit {
  readonly unit: Unit;
  /** Undefined where the index is not known. */
  readonly ranked: Ranked | undefined;
  readonly published: PublishedRank | undefined;
  readonly simulated: boolean;
}

function byIndex(a: Ratio | undefined, b: Ratio | undefined): number {
  if (a === undefined || b === undefined) return a === b ? 0 : a === undefined ? -1 : 1;
  return compare(a, b);
}

function isSimulated({ figures, simulatedPoints }: Province, { id }: Unit): boolean {
  return figures.get(id)?.simulated === true || simulatedPoints.has(id);
}

/** A province with what its units are to each other. */
interface Surroundings {
  readonly province: Province;
  readonly peers: Peers;
}

async function readSurroundings(
  desk: ReadingDesk,
  code: string,
  year: number,
  options: DecisionOptions,
): Promise<Surroundings> {
  const province = await readProvince(desk, code, year, options);
  return { province, peers: peersIn(desk.ruleSet, province) };
}

async function decideIn(
  ruleSet: RuleSet,
  { province, peers }: Surroundings,
  now: Unit,
  decideOne: (request: DecisionRequest) => Decision | Promise<Decision>,
  { changes, beforePublication, unplaced }: DecisionOptions,
): Promise<UnitDecision> {
  const { scheme, year, dates, seen, lineage, day } = province;
  const unit = lineage.unitOn(now, day);
  const interruption = lineage.interruptionOf(unit.id, day);
  const counts = (of: number): boolean => interruption === undefined || of >= yearOf(interruption.on);
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
      [...province.earlier]
        .filter(([of]) => counts(of))
        .map(([of, byUnit]) => [of, byUnit.get(unit.id) ?? NO_FACTS]),
    ),
    facts: withChanges(ruleSet, province, province.facts.get(unit.id) ?? NO_FACTS, changes),
    publishedRanks: new Map(
      [...history]
        .filter(([of]) => counts(of) && (of !== year || published !== undefined))
        .map(([of, { rank }]) => [of, rank]),
    ),
    members: peers.membersOf(unit),
    ...(interruption === undefined ? {} : { interrupted: interruptedBy(interruption) }),
  };
  const decision = await decideOne(request);
  const current =
    dates.law < dates.today
      ? await decideOne({
          ...request,
          lawDate: dates.today,
          facts: underToday(ruleSet, province, request.facts),
        })
      : null;
  const context: DecisionContext = {
    unit: { id: unit.id, name: unit.name, block: unit.block },
    standing: standingOf(decision, published, province.openPoints.has(unit.id)),
    ...(published === undefined ? {} : { publishedRank: published.rank }),
    publishedBy: published === undefined ? null : publishedBy(published),
    position: unplaced === true ? null : peers.positionOf(unit),
    nextRank: nextRankOf(ruleSet, scheme, decision),
    underCurrentLaw: current === null ? null : { lawDate: dates.today, decision: current },
    simulated: isSimulated(province, unit),
    dataThrough: dataThrough(figures),
  };
  const indexFact = ruleSet.facts.get(scheme.index);
  return {
    unit,
    scheme,
    indexFact,
    decision,
    context,
    figures,
    sheet: province.sheets.get(unit.id),
    published,
    ...(interruption === undefined ? {} : { interruption }),
    replay:
      changes === undefined && beforePublication !== true
        ? { ...seen, ruleSetHash: ruleSet.hash }
        : undefined,
  };
}

/** The facts without counts of dossiers that today's law makes otherwise: of those nothing is known. */
function underToday(
  ruleSet: RuleSet,
  { scheme, dates }: Province,
  facts: DecisionRequest['facts'],
): DecisionRequest['facts'] {
  const [then, today] = [dates.law, dates.today].map((date) => lateCounting(ruleSet, scheme.code, date));
  if (then?.by === today?.by && then?.clock === today?.clock) return facts;
  const counted: readonly string[] = [DOSSIER_FACTS.late, DOSSIER_FACTS.due, DOSSIER_FACTS.overdue];
  return new Map([...facts].filter(([name]) => !counted.includes(name)));
}

/** A changed fact overrides what is stored, and so do its changed parts a stored ratio. */
function withChanges(
  ruleSet: RuleSet,
  { scheme, dates }: Province,
  stored: ReadonlyMap<string, FactState>,
  changes: ReadonlyMap<string, FactState> | undefined,
): ReadonlyMap<string, FactState> {
  if (changes === undefined) return stored;
  const facts = new Map(stored);
  const calculations = calculationsInForce(ruleSet, scheme.code, dates.law);
  for (const share of ruleSet.facts.values()) {
    const parts = factsAdded(partsOf(share, calculations.get(share.name)));
    if (parts.some((part) => changes.has(part))) facts.delete(share.name);
  }
  for (const [name, state] of changes) facts.set(name, state);
  return facts;
}

/** Points that some round of the appraisal has still to settle make a rank for the time being. */
function standingOf(decision: Decision, published: PublishedRank | undefined, isOpen: boolean): Standing {
  if (published !== undefined) return 'đã công bố';
  return decision.index.status === 'known' && !isOpen ? 'đã thẩm định' : 'tạm tính';
}

/** "199/QĐ-UBND 21/01/2020", or the document in which the rank was read. */
function publishedBy({ decision, decidedOn, source }: PublishedRank): string {
  if (decision === null) return source;
  const [year, month, day] = (decidedOn ?? '').split('-');
  return day === undefined ? decision : `${decision} ${day}/${month}/${year}`;
}

/** The last period that the figures reach ("2026-10"), or null when there are none; the whole year where nothing says more. */
function dataThrough(figures: UnitFigures | undefined): string | null {
  const periods = [...(figures?.figures.values() ?? [])].map(({ through }) => through);
  const end = (period: string): string => (period.includes('Q') ? lastMonthOf(period) : period);
  return periods.sort((a, b) => (end(a) < end(b) ? -1 : 1)).at(-1) ?? null;
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
