/** Figures of units counted from their dossiers: by month, as of any day, from the daily book. */
import { and, eq, lte, type SQL, sql } from 'drizzle-orm';
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core';
import { type CivilDate, civilDay, dayNumber } from '../../engine/model/dates.ts';
import { DOSSIER_FACTS, FIRST_DATE, type LateCounting } from '../../engine/model/dossier.ts';
import { ratio } from '../../engine/model/ratio.ts';
import type { Reader } from '../database.ts';
import { type AsOf, isVisible } from '../imports.ts';
import type { Observation, Source } from '../roll-up.ts';
import { dossierCoverage, dossierDays, dossierLoads, imports } from '../schema.ts';
import { among } from '../sql.ts';

export interface DossierFiguresQuery {
  /** Every unit when absent. */
  readonly unitIds?: readonly string[];
  readonly year: number;
  /** Loads known later do not count, and nothing that happened later. */
  readonly dataDate: CivilDate;
  /** By the first date, in the year of the answer, where absent. */
  readonly late?: LateCounting;
  readonly includeImport?: number;
  readonly asOf?: AsOf;
}

/** What is known of one unit's dossiers. */
export interface Horizon {
  /** The first month of which there are dossiers. */
  readonly firstMonth: string;
  /** The last day on which something may have happened that is known. */
  readonly end: CivilDate;
  /** The last day whose limits have passed with nothing more to be known of them. */
  readonly passed: CivilDate;
  readonly source: Omit<Source, 'period'>;
}

/** Counts of one unit in one month, by fact, each with its source; facts by the month, earliest first. */
export type CountedFigures = ReadonlyMap<string, readonly Observation[]>;

/** The counted figures of units, by unit id; units without dossiers known by then are absent. */
export async function dossierFigures(
  db: Reader,
  query: DossierFiguresQuery,
): Promise<Map<string, CountedFigures>> {
  const horizons = await horizonsOf(db, query);
  if (horizons.size === 0) return new Map();
  const { clock, by } = query.late ?? FIRST_DATE;
  const months = await countsByMonth(db, query, horizons, clock);
  const overdue = await overdueAt(db, query, horizons, clock);
  const figures = new Map<string, CountedFigures>();
  for (const [unitId, horizon] of horizons) {
    const counts = months.get(unitId);
    const observed = (month: string, count: number): Observation => ({
      state: { status: 'known', value: ratio(count) },
      source: { ...horizon.source, period: month },
    });
    const all = monthsOf(query.year, horizon);
    const series = (what: keyof MonthCounts): Observation[] =>
      all.map((month) => observed(month, counts?.get(month)?.[what] ?? 0));
    const last = all.at(-1);
    if (last === undefined) continue;
    figures.set(
      unitId,
      new Map([
        [DOSSIER_FACTS.received, series('received')],
        [DOSSIER_FACTS.due, series('due')],
        [DOSSIER_FACTS.resolved, series('resolved')],
        [DOSSIER_FACTS.late, series(by === 'due' ? 'missed' : 'late')],
        [DOSSIER_FACTS.overdue, [observed(last, overdue.get(unitId) ?? 0)]],
      ]),
    );
  }
  return figures;
}

/** The years in which something is known of the units' dossiers, in no order. */
export async function dossierYears(
  db: Reader,
  query: { readonly unitIds: readonly string[]; readonly dataDate: CivilDate },
): Promise<number[]> {
  const year = sql<string>`substr(${dossierDays.day}, 1, 4)`;
  const rows = await db
    .selectDistinct({ year })
    .from(dossierDays)
    .innerJoin(dossierLoads, eq(dossierLoads.importId, dossierDays.importId))
    .innerJoin(imports, eq(imports.id, dossierDays.importId))
    .where(
      and(
        among(dossierDays.unitId, query.unitIds),
        lte(dossierDays.day, query.dataDate),
        lte(dossierDays.day, dossierLoads.asOf),
        lte(dossierLoads.knownOn, query.dataDate),
        isVisible(undefined),
      ),
    );
  return rows.map((row) => Number(row.year));
}

/** The day that a load tells of, and whether it is simulated. @throws RangeError when there is no such load */
export async function loadedAsOf(
  db: Reader,
  importId: number,
): Promise<{ readonly asOf: CivilDate; readonly simulated: boolean }> {
  const [found] = await db
    .select({ asOf: dossierLoads.asOf, simulated: imports.simulated })
    .from(dossierLoads)
    .innerJoin(imports, eq(imports.id, dossierLoads.importId))
    .where(eq(dossierLoads.importId, importId));
  if (found === undefined) throw new RangeError(`no load \`${importId}\``);
  return found;
}

/** How far one unit's dossiers are known; undefined where there are none. */
export async function horizonOfUnit(db: Reader, query: DossierFiguresQuery): Promise<Horizon | undefined> {
  return [...(await horizonsOf(db, query)).values()][0];
}

async function horizonsOf(db: Reader, query: DossierFiguresQuery): Promise<Map<string, Horizon>> {
  const loads = await db
    .select({
      unitId: dossierCoverage.unitId,
      firstMonth: dossierCoverage.firstMonth,
      asOf: dossierLoads.asOf,
      knownOn: dossierLoads.knownOn,
      fileName: imports.fileName,
      simulated: imports.simulated,
    })
    .from(dossierCoverage)
    .innerJoin(dossierLoads, eq(dossierLoads.importId, dossierCoverage.importId))
    .innerJoin(imports, eq(imports.id, dossierCoverage.importId))
    .where(and(ofUnits(dossierCoverage.unitId, query), known(query)))
    .orderBy(dossierLoads.importId);
  const byUnit = Map.groupBy(loads, ({ unitId }) => unitId);
  return new Map([...byUnit].map(([unitId, ofUnit]) => [unitId, horizonOf(query, ofUnit)]));
}

