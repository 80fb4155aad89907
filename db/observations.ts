/** Figures as they were known on a date. Append-only: of several for one period the newest known counts. */
import { and, between, eq, inArray, lte, sql } from 'drizzle-orm';
import { type CivilDate, yearOf } from '../engine/model/dates.ts';
import type { FactDefinition, FactState, Subject } from '../engine/model/facts.ts';
import { unitsIn, type YearPart } from '../engine/model/lineage.ts';
import type { Reader } from './database.ts';
import { type FactColumns, fromColumns } from './fact-columns.ts';
import { type AsOf, isVisible } from './imports.ts';
import { type Figure, type Observation, rollUp } from './roll-up.ts';
import { rollUpParts } from './roll-up-parts.ts';
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
  const stated = Map.groupBy(await newestStated(db, query), ({ unitId }) => unitId);
  const parts = query.parts ?? new Map<string, YearPart>();
  const wanted = query.unitIds === undefined ? undefined : new Set(query.unitIds);
  const ids = [...new Set([...stated.keys(), ...parts.keys()])].filter((id) => wanted?.has(id) ?? true);
  const read = ids.map((id): [string, UnitFigures] => {
    const part = parts.get(id);
    const of = part === undefined ? [id] : unitsIn(part);
    const rows = of.flatMap((each) => stated.get(each) ?? []);
    return [id, rollUpFacts(rows, query, part)];
  });
  return new Map(read.filter(([, { figures }]) => figures.size > 0));
}

/** The years for which a unit has figures known on `dataDate`, latest first. */
export async function figureYears(db: Reader, unitId: string, dataDate: CivilDate): Promise<number[]> {
  const periods = await db
    .selectDistinct({ period: observations.period })
    .from(observations)
    .innerJoin(imports, eq(imports.id, observations.importId))
    .where(and(eq(observations.unitId, unitId), lte(observations.knownOn, dataDate), isVisible(undefined)));
  return [...new Set(periods.map(({ period }) => yearOf(period)))].sort((a, b) => b - a);
}

/** The years for which any of the units has figures known on `dataDate`, earliest first. */
export async function yearsWithFigures(
  db: Reader,
  { unitIds, dataDate }: { readonly unitIds: readonly string[]; readonly dataDate: CivilDate },
): Promise<number[]> {
  const periods = await db
    .selectDistinct({ period: observations.period })
    .from(observations)
    .innerJoin(imports, eq(imports.id, observations.importId))
    .where(
      and(among(observations.unitId, unitIds), lte(observations.knownOn, dataDate), isVisible(undefined)),
    );
  return [...new Set(periods.map(({ period }) => yearOf(period)))].sort((a, b) => a - b);
}

function rollUpFacts(
  rows: readonly Stated[],
  { year, facts }: FigureQuery,
  part: YearPart | undefined,
): UnitFigures {
  const figures = new Map<string, Figure>();
  for (const [fact, definition] of facts) {
    const stated = rows.filter((row) => row.fact === fact);
    const figure =
      part === undefined
        ? rollUp(year, stated.map(toObservation), definition.rollUp)
        : rollUpParts(year, part, byUnit(stated), definition.rollUp);
    if (figure !== undefined) figures.set(fact, figure);
  }
  const all = [...figures];
  return {
    facts: new Map(all.map(([fact, { state }]) => [fact, state])),
    figures,
    simulated: all.some(([, { simulated }]) => simulated),
  };
}

function byUnit(rows: readonly Stated[]): Map<string, Observation[]> {
  const groups = [...Map.groupBy(rows, ({ unitId }) => unitId)];
  return new Map(groups.map(([unitId, ofUnit]) => [unitId, ofUnit.map(toObservation)]));
}

/** The newest known observation of each unit, fact and period that the query asks for. */
function newestStated(db: Reader, query: FigureQuery): Promise<Stated[]> {
  const { subject, year, dataDate, facts, includeImport, asOf, parts } = query;
  const within = [...(parts?.values() ?? [])].flatMap(unitsIn);
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
          : among(observations.unitId, [...new Set([...query.unitIds, ...within])]),
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
