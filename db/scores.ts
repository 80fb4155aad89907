/** Points of units by their scorecards, as they were known on a date. Append-only. */
import { and, asc, eq, lte } from 'drizzle-orm';
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

/** The points of many units in one query, by unit id; units without any are absent. */
export async function readScores(db: Reader, query: ScoreQuery): Promise<Map<string, UnitScores>> {
  const counted = STAGES.slice(STAGES.indexOf(query.from));
  const rows = await db
    .select({ score: scores, fileName: imports.fileName, simulated: imports.simulated })
    .from(scores)
    .innerJoin(imports, eq(imports.id, scores.importId))
    .where(
      and(
        eq(scores.year, query.year),
        query.unitIds === undefined ? undefined : among(scores.unitId, query.unitIds),
        among(scores.stage, counted),
        lte(scores.knownOn, query.dataDate),
        isVisible(query.includeImport, query.asOf),
      ),
    )
    .orderBy(asc(scores.knownOn), asc(scores.id));
  const found = new Map<string, { entries: Map<string, ScoreEntry>; simulated: boolean }>();
  for (const { score, fileName, simulated } of rows) {
    const ofUnit = found.get(score.unitId) ?? { entries: new Map<string, ScoreEntry>(), simulated: false };
    if (prevails(score.stage, ofUnit.entries.get(score.item)))
      ofUnit.entries.set(score.item, entryOf(score, fileName));
    ofUnit.simulated ||= simulated;
    found.set(score.unitId, ofUnit);
  }
  return found;
}

/** Whether what a stage says of an item goes before what was known of it. */
export function prevails(stage: Stage, before: Pick<ScoreEntry, 'stage'> | undefined): boolean {
  return before === undefined || STAGES.indexOf(stage) >= STAGES.indexOf(before.stage);
}

function entryOf(score: typeof scores.$inferSelect, origin: string): ScoreEntry {
  const { status, stage, reduction, reason, evidence, quote } = score;
  return {
    state: status === 'missing' ? MISSING : fromColumns({ ...score, status }),
    stage,
    origin,
    ...(reduction === null ? {} : { reduction: parseQuotient(reduction) }),
    ...(reason === null ? {} : { reason }),
    ...(evidence === null ? {} : { evidence }),
    ...(quote === null ? {} : { quote }),
  };
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
