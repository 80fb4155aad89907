/** Figures as they were known on a date. Append-only: of several for one period the newest known counts. */
import { and, eq, lte, ne } from 'drizzle-orm';
import { type CivilDate, yearOf } from '../engine/model/dates.ts';
import type { LateCounting } from '../engine/model/dossier.ts';
import { type FactDefinition, type FactState, MISSING, type Subject } from '../engine/model/facts.ts';
import { unitsIn, type YearPart } from '../engine/model/lineage.ts';
import { compare } from '../engine/model/ratio.ts';
import type { Reader } from './database.ts';
import { type CountedFigures, dossierFigures, dossierYears } from './dossiers/figures.ts';
import { fromColumns } from './fact-columns.ts';
import { type AsOf, isVisible } from './imports.ts';
import { countedFirst, type Figure, type Observation, rollUp } from './roll-up.ts';
import { rollUpParts } from './roll-up-parts.ts';
import { imports, observations } from './schema.ts';
import { among } from './sql.ts';
import { newestStated, type Stated } from './stated.ts';

export interface FigureQuery {
  /** Every unit when absent. */
  readonly unitIds?: readonly string[];
  readonly subject: Subject;
  readonly year: number;
  /** Figures known later do not count. */
  readonly dataDate: CivilDate;
  /** The facts to read, with how each rolls up; others are left out. */
  readonly facts: ReadonlyMap<string, FactDefinition>;
  /** How late dossiers are counted, where units have dossiers. */
  readonly late?: LateCounting;
  /** An import still staged whose rows count already. */
  readonly includeImport?: number;
  /** As it was when an import was completed. */
  readonly asOf?: AsOf;
  /** Units that others went into, or that came of another, during the year. */
  readonly parts?: ReadonlyMap<string, YearPart>;
}

/** What is known of one unit in one year. A fact that nobody stated is absent. */
export interface UnitFigures {
  readonly facts: ReadonlyMap<string, FactState>;
  /** The same facts with their sources. */
  readonly figures: ReadonlyMap<string, Figure>;
  /** At least one figure is simulated. */
  readonly simulated: boolean;
}

/** The figures of many units in one query, by unit id; units without any are absent. Personal ones are not among them. */
export async function readFigures(db: Reader, query: FigureQuery): Promise<Map<string, UnitFigures>> {
  const observed = await readObservations(db, query);
  const parts = query.parts ?? new Map<string, YearPart>();
  const wanted = query.unitIds === undefined ? undefined : new Set(query.unitIds);
  const ids = [...new Set([...observed.keys(), ...parts.keys()])].filter((id) => wanted?.has(id) ?? true);
  const read = ids.map((id): [string, UnitFigures] => [id, rollUpFacts(id, observed, query)]);
  return new Map(read.filter(([, { figures }]) => figures.size > 0));
}

/** The figures of single officers, by unit id and the officer's code. Who may see them, `bot/rights.ts` says. */
export async function readPersonalFigures(
  db: Reader,
  query: Omit<FigureQuery, 'subject' | 'parts'>,
): Promise<Map<string, Map<string, UnitFigures>>> {
  const personal = { ...query, subject: 'cá nhân' as const };
  const rows = await newestStated(db, personal, ne(observations.officer, ''));
  const byUnit = Map.groupBy(rows, ({ unitId }) => unitId);
  return new Map(
    [...byUnit].map(([unitId, ofUnit]) => {
      const byOfficer = Map.groupBy(ofUnit, ({ officer }) => officer);
      return [
        unitId,
        new Map(
          [...byOfficer].map(([officer, of]) => [
            officer,
            rollUpFacts(unitId, new Map([[unitId, byFact(of)]]), personal),
          ]),
        ),
      ];
    }),
  );
}

function byFact(rows: readonly Stated[]): Map<string, Observation[]> {
  return new Map(
    [...Map.groupBy(rows, ({ fact }) => fact)].map(([fact, of]) => [fact, of.map(toObservation)]),
  );
}

/** The years for which a unit has figures known on `dataDate`, latest first. */
export async function figureYears(db: Reader, unitId: string, dataDate: CivilDate): Promise<number[]> {
  return (await yearsWithFigures(db, { unitIds: [unitId], dataDate })).toReversed();
}

