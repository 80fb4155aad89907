/** Points of units by their scorecards, as they were known on a date. Append-only. */
import { and, asc, eq, lte, ne, type SQL } from 'drizzle-orm';
import type { CivilDate } from '../engine/model/dates.ts';
import { type FactState, MISSING } from '../engine/model/facts.ts';
import type { Ratio } from '../engine/model/ratio.ts';
import { type ScoreEntry, STAGES, type Stage } from '../engine/model/scorecard.ts';
import { type Db, type Reader, write } from './database.ts';
import { fromColumns, NO_VALUE, parseQuotient, quotient, toColumns } from './fact-columns.ts';
import { type AsOf, giveWay, isVisible } from './imports.ts';
import { imports, scores } from './schema.ts';
import { among, batches } from './sql.ts';

/** What one row of a file, or one step of an appraisal, says of one item of one unit. */
export interface NewScore {
  readonly unitId: string;
  readonly year: number;
  readonly item: string;
  readonly stage: Stage;
  /** Missing where only its maximum is lowered, and facts or its parts give the points. */
  readonly state: FactState;
  readonly reduction?: Ratio;
  readonly reason?: string;
  readonly evidence?: string;
  readonly quote?: string;
  readonly sourceRow: number;
  readonly knownOn: CivilDate;
}

export interface ScoreQuery {
  /** Every unit when absent. */
  readonly unitIds?: readonly string[];
  readonly year: number;
  /** Points known later do not count. */
  readonly dataDate: CivilDate;
  /** The first stage that counts: a unit's own points count for nothing before they are appraised. */
  readonly from: Stage;
  /** An import still staged whose rows count already. */
  readonly includeImport?: number;
  /** As it was when an import was completed. */
  readonly asOf?: AsOf;
}

export interface UnitScores {
  /** By item; of several stages the last, of several rows of it the newest. */
  readonly entries: ReadonlyMap<string, ScoreEntry>;
  readonly simulated: boolean;
}

/** The points of many units in one query, by unit id, with what was said of them; units without any are absent. */
export async function readScores(db: Reader, query: ScoreQuery): Promise<Map<string, UnitScores>> {
  const rows = await db
    .select({
      ...POINTS,
      bound: scores.bound,
      reason: scores.reason,
      evidence: scores.evidence,
      quote: scores.quote,
      fileName: imports.fileName,
    })
    .from(scores)
    .innerJoin(imports, eq(imports.id, scores.importId))
    .where(matching(query))
    .orderBy(...OLDEST_FIRST);
  return byUnit(rows, ({ fileName, reason, evidence, quote, bound, ...row }) => ({
    ...entryOf({ ...row, bound }),
    origin: fileName,
    ...(reason === null ? {} : { reason }),
    ...(evidence === null ? {} : { evidence }),
    ...(quote === null ? {} : { quote }),
  }));
}

/** The same without words, for lists of thousands of units. */
export async function readPoints(db: Reader, query: ScoreQuery): Promise<Map<string, UnitScores>> {
  const rows = await db
    .select(POINTS)
    .from(scores)
    .innerJoin(imports, eq(imports.id, scores.importId))
    .where(matching(query))
    .orderBy(...OLDEST_FIRST);
  return byUnit(rows, (row) => entryOf({ ...row, bound: '' }));
}

const POINTS = {
  unitId: scores.unitId,
  item: scores.item,
  stage: scores.stage,
  status: scores.status,
  numerator: scores.numerator,
  denominator: scores.denominator,
  boundInterval: scores.boundInterval,
  reduction: scores.reduction,
  simulated: imports.simulated,
};
const OLDEST_FIRST = [asc(scores.unitId), asc(scores.knownOn), asc(scores.id)];

function matching({ unitIds, year, from, dataDate, includeImport, asOf }: ScoreQuery): SQL | undefined {
  return and(
    eq(scores.year, year),
    unitIds === undefined ? undefined : among(scores.unitId, unitIds),
    among(scores.stage, STAGES.slice(STAGES.indexOf(from))),
    lte(scores.knownOn, dataDate),
    isVisible(includeImport, asOf),
  );
}

type PointRow = Pick<
  typeof scores.$inferSelect,
  'unitId' | 'item' | 'stage' | 'status' | 'numerator' | 'denominator' | 'boundInterval' | 'reduction'
> & { readonly simulated: boolean };

/** Of several rows for one item the last stage counts, of one stage the newest row. */
function byUnit<Row extends PointRow>(
  rows: readonly Row[],
  entry: (row: Row) => ScoreEntry,
): Map<string, UnitScores> {
  const found = new Map<string, { entries: Map<string, ScoreEntry>; simulated: boolean }>();
  for (const row of rows) {
    let ofUnit = found.get(row.unitId);
    if (ofUnit === undefined) {
      ofUnit = { entries: new Map(), simulated: false };
      found.set(row.unitId, ofUnit);
    }
    if (prevails(row.stage, ofUnit.entries.get(row.item))) ofUnit.entries.set(row.item, entry(row));
    ofUnit.simulated ||= row.simulated;
  }
  return found;
}

/** Whether what a stage says of an item goes before what was known of it. */
export function prevails(stage: Stage, before: Pick<ScoreEntry, 'stage'> | undefined): boolean {
  return before === undefined || STAGES.indexOf(stage) >= STAGES.indexOf(before.stage);
}

function entryOf(row: PointRow & { readonly bound: string | null }): ScoreEntry {
  const { status, stage, reduction } = row;
  return {
    state: status === 'missing' ? MISSING : fromColumns({ ...row, status }),
    stage,
    ...(reduction === null ? {} : { reduction: parseQuotient(reduction) }),
  };
}

/** The years for which a unit has appraised points known on `dataDate`, latest first. */
export async function scoreYears(db: Reader, unitId: string, dataDate: CivilDate): Promise<number[]> {
  const rows = await db
    .selectDistinct({ year: scores.year })
    .from(scores)
    .innerJoin(imports, eq(imports.id, scores.importId))
    .where(
      and(
        eq(scores.unitId, unitId),
        ne(scores.stage, 'tự chấm'),
        lte(scores.knownOn, dataDate),
        isVisible(undefined),
      ),
    );
  return rows.map(({ year }) => year).sort((a, b) => b - a);
}

/** Stages scores, each batch in a write of its own. @throws when the import is not known. */
export async function appendScores(db: Db, importId: number, rows: readonly NewScore[]): Promise<void> {
  for (const batch of batches(rows)) {
    const values = batch.map(({ state, reduction, ...row }) => ({
      ...row,
      ...(state.status === 'missing' ? { ...NO_VALUE, status: state.status } : toColumns(state)),
      ...(reduction === undefined ? {} : { reduction: quotient(reduction) }),
      importId,
    }));
    await write(db, (tx) => tx.insert(scores).values(values));
    await giveWay();
  }
}

/** The files that gave a unit points of one stage and year, the first one first. */
export async function scoreFiles(
  db: Reader,
  of: { readonly unitId: string; readonly year: number; readonly stage: Stage },
): Promise<{ importId: number; sha256: string }[]> {
  return db
    .selectDistinct({ importId: imports.id, sha256: imports.sha256 })
    .from(scores)
    .innerJoin(imports, eq(imports.id, scores.importId))
    .where(
      and(
        eq(scores.year, of.year),
        eq(scores.unitId, of.unitId),
        eq(scores.stage, of.stage),
        isVisible(undefined),
      ),
    )
    .orderBy(asc(imports.id));
}
