/** Entries of registers as they were known on a date. Append-only: of the versions of one code the newest known counts. */
import { and, asc, between, eq, lte, or, type SQL, sql } from 'drizzle-orm';
import type { CivilDate } from '../engine/model/dates.ts';
import { NUMBERED_BY_UNIT, type RegisterEntry, type RegisterKind } from '../engine/model/register.ts';
import { type Db, type Reader, write } from './database.ts';
import { type AsOf, giveWay, isVisible } from './imports.ts';
import { lastPeriodOf } from './periods.ts';
import type { Source } from './roll-up.ts';
import { imports, registerEntries, units } from './schema.ts';
import { among, batches } from './sql.ts';

export type NewRegisterEntry = RegisterEntry & {
  readonly province: string;
  readonly sourceRow: number;
  readonly knownOn: CivilDate;
};

/** An entry with where its newest version was read. */
export type KnownEntry = RegisterEntry & { readonly province: string; readonly source: Source };

export interface RegisterQuery {
  readonly kinds: readonly RegisterKind[];
  /** Every unit when absent. */
  readonly unitIds?: readonly string[];
  /** Of the period or, where it is a year, of its quarters and months too. */
  readonly period: string;
  /** Versions known later do not count. */
  readonly dataDate: CivilDate;
  /** An import still staged whose rows count already. */
  readonly includeImport?: number;
  /** As it was when an import was completed. */
  readonly asOf?: AsOf;
}

/** The entries that belong to the units, by unit, period and code; withdrawn ones too. */
export async function readRegister(db: Reader, query: RegisterQuery): Promise<KnownEntry[]> {
  const { unitIds } = query;
  const versions = db
    .select({
      kind: registerEntries.kind,
      province: registerEntries.province,
      unitId: registerEntries.unitId,
      period: registerEntries.period,
      code: registerEntries.code,
      title: registerEntries.title,
      officer: registerEntries.officer,
      dueOn: registerEntries.dueOn,
      doneOn: registerEntries.doneOn,
      state: registerEntries.state,
      evidence: registerEntries.evidence,
      details: registerEntries.details,
      row: registerEntries.sourceRow,
      knownOn: registerEntries.knownOn,
      fileName: imports.fileName,
      simulated: imports.simulated,
      age: sql<number>`row_number() over (
        partition by ${registerEntries.province}, ${registerEntries.period}, ${registerEntries.kind},
          ${registerEntries.numberedBy}, ${registerEntries.code}
        order by ${registerEntries.knownOn} desc, ${registerEntries.id} desc)`.as('age'),
    })
    .from(registerEntries)
    .innerJoin(imports, eq(imports.id, registerEntries.importId))
    .where(and(visible(query), unitIds === undefined ? undefined : mayBelongTo(unitIds)))
    .as('versions');
  const rows = await db
    .select()
    .from(versions)
    .where(
      // Whose an entry is, its newest version says: a task may have been given to another unit.
      and(
        eq(versions.age, 1),
        unitIds === undefined ? undefined : sql`${versions.unitId} in ${listed(unitIds)}`,
      ),
    )
    .orderBy(asc(versions.unitId), asc(versions.kind), asc(versions.period), asc(versions.code));
  return rows.map(toEntry);
}

/** A register of which at least one entry of the province is known. */
export interface LoadedRegister {
  readonly province: string;
  readonly kind: RegisterKind;
  /** The file that was loaded last. */
  readonly fileName: string;
  readonly knownOn: CivilDate;
  readonly simulated: boolean;
}

/** The registers that hold anything of a period, whichever units they name: of the others nothing is known. */
export async function loadedRegisters(
  db: Reader,
  query: Omit<RegisterQuery, 'unitIds' | 'kinds'>,
): Promise<LoadedRegister[]> {
  const newest = sql<number>`max(${registerEntries.id})`;
  return db
    .select({
      province: registerEntries.province,
      kind: registerEntries.kind,
      fileName: imports.fileName,
      knownOn: registerEntries.knownOn,
      simulated: imports.simulated,
      newest,
    })
    .from(registerEntries)
    .innerJoin(imports, eq(imports.id, registerEntries.importId))
    .where(visible(query))
    .groupBy(registerEntries.province, registerEntries.kind);
}

/** Stages entries, each batch in a write of its own. @throws when the import is not known. */
export async function appendEntries(
  db: Db,
  importId: number,
  rows: readonly NewRegisterEntry[],
): Promise<void> {
  for (const batch of batches(rows)) {
    const values = batch.map((row) => ({
      ...row,
      numberedBy: NUMBERED_BY_UNIT.has(row.kind) ? row.unitId : '',
      importId,
    }));
    await write(db, (tx) => tx.insert(registerEntries).values(values));
    await giveWay();
  }
}

function visible({
  kinds,
  period,
  dataDate,
  includeImport,
  asOf,
}: Omit<RegisterQuery, 'kinds'> & { readonly kinds?: readonly RegisterKind[] }): SQL | undefined {
  return and(
    kinds === undefined ? undefined : among(registerEntries.kind, kinds),
    between(registerEntries.period, period, lastPeriodOf(period)),
    lte(registerEntries.knownOn, dataDate),
    isVisible(includeImport, asOf),
  );
}

/** Codes that the units number for themselves, and those of their provinces. */
function mayBelongTo(unitIds: readonly string[]): SQL | undefined {
  const provinces = sql`(select ${units.province} from ${units} where ${units.id} in ${listed(unitIds)})`;
  return and(
    sql`${registerEntries.province} in ${provinces}`,
    or(eq(registerEntries.numberedBy, ''), among(registerEntries.numberedBy, unitIds)),
  );
}

function listed(unitIds: readonly string[]): SQL {
  return sql`(select value from json_each(${JSON.stringify(unitIds)}))`;
}

type Version = Omit<typeof registerEntries.$inferSelect, 'id' | 'importId' | 'numberedBy' | 'sourceRow'> & {
  readonly row: number;
  readonly fileName: string;
  readonly simulated: boolean;
};

function toEntry({
  officer,
  dueOn,
  doneOn,
  evidence,
  row,
  knownOn,
  fileName,
  simulated,
  ...kept
}: Version): KnownEntry {
  const { kind, province, unitId, period, code, title, state, details } = kept;
  return {
    kind,
    province,
    unitId,
    period,
    code,
    title,
    state,
    details,
    ...(officer === null ? {} : { officer }),
    ...(dueOn === null ? {} : { dueOn }),
    ...(doneOn === null ? {} : { doneOn }),
    ...(evidence === null ? {} : { evidence }),
    source: { period, fileName, row, knownOn, simulated },
  };
}
