/**
 * One load of dossiers: rows are staged in short writes as they come in, invisible until the load is completed. Only what
 * differs from the version that counts is kept, and the daily book takes the difference.
 */
import { and, desc, eq, gt, isNotNull } from 'drizzle-orm';
import { type CivilDate, civilDay } from '../../engine/model/dates.ts';
import { dayOf } from '../../engine/model/day-counts.ts';
import type { Dossier } from '../../engine/model/dossier.ts';
import { type Db, type Reader, type Tx, write } from '../database.ts';
import {
  beginImport,
  discardImport,
  forgetMet,
  giveWay,
  ImportConflictError,
  type NewImport,
  setRowCount,
} from '../imports.ts';
import { dossierCoverage, dossierLoads, dossiers, dossiersMet, imports } from '../schema.ts';
import { batches } from '../sql.ts';
import { DayBook } from './book.ts';
import { DossierNames } from './names.ts';
import {
  currentVersions,
  type DossierRow,
  insertDossiers,
  insertMet,
  rowsOfCodes,
  type StoredDossier,
  saysTheSame,
} from './versions.ts';

/** A dossier as a file tells of it. */
export interface NewDossier extends Omit<Dossier, 'waived'> {
  readonly code: string;
  readonly unitId: string;
  /** As the one-stop system names who handles it. */
  readonly officer: string;
  readonly procedure: string;
  readonly apology: boolean;
  /** Undefined where the file does not say. */
  readonly online: boolean | undefined;
  readonly sourceRow: number;
}

/** A code that stands twice in one file. */
export interface DuplicateCode {
  readonly code: string;
  readonly row: number;
  readonly firstRow: number;
}

/** What a load found, in dossiers. */
export interface LoadCounts {
  readonly dossiers: number;
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
  /** Those that differ and stay as they are, because a file that tells of a later day has been loaded before. */
  readonly kept: number;
}

interface Coverage {
  dossiers: number;
  firstDay: number;
}

interface Begun {
  readonly db: Db;
  readonly importId: number;
  /** The day whose evening the file tells of. */
  readonly asOf: CivilDate;
  readonly names: DossierNames;
  /** The load that was the last one when this one began; 0 when there was none. */
  readonly base: number;
  /** Units of which a load tells of a later day. */
  readonly told: ReadonlySet<string>;
}

export class DossierLoad {
  readonly importId: number;
  readonly #begun: Begun;
  readonly #book: DayBook;
  readonly #coverage = new Map<string, Coverage>();
  #added = 0;
  #changed = 0;
  #unchanged = 0;
  #kept = 0;

  private constructor(begun: Begun) {
    this.importId = begun.importId;
    this.#begun = begun;
    this.#book = new DayBook(begun.db, begun.importId);
  }

  /** @param asOf the day whose evening the file tells of */
  static async begin(
    db: Db,
    meta: Omit<NewImport, 'kind' | 'rowCount'>,
    asOf: CivilDate,
    now: Date,
  ): Promise<DossierLoad> {
    const base = await lastLoad(db);
    const names = await DossierNames.read(db);
    const told = await db
      .selectDistinct({ unitId: dossierCoverage.unitId })
      .from(dossierCoverage)
      .innerJoin(dossierLoads, eq(dossierLoads.importId, dossierCoverage.importId))
      .innerJoin(imports, and(eq(imports.id, dossierLoads.importId), isNotNull(imports.completedAt)))
      .where(gt(dossierLoads.asOf, asOf));
    const importId = await beginImport(db, { ...meta, kind: 'dossiers', rowCount: 0 }, now);
    return new DossierLoad({
      db,
      importId,
      asOf,
      names,
      base,
      told: new Set(told.map(({ unitId }) => unitId)),
    });
  }

