/** Figures as they were known on a date. Append-only: of several for one period the newest known counts. */
import { and, between, eq, inArray, lte, sql } from 'drizzle-orm';
import { type CivilDate, yearOf } from '../engine/model/dates.ts';
import type { LateCounting } from '../engine/model/dossier.ts';
import type { FactDefinition, FactState, Subject } from '../engine/model/facts.ts';
import type { Reader } from './database.ts';
import { type CountedFigures, dossierFigures, dossierYears } from './dossiers/figures.ts';
import { type FactColumns, fromColumns } from './fact-columns.ts';
import { type AsOf, isVisible } from './imports.ts';
import { countedFirst, type Figure, type Observation, rollUp } from './roll-up.ts';
import { imports, observations, units } from './schema.ts';
import { among } from './sql.ts';

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
}

/** What is known of one unit in one year. A fact that nobody stated is absent. */
export interface UnitFigures {
  readonly facts: ReadonlyMap<string, FactState>;
  /** The same facts with their sources. */
  readonly figures: ReadonlyMap<string, Figure>;
  /** At least one figure is simulated. */
  readonly simulated: boolean;
}

interface Stated extends FactColumns {
  readonly unitId: string;
  readonly fact: string;
  readonly period: string;
  readonly foundBy: string | null;
  readonly quote: string | null;
  readonly row: number;
  readonly knownOn: CivilDate;
  readonly fileName: string;
  readonly simulated: boolean;
}

/** The figures of many units in one query, by unit id; units without any are absent. */
export async function readFigures(db: Reader, query: FigureQuery): Promise<Map<string, UnitFigures>> {
  const byUnit = new Map<string, Stated[]>();
  for (const row of await newestStated(db, query)) {
    const ofUnit = byUnit.get(row.unitId);
    if (ofUnit === undefined) byUnit.set(row.unitId, [row]);
    else ofUnit.push(row);
  }
  const counted =
    query.subject === 'đơn vị' ? await dossierFigures(db, query) : new Map<string, CountedFigures>();
  const unitIds = new Set([...byUnit.keys(), ...counted.keys()]);
  return new Map(
    [...unitIds].map((unitId) => [
      unitId,
      rollUpFacts(byUnit.get(unitId) ?? [], counted.get(unitId) ?? new Map(), query),
    ]),
  );
}

/** The years for which a unit has figures known on `dataDate`, latest first. */
export async function figureYears(db: Reader, unitId: string, dataDate: CivilDate): Promise<number[]> {
  return (await yearsWithFigures(db, { unitIds: [unitId], dataDate })).reverse();
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

function rollUpFacts(
  rows: readonly Stated[],
  counted: CountedFigures,
  { year, facts }: FigureQuery,
): UnitFigures {
  const figures = new Map<string, Figure>();
  for (const [fact, definition] of facts) {
    const stated = rows.filter((row) => row.fact === fact).map(toObservation);
    const figure = rollUp(year, countedFirst(year, stated, counted.get(fact) ?? []), definition.rollUp);
    if (figure !== undefined) figures.set(fact, figure);
  }
  const all = [...figures];
  return {
    facts: new Map(all.map(([fact, { state }]) => [fact, state])),
    figures,
    simulated: all.some(([, { simulated }]) => simulated),
  };
}

/** The newest known observation of each unit, fact and period that the query asks for. */
function newestStated(db: Reader, query: FigureQuery): Promise<Stated[]> {
  const { subject, year, dataDate, facts, includeImport, asOf } = query;
  const everyUnit = db.select({ id: units.id }).from(units);
  const stated = db
    .select({
      unitId: observations.unitId,
      fact: observations.fact,
      period: observations.period,
      status: observations.status,
      numerator: observations.numerator,
      denominator: observations.denominator,
      bound: observations.bound,
      boundInterval: observations.boundInterval,
      foundBy: observations.foundBy,
      quote: observations.quote,
      row: observations.sourceRow,
      knownOn: observations.knownOn,
      fileName: imports.fileName,
      simulated: imports.simulated,
      age: sql<number>`row_number() over (
        partition by ${observations.unitId}, ${observations.fact}, ${observations.period}
        order by ${observations.knownOn} desc, ${observations.id} desc)`.as('age'),
    })
    .from(observations)
    .innerJoin(imports, eq(imports.id, observations.importId))
    .where(
      and(
        // The subquery lets SQLite seek the index unit by unit where a scan would read every year.
        query.unitIds === undefined
          ? inArray(observations.unitId, everyUnit)
          : among(observations.unitId, query.unitIds),
        among(observations.fact, [...facts.keys()]),
        between(observations.period, `${year}`, `${year}-12`),
        eq(observations.subject, subject),
        lte(observations.knownOn, dataDate),
        isVisible(includeImport, asOf),
      ),
    )
    .as('stated');
  return db.select().from(stated).where(eq(stated.age, 1));
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
