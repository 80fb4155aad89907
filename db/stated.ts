/** The stated figures that count, as they are stored: of several for one period the newest known. */
import { and, between, eq, inArray, lte, type SQL, sql } from 'drizzle-orm';
import type { CivilDate } from '../engine/model/dates.ts';
import { unitsIn } from '../engine/model/lineage.ts';
import type { Reader } from './database.ts';
import type { FactColumns } from './fact-columns.ts';
import { isVisible } from './imports.ts';
import type { FigureQuery } from './observations.ts';
import { lastPeriodOf } from './periods.ts';
import { imports, observations, type StoredInterval, units } from './schema.ts';
import { among } from './sql.ts';

export interface Stated extends FactColumns {
  readonly unitId: string;
  readonly officer: string;
  readonly fact: string;
  readonly period: string;
  readonly foundBy: string | null;
  readonly quote: string | null;
  readonly row: number;
  readonly knownOn: CivilDate;
  readonly fileName: string;
  readonly simulated: boolean;
}

/** The newest known observation of each unit, officer, fact and period that the query asks for. */
export async function newestStated(db: Reader, query: FigureQuery, ofOfficer: SQL): Promise<Stated[]> {
  const { subject, year, dataDate, facts, includeImport, asOf, parts } = query;
  const within = [...(parts?.values() ?? [])].flatMap(unitsIn);
  const everyUnit = db.select({ id: units.id }).from(units);
  const stated = db
    .select({
      unitId: observations.unitId,
      officer: observations.officer,
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
        partition by ${observations.unitId}, ${observations.officer}, ${observations.fact}, ${observations.period}
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
        between(observations.period, `${year}`, lastPeriodOf(`${year}`)),
        eq(observations.subject, subject),
        ofOfficer,
        lte(observations.knownOn, dataDate),
        isVisible(includeImport, asOf),
      ),
    )
    .as('stated');
  // One row a fact: of a year by months, making a row of each takes longer than all that is done with it.
  const { unitId, officer, fact } = stated;
  const columns = STATED_COLUMNS.map((column) => stated[column]);
  const rows = await db
    .select({
      unitId,
      officer,
      fact,
      periods: sql<string>`json_group_array(json_array(${sql.join(columns, sql`, `)}))`,
    })
    .from(stated)
    .where(eq(stated.age, 1))
    .groupBy(unitId, officer, fact);
  return rows.flatMap(({ periods, ...of }) =>
    (JSON.parse(periods) as StatedPeriod[]).map((period) => ({ ...of, ...statedPeriod(period) })),
  );
}

const STATED_COLUMNS = [
  'period',
  'status',
  'numerator',
  'denominator',
  'bound',
  'boundInterval',
  'foundBy',
  'quote',
  'row',
  'knownOn',
  'fileName',
  'simulated',
] as const;
type StatedPeriod = [
  period: string,
  status: Stated['status'],
  numerator: number | null,
  denominator: number | null,
  bound: string | null,
  boundInterval: string | null,
  foundBy: string | null,
  quote: string | null,
  row: number,
  knownOn: CivilDate,
  fileName: string,
  simulated: 0 | 1,
];

/** The columns as they are stored. */
function statedPeriod([
  period,
  status,
  numerator,
  denominator,
  bound,
  boundInterval,
  foundBy,
  quote,
  row,
  knownOn,
  fileName,
  simulated,
]: StatedPeriod): Omit<Stated, 'unitId' | 'officer' | 'fact'> {
  return {
    period,
    status,
    numerator,
    denominator,
    bound,
    boundInterval: boundInterval === null ? null : (JSON.parse(boundInterval) as StoredInterval),
    foundBy,
    quote,
    row,
    knownOn,
    fileName,
    simulated: simulated === 1,
  };
}