  get counts(): LoadCounts {
    const [added, changed, unchanged, kept] = [this.#added, this.#changed, this.#unchanged, this.#kept];
    return { dossiers: added + changed + unchanged + kept, added, changed, unchanged, kept };
  }

  /** The years of each unit in which a count changes, by unit id. */
  get years(): ReadonlyMap<string, ReadonlySet<number>> {
    return this.#book.years;
  }

  get unitIds(): readonly string[] {
    return [...this.#coverage.keys()];
  }

  /** Stages rows in one write; a known dossier of a unit of which a later day is known stays as it is. Of a code that stands in the file already only the first row is kept. */
  async stage(rows: readonly NewDossier[]): Promise<DuplicateCode[]> {
    const { unique, duplicates } = withoutRepeats(rows);
    const earlier = this.#begun.base === 0 ? new Map<string, StoredDossier>() : await this.#current(unique);
    const known = unique.filter(({ code }) => earlier.has(code));
    const met = await this.#once(known, dossiersMet, insertMet);
    const fresh = unique.filter(({ code }) => !earlier.has(code)).map((row) => this.#row(row, undefined));
    const added = await this.#once(fresh, dossiers, insertDossiers);
    const versions = met.rows.map((row) => this.#row(row, earlier.get(row.code)));
    const differing = versions.filter((row) => {
      const before = earlier.get(row.code);
      return before !== undefined && !saysTheSame(before, row);
    });
    const changed = differing.filter(({ code }) => !this.#begun.told.has(earlier.get(code)?.unitId ?? ''));
    if (changed.length > 0) await write(this.#begun.db, (tx) => insertDossiers(tx, this.importId, changed));
    for (const row of [...added.rows, ...versions]) this.#cover(row);
    for (const row of [...added.rows, ...changed]) await this.#enter(row, earlier.get(row.code));
    this.#kept += differing.length - changed.length;
    this.#unchanged += versions.length - differing.length;
    const before = [...met.duplicates, ...added.duplicates];
    const firsts = new Map(before.map(({ code, firstRow }) => [code, firstRow]));
    return [
      ...before,
      ...duplicates.map((each) => ({ ...each, firstRow: firsts.get(each.code) ?? each.firstRow })),
    ];
  }

  /** Stages that the lateness of a known dossier does not count; it tells nothing new of its unit. */
  async waive(known: StoredDossier): Promise<void> {
    const waived = { ...known, waived: true, sourceRow: 1 };
    await write(this.#begun.db, (tx) => insertDossiers(tx, this.importId, [waived]));
    await this.#enter(waived, known);
  }

  /**
   * To be called once when all rows are staged: writes what is known of the load as a whole, still invisible.
   * @param knownOn from when it counts as known
   */
  async close(knownOn: CivilDate): Promise<void> {
    await this.#book.write();
    await forgetMet(this.#begun.db, this.importId);
    const importId = this.importId;
    const covered = [...this.#coverage].map(([unitId, { dossiers: count, firstDay }]) => ({
      unitId,
      importId,
      dossiers: count,
      firstMonth: civilDay(firstDay).slice(0, 7),
    }));
    await write(this.#begun.db, async (tx) => {
      await tx.insert(dossierLoads).values({ importId, asOf: this.#begun.asOf, knownOn });
      for (const batch of batches(covered)) await tx.insert(dossierCoverage).values(batch);
      await setRowCount(tx, importId, this.#added + this.#changed);
    });
  }

  /**
   * What must be true when the import is completed, in the same transaction.
   * @throws ImportConflictError when another load was completed since this one began: it was compared with what no longer counts
   */
  async seal(tx: Tx): Promise<void> {
    if ((await lastLoad(tx)) !== this.#begun.base)
      throw new ImportConflictError('another load of dossiers was completed meanwhile');
    await this.#begun.names.save(tx);
  }

  /** Deletes what was staged. */
  discard(): Promise<void> {
    return discardImport(this.#begun.db, this.importId);
  }

  #current(rows: readonly NewDossier[]): Promise<Map<string, StoredDossier>> {
    return currentVersions(
      this.#begun.db,
      rows.map(({ code }) => code),
    );
  }

  #row(dossier: NewDossier, earlier: StoredDossier | undefined): DossierRow {
    const { officer, procedure, ...row } = dossier;
    return {
      ...row,
      officerId: officer === '' ? null : this.#begun.names.officer(row.unitId, officer),
      procedureId: procedure === '' ? null : this.#begun.names.procedure(procedure),
      // What was decided of a dispute outlives the next export.
      waived: earlier?.waived ?? false,
    };
  }

  /** Writes rows whose codes the import has not had yet, and tells of the others. */
  async #once<Row extends Pick<DossierRow, 'code' | 'sourceRow'>>(
    rows: readonly Row[],
    table: typeof dossiers | typeof dossiersMet,
    insert: (tx: Tx, importId: number, rows: readonly Row[]) => Promise<void>,
  ): Promise<{ rows: readonly Row[]; duplicates: DuplicateCode[] }> {
    if (rows.length === 0) return { rows, duplicates: [] };
    try {
      await write(this.#begun.db, (tx) => insert(tx, this.importId, rows));
      await giveWay();
      return { rows, duplicates: [] };
    } catch (error) {
      const codes = rows.map(({ code }) => code);
      const before = await rowsOfCodes(this.#begun.db, table, this.importId, codes);
      if (before.size === 0) throw error;
      const duplicates = rows.flatMap(({ code, sourceRow: row }) => {
        const firstRow = before.get(code);
        return firstRow === undefined ? [] : [{ code, row, firstRow }];
      });
      const left = await this.#once(
        rows.filter(({ code }) => !before.has(code)),
        table,
        insert,
      );
      return { rows: left.rows, duplicates: [...duplicates, ...left.duplicates] };
    }
  }

  async #enter(row: DossierRow, earlier: StoredDossier | undefined): Promise<void> {
    if (this.#book.isFull) await this.#book.write();
    if (earlier === undefined) this.#added += 1;
    else {
      this.#changed += 1;
      this.#book.add(earlier.unitId, earlier, -1);
    }
    this.#book.add(row.unitId, row);
  }

  #cover({ unitId, received }: DossierRow): void {
    const day = dayOf(received);
    const known = this.#coverage.get(unitId);
    if (known === undefined) this.#coverage.set(unitId, { dossiers: 1, firstDay: day });
    else {
      known.dossiers += 1;
      known.firstDay = Math.min(known.firstDay, day);
    }
  }
}

function withoutRepeats(rows: readonly NewDossier[]): { unique: NewDossier[]; duplicates: DuplicateCode[] } {
  const firsts = new Map<string, number>();
  const unique: NewDossier[] = [];
  const duplicates: DuplicateCode[] = [];
  for (const row of rows) {
    const firstRow = firsts.get(row.code);
    if (firstRow === undefined) {
      firsts.set(row.code, row.sourceRow);
      unique.push(row);
    } else duplicates.push({ code: row.code, row: row.sourceRow, firstRow });
  }
  return { unique, duplicates };
}

/** The last completed load of dossiers, 0 when there is none. */
async function lastLoad(db: Reader): Promise<number> {
  const [last] = await db
    .select({ id: dossierLoads.importId })
    .from(dossierLoads)
    .innerJoin(imports, and(eq(imports.id, dossierLoads.importId), isNotNull(imports.completedAt)))
    .orderBy(desc(dossierLoads.importId))
    .limit(1);
  return last?.id ?? 0;
}
