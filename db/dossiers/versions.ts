/** Versions of dossiers as rows: writing many in one statement, and finding those that count of given codes. */
import { and, eq, isNotNull, type SQL, sql } from 'drizzle-orm';
import type { Dossier } from '../../engine/model/dossier.ts';
import type { Db, Tx } from '../database.ts';
import { dossiers, dossiersMet, imports } from '../schema.ts';
import { runMany } from '../sql.ts';

/** More rows than any file has. */
const ROWS = 2 ** 32;

/** What is kept of a dossier besides its time limits. */
export interface DossierRow extends Dossier {
  readonly code: string;
  readonly unitId: string;
  readonly officerId: number | null;
  readonly procedureId: number | null;
  readonly apology: boolean;
  /** Undefined where the file does not say. */
  readonly online: boolean | undefined;
  /** Row of the file, from 1. */
  readonly sourceRow: number;
}

export type StoredDossier = DossierRow & { readonly importId: number };

/** The key of a row of an import: the rows of one import stand together and in the order of the file. */
export function dossierId(importId: number, sourceRow: number): number {
  return importId * ROWS + sourceRow;
}

/** The rows of one import, found without reading those of others. */
export function ofImport(importId: number, table: typeof dossiers | typeof dossiersMet = dossiers): SQL {
  return sql`${table.id} between ${dossierId(importId, 0)} and ${dossierId(importId + 1, 0) - 1}`;
}

const COLUMNS = [
  'id',
  'code',
  'unit_id',
  'officer_id',
  'procedure_id',
  'received',
  'due',
  'promised',
  'returned',
  'paused_at',
  'state',
  'apology',
  'online',
  'waived',
] as const;

/** Writes rows in one statement. @throws a constraint error where a code stands in the import already */
export async function insertDossiers(tx: Tx, importId: number, rows: readonly DossierRow[]): Promise<void> {
  const values = rows.map((row) => [
    dossierId(importId, row.sourceRow),
    row.code,
    row.unitId,
    row.officerId,
    row.procedureId,
    row.received,
    row.due ?? null,
    row.promised ?? null,
    row.returned ?? null,
    row.pausedAt ?? null,
    row.state,
    Number(row.apology),
    row.online === undefined ? null : Number(row.online),
    Number(row.waived),
  ]);
  const columns = COLUMNS.map((name) => sql.identifier(name));
  const read = COLUMNS.map((_, index) => sql.raw(`value->>${index}`));
  await runMany(
    tx,
    sql`insert into ${dossiers} (import_id, ${sql.join(columns, sql`, `)})
    select ${importId}, ${sql.join(read, sql`, `)} from json_each(${JSON.stringify(values)})`,
  );
}

/** The versions that count of dossiers with these codes, by code. */
export async function currentVersions(
  db: Pick<Db, 'select'>,
  codes: readonly string[],
): Promise<Map<string, StoredDossier>> {
  const versions = await db
    .select({ dossier: dossiers })
    .from(sql`json_each(${JSON.stringify(codes)}) as wanted`)
    .innerJoin(dossiers, eq(dossiers.code, sql`wanted.value`))
    .innerJoin(imports, and(eq(imports.id, dossiers.importId), isNotNull(imports.completedAt)));
  const current = new Map<string, StoredDossier>();
  for (const { dossier } of versions) {
    const known = current.get(dossier.code);
    if (known === undefined || known.importId < dossier.importId) current.set(dossier.code, stored(dossier));
  }
  return current;
}

/** Notes codes of known dossiers. @throws a constraint error where one was noted for the import already */
export async function insertMet(
  tx: Tx,
  importId: number,
  rows: readonly Pick<DossierRow, 'code' | 'sourceRow'>[],
): Promise<void> {
  const values = rows.map(({ code, sourceRow }) => [dossierId(importId, sourceRow), code]);
  await runMany(
    tx,
    sql`insert into ${dossiersMet} (id, import_id, code)
    select value->>0, ${importId}, value->>1 from json_each(${JSON.stringify(values)})`,
  );
}

/** The rows of an import in which codes were staged or met, by code. */
export async function rowsOfCodes(
  db: Pick<Db, 'select'>,
  table: typeof dossiers | typeof dossiersMet,
  importId: number,
  codes: readonly string[],
): Promise<Map<string, number>> {
  const rows = await db
    .select({ id: table.id, code: table.code })
    .from(sql`json_each(${JSON.stringify(codes)}) as wanted`)
    .innerJoin(table, and(eq(table.code, sql`wanted.value`), eq(table.importId, importId)));
  return new Map(rows.map(({ id, code }) => [code, id % ROWS]));
}

export function stored({ id, ...row }: typeof dossiers.$inferSelect): StoredDossier {
  const { due, promised, returned, pausedAt, online, ...rest } = row;
  return {
    ...rest,
    ...(due === null ? {} : { due }),
    ...(promised === null ? {} : { promised }),
    ...(returned === null ? {} : { returned }),
    ...(pausedAt === null ? {} : { pausedAt }),
    online: online ?? undefined,
    sourceRow: id % ROWS,
  };
}

const COMPARED = [
  'unitId',
  'officerId',
  'procedureId',
  'received',
  'due',
  'promised',
  'returned',
  'pausedAt',
  'state',
  'apology',
  'online',
  'waived',
] as const satisfies readonly (keyof DossierRow)[];

/** Whether two versions say the same. */
export function saysTheSame(a: DossierRow, b: DossierRow): boolean {
  return COMPARED.every((key) => a[key] === b[key]);
}