/** The years for which any of the units has figures known on `dataDate`, earliest first. */
export async function yearsWithFigures(
  db: Reader,
  query: { readonly unitIds: readonly string[]; readonly dataDate: CivilDate },
): Promise<number[]> {
  const periods = await db
    .selectDistinct({ period: observations.period })
    .from(observations)
    .innerJoin(imports, eq(imports.id, observations.importId))
    .where(
      and(
        among(observations.unitId, query.unitIds),
        lte(observations.knownOn, query.dataDate),
        isVisible(undefined),
      ),
    );
  const stated = periods.map(({ period }) => yearOf(period));
  return [...new Set([...stated, ...(await dossierYears(db, query))])].sort((a, b) => a - b);
}

/** What counts of each fact in each period, by unit and fact: counted where dossiers are held, else stated. */
export async function readObservations(
  db: Reader,
  query: FigureQuery,
): Promise<Map<string, ReadonlyMap<string, readonly Observation[]>>> {
  const stated = Map.groupBy(
    await newestStated(db, query, eq(observations.officer, '')),
    ({ unitId }) => unitId,
  );
  const counted = query.subject === 'đơn vị' ? await dossierFigures(db, withParts(query)) : NOTHING_COUNTED;
  const unitIds = [...new Set([...stated.keys(), ...counted.keys()])];
  return new Map(
    unitIds.map((unitId) => {
      const rows = Map.groupBy(stated.get(unitId) ?? [], ({ fact }) => fact);
      const counts = counted.get(unitId) ?? new Map<string, readonly Observation[]>();
      const facts = [...query.facts.keys()].filter((fact) => rows.has(fact) || counts.has(fact));
      const observations = facts.map((fact): [string, Observation[]] => [
        fact,
        countedFirst(query.year, (rows.get(fact) ?? []).map(toObservation), counts.get(fact) ?? []),
      ]);
      return [unitId, new Map(observations)];
    }),
  );
}

const NOTHING_COUNTED: ReadonlyMap<string, CountedFigures> = new Map();

/** The units asked for, with those that went into them. */
function withParts({ unitIds, parts, ...query }: FigureQuery): FigureQuery {
  if (unitIds === undefined) return query;
  return { ...query, unitIds: [...new Set([...unitIds, ...[...(parts?.values() ?? [])].flatMap(unitsIn)])] };
}

function rollUpFacts(
  unitId: string,
  observed: ReadonlyMap<string, ReadonlyMap<string, readonly Observation[]>>,
  { year, facts, parts }: FigureQuery,
): UnitFigures {
  const part = parts?.get(unitId);
  const figures = new Map<string, Figure>();
  for (const [fact, definition] of facts) {
    const figure =
      part === undefined
        ? rollUp(year, observed.get(unitId)?.get(fact) ?? [], definition.rollUp)
        : rollUpParts(year, part, ofUnits(unitsIn(part), fact, observed), definition.rollUp);
    if (figure !== undefined) figures.set(fact, figure);
  }
  for (const [fact, { sample }] of facts) {
    const figure = figures.get(fact);
    if (figure !== undefined && isThin(figure, sample, figures))
      figures.set(fact, { ...figure, state: MISSING });
  }
  const all = [...figures];
  return {
    facts: new Map(all.map(([fact, { state }]) => [fact, state])),
    figures,
    simulated: all.some(([, { simulated }]) => simulated),
  };
}

function ofUnits(
  unitIds: readonly string[],
  fact: string,
  observed: ReadonlyMap<string, ReadonlyMap<string, readonly Observation[]>>,
): Map<string, Observation[]> {
  const known = unitIds.map((id): [string, Observation[]] => [id, [...(observed.get(id)?.get(fact) ?? [])]]);
  return new Map(known.filter(([, observations]) => observations.length > 0));
}

/** Whether a survey asked fewer people than it had to: it says nothing until somebody exempts it. */
function isThin(
  { state, through }: Figure,
  sample: FactDefinition['sample'],
  figures: ReadonlyMap<string, Figure>,
): boolean {
  if (sample === undefined || state.status === 'exempt') return false;
  const [size, least] = [figures.get(sample.size), figures.get(sample.least)];
  if (size?.through !== through || least?.through !== through) return false;
  const [asked, needed] = [size.state, least.state];
  return asked.status === 'known' && needed.status === 'known' && compare(asked.value, needed.value) < 0;
}

function toObservation({
  period,
  fileName,
  row,
  knownOn,
  simulated,
  foundBy,
  quote,
  ...stated
}: Stated): Observation {
  return {
    state: fromColumns(stated),
    source: {
      period,
      fileName,
      row,
      knownOn,
      simulated,
      ...(foundBy === null ? {} : { foundBy }),
      ...(quote === null ? {} : { quote }),
    },
  };
}
