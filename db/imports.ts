/**
 * Imports: rows are staged in short writes, invisible to every reader, until one small transaction marks
 * the import complete; what is never completed is discarded.
 */
import { and, count, eq, inArray, isNotNull, isNull, lt, lte, max, or, type SQL } from 'drizzle-orm';
import type { CivilDate } from '../engine/model/dates.ts';
import type { Subject } from '../engine/model/facts.ts';
import { type Db, type Reader, type Tx, write } from './database.ts';
import { ofImport } from './dossiers/versions.ts';
import { type StatedFact, toColumns } from './fact-columns.ts';
import {
  dossierCoverage,
  dossierDays,
  dossierLoads,
  dossiers,
  dossiersMet,
  imports,
  observations,
  publishedAverages,
  publishedRanks,
  registerEntries,
  scores,
} from './schema.ts';
import { batches } from './sql.ts';

export const IMPORT_KINDS = [
  'figures',
  'ranks',
  'averages',
  'scores',
  'units',
  'lineage',
  'rounds',
  'dossiers',
  'registers',
] as const;
export type ImportKind = (typeof IMPORT_KINDS)[number];

/** The tables whose rows are staged and counted, and how those of one import are found. */
const STAGED = [
  ...[observations, publishedRanks, publishedAverages, scores, registerEntries].map((table) => ({
    table,
    of: (importId: number) => eq(table.importId, importId),
  })),
  { table: dossiers, of: ofImport },
] as const;

/** What belongs to a load of dossiers as a whole. */
const OF_A_LOAD = [dossierDays, dossierCoverage, dossierLoads] as const;

/** Milliseconds after which an import that was begun and not completed is taken for abandoned. */
const ABANDONED_AFTER = 3_600_000;
/** Rows deleted in one transaction. */
const DISCARD_BATCH = 5000;

export interface NewImport {
  readonly kind: ImportKind;
  readonly fileName: string;
  /** Of the file's bytes, in hex: the same file is not loaded twice. */
  readonly sha256: string;
  /** Made by a generator, not measured. */
  readonly simulated: boolean;
  /** How many rows must have been staged when the import is completed. */
  readonly rowCount: number;
  readonly loadedBy: string;
}

/** One stated fact of one unit. `period` is "2019" or "2026-03". */
export interface NewObservation {
  readonly unitId: string;
  /** "đơn vị" when absent. */
  readonly subject?: Subject;
  /** Of a personal figure the officer's code. */
  readonly officer?: string;
  readonly fact: string;
  readonly period: string;
  readonly state: StatedFact;
  /** The authority that found a bound, and its words. */
  readonly foundBy?: string;
  readonly quote?: string;
  /** What its sender says of where it comes from. */
  readonly reference?: string;
  /** Row of the file, from 1, or line of the source document. */
  readonly sourceRow: number;
  readonly knownOn: CivilDate;
}

export type NewPublishedRank = Omit<typeof publishedRanks.$inferInsert, 'id' | 'importId'>;

export type NewPublishedAverage = Omit<typeof publishedAverages.$inferInsert, 'id' | 'importId'>;

/** The import cannot be completed: it is no longer staged whole, or the same file was completed meanwhile. */
export class ImportConflictError extends Error {
  override readonly name = 'ImportConflictError';
}

/** Begins an import whose rows stay invisible; gives its id. */
export function beginImport(db: Db, meta: NewImport, now: Date): Promise<number> {
  return write(db, (tx) => insertImport(tx, meta, now, null));
}

/** An import that needs no staging: what it brings is written in this same transaction. */
export function recordImport(tx: Tx, meta: NewImport, now: Date): Promise<number> {
  return insertImport(tx, meta, now, now);
}

/** Stages observations, each batch in a write of its own. @throws when the import is not known. */
export async function appendObservations(
  db: Db,
  importId: number,
  rows: readonly NewObservation[],
): Promise<void> {
  for (const batch of batches(rows)) {
    const values = batch.map(({ state, ...row }) => ({ ...row, ...toColumns(state), importId }));
    await write(db, (tx) => tx.insert(observations).values(values));
    await giveWay();
  }
}

/** Stages published ranks, each batch in a write of its own. @throws when the import is not known. */
export async function appendRanks(
  db: Db,
  importId: number,
  rows: readonly NewPublishedRank[],
): Promise<void> {
  for (const batch of batches(rows)) {
    const values = batch.map((row) => ({ ...row, importId }));
    await write(db, (tx) => tx.insert(publishedRanks).values(values));
    await giveWay();
  }
}

/** Stages published averages, each batch in a write of its own. @throws when the import is not known. */
export async function appendAverages(
  db: Db,
  importId: number,
  rows: readonly NewPublishedAverage[],
): Promise<void> {
  for (const batch of batches(rows)) {
    const values = batch.map((row) => ({ ...row, importId }));
    await write(db, (tx) => tx.insert(publishedAverages).values(values));
    await giveWay();
  }
}

/**
 * Makes a staged import visible, together with whatever else the transaction writes.
 * @throws ImportConflictError when it is not staged, rows are missing, or the same file has been completed.
 */
export async function completeImport(tx: Tx, id: number, now: Date): Promise<void> {
  const [staged] = await tx
    .select()
    .from(imports)
    .where(and(eq(imports.id, id), isNull(imports.completedAt)));
  if (staged === undefined) throw new ImportConflictError(`import ${id} is not staged`);
  const rows = await countRows(tx, id);
  if (rows !== staged.rowCount) {
    throw new ImportConflictError(`import ${id} has ${rows} of its ${staged.rowCount} rows`);
  }
  const earlier = await completedImport(tx, staged.sha256);
  if (earlier !== undefined) throw new ImportConflictError(`import ${earlier} already holds the same file`);
  await tx.update(imports).set({ completedAt: now.toISOString() }).where(eq(imports.id, id));
}