interface Load {
  readonly firstMonth: string;
  readonly asOf: CivilDate;
  readonly knownOn: CivilDate;
  readonly fileName: string;
  readonly simulated: boolean;
}

function horizonOf({ year, dataDate }: DossierFiguresQuery, loads: readonly Load[]): Horizon {
  const latest = loads.reduce((best, load) => (load.asOf >= best.asOf ? load : best));
  const yearEnd = `${year}-12-31`;
  // On the day of an export, and today, a limit of that day may still be kept.
  const isOver = latest.asOf < latest.knownOn;
  const end = earliest(latest.asOf, dataDate, yearEnd);
  return {
    firstMonth: loads.reduce(
      (first, load) => (load.firstMonth < first ? load.firstMonth : first),
      latest.firstMonth,
    ),
    end,
    passed: earliest(isOver ? latest.asOf : dayBefore(latest.asOf), dayBefore(dataDate), yearEnd),
    source: {
      fileName: latest.fileName,
      knownOn: latest.knownOn,
      through: end,
      simulated: loads.some(({ simulated }) => simulated),
    },
  };
}

interface MonthCounts {
  readonly received: number;
  readonly due: number;
  readonly missed: number;
  readonly resolved: number;
  readonly late: number;
}

async function countsByMonth(
  db: Reader,
  query: DossierFiguresQuery,
  horizons: ReadonlyMap<string, Horizon>,
  clock: LateCounting['clock'],
): Promise<Map<string, Map<string, MonthCounts>>> {
  const { year } = query;
  const month = sql<string>`substr(${dossierDays.day}, 1, 7)`;
  const until = (column: SQLiteColumn, last: SQL): SQL<number> =>
    sql<number>`sum(iif(${dossierDays.day} <= ${last}, ${column}, 0))`;
  const rows = await db
    .select({
      unitId: dossierDays.unitId,
      month: month.as('month'),
      received: until(dossierDays.received, END),
      due: until(dossierDays.due, PASSED),
      missed: until(dossierDays.missed, PASSED),
      resolved: until(dossierDays.resolved, END),
      late: until(dossierDays.late, END),
    })
    .from(dossierDays)
    .innerJoin(horizonRows(horizons), sql`horizon.value ->> 0 = ${dossierDays.unitId}`)
    .innerJoin(dossierLoads, eq(dossierLoads.importId, dossierDays.importId))
    .innerJoin(imports, eq(imports.id, dossierDays.importId))
    .where(and(sql`${dossierDays.day} between ${`${year}-01-01`} and ${END}`, ofClock(clock), known(query)))
    .groupBy(dossierDays.unitId, month);
  const byUnit = new Map<string, Map<string, MonthCounts>>();
  for (const { unitId, month: of, ...counts } of rows) {
    const known = byUnit.get(unitId) ?? new Map<string, MonthCounts>();
    byUnit.set(unitId, known.set(of, counts));
  }
  return byUnit;
}

/** Dossiers unanswered after their limit, at the end of what is known. */
async function overdueAt(
  db: Reader,
  query: DossierFiguresQuery,
  horizons: ReadonlyMap<string, Horizon>,
  clock: LateCounting['clock'],
): Promise<Map<string, number>> {
  const rows = await db
    .select({
      unitId: dossierDays.unitId,
      overdue: sql<number>`sum(iif(${dossierDays.day} <= ${PASSED}, ${dossierDays.standing}, 0) - ${dossierDays.cleared})`,
    })
    .from(dossierDays)
    .innerJoin(horizonRows(horizons), sql`horizon.value ->> 0 = ${dossierDays.unitId}`)
    .innerJoin(dossierLoads, eq(dossierLoads.importId, dossierDays.importId))
    .innerJoin(imports, eq(imports.id, dossierDays.importId))
    .where(and(sql`${dossierDays.day} <= ${END}`, ofClock(clock), known(query)))
    .groupBy(dossierDays.unitId);
  return new Map(rows.map(({ unitId, overdue }) => [unitId, overdue]));
}

const END = sql`horizon.value ->> 1`;
const PASSED = sql`horizon.value ->> 2`;

function horizonRows(horizons: ReadonlyMap<string, Horizon>): SQL {
  const rows = [...horizons].map(([unitId, { end, passed }]) => [unitId, end, passed]);
  return sql`json_each(${JSON.stringify(rows)}) as horizon`;
}

function ofClock(clock: LateCounting['clock']): SQL | undefined {
  return clock === 'promised' ? undefined : eq(dossierDays.clock, 'first');
}

function ofUnits(column: SQLiteColumn, { unitIds }: DossierFiguresQuery): SQL | undefined {
  return unitIds === undefined ? undefined : among(column, unitIds);
}

/** In a query that joins the load and its import. */
function known({ dataDate, includeImport, asOf }: DossierFiguresQuery): SQL | undefined {
  return and(lte(dossierLoads.knownOn, dataDate), isVisible(includeImport, asOf));
}

/** The months of the year that are known, up to the one that is running. */
function monthsOf(year: number, { firstMonth, end }: Horizon): string[] {
  return Array.from({ length: 12 }, (_, index) => `${year}-${String(index + 1).padStart(2, '0')}`).filter(
    (month) => month >= firstMonth && month <= end.slice(0, 7),
  );
}

function earliest(...dates: readonly CivilDate[]): CivilDate {
  return dates.reduce((first, date) => (date < first ? date : first));
}

function dayBefore(date: CivilDate): CivilDate {
  return civilDay(dayNumber(date) - 1);
}