/** Says how many rows an import has whose file was not counted before it was staged. */
export async function setRowCount(tx: Tx, id: number, rowCount: number): Promise<void> {
  await tx.update(imports).set({ rowCount }).where(eq(imports.id, id));
}

/** Deletes a staged import with its rows, in short writes; does nothing to a completed one. */
export async function discardImport(db: Db, id: number): Promise<void> {
  while (await write(db, (tx) => discardSome(tx, id)));
}

/** Discards imports that were begun more than an hour before `now` and never completed; gives how many. */
export async function discardAbandonedImports(db: Db, now: Date): Promise<number> {
  const limit = new Date(now.getTime() - ABANDONED_AFTER).toISOString();
  const abandoned = await db
    .select({ id: imports.id })
    .from(imports)
    .where(and(isNull(imports.completedAt), lt(imports.recordedAt, limit)));
  for (const { id } of abandoned) await discardImport(db, id);
  return abandoned.length;
}

/** The id of the completed import of a file with these bytes. */
export async function completedImport(db: Reader, sha256: string): Promise<number | undefined> {
  const [found] = await db
    .select({ id: imports.id })
    .from(imports)
    .where(and(eq(imports.sha256, sha256), isNotNull(imports.completedAt)))
    .limit(1);
  return found?.id;
}

/** When an import was completed, as UTC ISO text. */
export async function importCompletedAt(db: Reader, id: number): Promise<string | undefined> {
  const [found] = await db
    .select({ completedAt: imports.completedAt })
    .from(imports)
    .where(eq(imports.id, id));
  return found?.completedAt ?? undefined;
}

/** Who loads the sample data. */
export const SAMPLE_LOADER = 'dữ liệu mẫu';

/** Whether the database was made for trials: the sample data has been loaded into it. */
export async function holdsSample(db: Reader): Promise<boolean> {
  const found = await db
    .select({ id: imports.id })
    .from(imports)
    .where(and(eq(imports.loadedBy, SAMPLE_LOADER), isNotNull(imports.completedAt)))
    .limit(1);
  return found.length > 0;
}

/** The imports that counted when one of them was completed: those begun and completed no later. */
export interface AsOf {
  readonly importId: number;
  /** UTC, ISO text. */
  readonly completedAt: string;
}

/** As of now: every completed import counts. */
export async function asOfNow(db: Reader): Promise<AsOf> {
  const [last] = await db
    .select({ importId: max(imports.id), completedAt: max(imports.completedAt) })
    .from(imports)
    .where(isNotNull(imports.completedAt));
  return { importId: last?.importId ?? 0, completedAt: last?.completedAt ?? '' };
}

/** The name of the file or source of an import. */
export async function importName(db: Reader, id: number): Promise<string | undefined> {
  const [found] = await db.select({ name: imports.fileName }).from(imports).where(eq(imports.id, id));
  return found?.name;
}

/** In a query that joins `imports`: completed ones, and one more that may still be staged. */
export function isVisible(includeImport: number | undefined, asOf?: AsOf): SQL | undefined {
  const completed =
    asOf === undefined
      ? isNotNull(imports.completedAt)
      : and(lte(imports.id, asOf.importId), lte(imports.completedAt, asOf.completedAt));
  return or(completed, includeImport === undefined ? undefined : eq(imports.id, includeImport));
}

/** Lets another process that waits for the lock have it: a tight loop of writes would starve it past its time-out. */
export function giveWay(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 5));
}

async function insertImport(tx: Tx, meta: NewImport, now: Date, completed: Date | null): Promise<number> {
  const [row] = await tx
    .insert(imports)
    .values({ ...meta, recordedAt: now.toISOString(), completedAt: completed?.toISOString() ?? null })
    .returning({ id: imports.id });
  if (row === undefined) throw new Error('the database gave no id for an import');
  return row.id;
}

async function countRows(tx: Tx, importId: number): Promise<number> {
  let rows = 0;
  for (const { table, of } of STAGED) {
    const [counted] = await tx.select({ rows: count() }).from(table).where(of(importId));
    rows += counted?.rows ?? 0;
  }
  return rows;
}

/** Deletes what an import noted only while it was staged, in short writes. */
export async function forgetMet(db: Db, id: number): Promise<void> {
  while (await write(db, (tx) => forgetSome(tx, id))) await giveWay();
}

async function forgetSome(tx: Tx, id: number): Promise<boolean> {
  const some = tx
    .select({ id: dossiersMet.id })
    .from(dossiersMet)
    .where(ofImport(id, dossiersMet))
    .limit(DISCARD_BATCH);
  const { rowsAffected } = await tx.delete(dossiersMet).where(inArray(dossiersMet.id, some));
  return rowsAffected > 0;
}

/** Deletes one batch, and the import itself once nothing else is left; tells whether to go on. */
async function discardSome(tx: Tx, id: number): Promise<boolean> {
  const isStaged = and(eq(imports.id, id), isNull(imports.completedAt));
  const staged = await tx.select({ id: imports.id }).from(imports).where(isStaged);
  if (staged.length === 0) return false;
  if (await forgetSome(tx, id)) return true;
  for (const { table, of } of STAGED) {
    const some = tx.select({ id: table.id }).from(table).where(of(id)).limit(DISCARD_BATCH);
    const { rowsAffected } = await tx.delete(table).where(inArray(table.id, some));
    if (rowsAffected > 0) return true;
  }
  for (const table of OF_A_LOAD) await tx.delete(table).where(eq(table.importId, id));
  await tx.delete(imports).where(isStaged);
  return false;
}
