/** Loading a file of points: checked whole, staged, then made visible together with the warnings of what changes. */
import type { Tx } from '../db/database.ts';
import type { ImportProblem, Refusal } from '../db/import/problems.ts';
import type { ScoreRow, ScoresContext } from '../db/import/score-rows.ts';
import { readScoresFile, type ScoresFile } from '../db/import/scores-file.ts';
import { stageScores } from '../db/import/stage.ts';
import { completedImport, discardImport } from '../db/imports.ts';
import { prevails, readScores } from '../db/scores.ts';
import { type NamedUnit, unitDirectory } from '../db/units.ts';
import { civilDate } from '../engine/model/dates.ts';
import { MISSING } from '../engine/model/facts.ts';
import type { ScoreEntry } from '../engine/model/scorecard.ts';
import { scoreSheet } from '../engine/score/sheet.ts';
import { closedRefusal, requireOpen, untaken } from './closed-years.ts';
import type { Desk } from './desk.ts';
import type { FiguresUpload } from './load-figures.ts';
import { scoringOf } from './scoring.ts';
import { type Changed, completeWithWarnings, type WarningCounts } from './warnings.ts';

/** `only`: the file is one unit's in one step of a round. */
export type ScoresUpload = FiguresUpload & Pick<ScoresContext, 'only'>;

export type ScoresOutcome =
  | { readonly status: 'refused'; readonly problems: readonly ImportProblem[]; readonly total: number }
  /** The same bytes were loaded before: nothing has changed. */
  | { readonly status: 'repeated' }
  | { readonly status: 'checked'; readonly scores: number; readonly units: number }
  | {
      readonly status: 'loaded';
      readonly scores: number;
      readonly units: number;
      readonly warnings: WarningCounts;
    };

/** All of the file or none of it. @throws when the database fails; nothing is then visible. */
export async function loadScores(desk: Desk, upload: FiguresUpload): Promise<ScoresOutcome> {
  const { db, now } = desk;
  const directory = await unitDirectory(db);
  const file = await readPointsFile(desk, upload, directory, await untaken(db));
  if (!file.ok) return { status: 'refused', problems: file.problems, total: file.total };
  if ((await completedImport(db, file.sha256)) !== undefined) return { status: 'repeated' };
  const counts = { scores: file.rows.length, units: new Set(file.rows.map(({ unitId }) => unitId)).size };
  if (upload.dryRun) return { status: 'checked', ...counts };
  const { fileName, loadedBy } = upload;
  const origin = { fileName, sha256: file.sha256, simulated: false, loadedBy };
  const importId = await stageScores(db, known(file.rows, now), origin, now);
  const units = new Map(directory.map((unit) => [unit.id, unit]));
  const places = file.rows.flatMap(({ unitId, year }) => {
    const unit = units.get(unitId);
    return unit === undefined ? [] : [{ unit, year }];
  });
  const stillOpen = (tx: Tx): Promise<void> => requireOpen(tx, places);
  try {
    const warnings = await orDiscard(desk, importId, () =>
      completeWithWarnings(desk, importId, changedBy(file.rows), stillOpen),
    );
    return { status: 'loaded', ...counts, warnings };
  } catch (error) {
    return closedRefusal(error);
  }
}

/** Reads a file of points and checks it against the law and what is known already. */
export async function readPointsFile(
  desk: Desk,
  upload: Pick<ScoresUpload, 'bytes' | 'only'>,
  directory: readonly NamedUnit[],
  closed?: ScoresContext['closed'],
): Promise<ScoresFile | Refusal> {
  const scoring = scoringOf(desk);
  const file = readScoresFile(upload.bytes, {
    directory,
    scoring,
    today: civilDate(desk.now),
    ...(closed === undefined ? {} : { closed }),
    ...(upload.only === undefined ? {} : { only: upload.only }),
  });
  if (!file.ok) return file;
  const problems = await withoutStandard(desk, file.rows, directory);
  return problems.length === 0 ? file : { ok: false, problems, total: problems.length };
}

/** Points count as known from the day on which they are loaded. */
export function known(rows: readonly ScoreRow[], now: Date): (ScoreRow & { knownOn: string })[] {
  return rows.map((row) => ({ ...row, knownOn: civilDate(now) }));
}

/** The units and years whose index the points may change; a unit's own points change none. */
export function changedBy(rows: readonly ScoreRow[]): Changed[] {
  const counting = rows.filter(({ stage }) => stage !== 'tự chấm');
  return [...Map.groupBy(counting, ({ year }) => year)].map(([year, ofYear]) => ({
    year,
    unitIds: [...new Set(ofYear.map(({ unitId }) => unitId))],
  }));
}

/** Completes what was staged, or leaves nothing of it behind. */
export async function orDiscard<T>(
  { db }: Pick<Desk, 'db'>,
  importId: number,
  complete: () => Promise<T>,
): Promise<T> {
  try {
    return await complete();
  } catch (error) {
    await discardImport(db, importId);
    throw error;
  }
}

/** Units that would have no standard points left: reductions and exemptions, each good by itself, take all of them. */
async function withoutStandard(
  desk: Desk,
  rows: readonly ScoreRow[],
  directory: readonly NamedUnit[],
): Promise<ImportProblem[]> {
  const scoring = scoringOf(desk);
  const dataDate = civilDate(desk.now);
  const problems: ImportProblem[] = [];
  for (const [year, ofYear] of Map.groupBy(rows, (row) => row.year)) {
    const byUnit = Map.groupBy(ofYear, ({ unitId }) => unitId);
    const earlier = await readScores(desk.db, {
      unitIds: [...byUnit.keys()],
      year,
      dataDate,
      from: 'tự chấm',
    });
    for (const [unitId, ofUnit] of byUnit) {
      const unit = directory.find(({ id }) => id === unitId);
      const card = unit && scoring.cardOf(unit, year);
      const entries = overlaid(earlier.get(unitId)?.entries, ofUnit);
      const standard = card && scoreSheet(card, entries, () => MISSING).totals?.standard;
      if (unit === undefined || standard === undefined || standard.numerator > 0n) continue;
      const row = ofUnit.find(({ state, reduction }) => reduction !== undefined || state.status === 'exempt');
      problems.push({
        row: row?.sourceRow ?? ofUnit[0]?.sourceRow ?? 0,
        reason: `${unit.name}, năm ${year}: giảm trừ và miễn làm điểm chuẩn của đơn vị còn 0, không tính được chỉ số.`,
        remedy: 'Kiểm tra lại các dòng giảm trừ và miễn của đơn vị này.',
      });
    }
  }
  return problems;
}

/** What is known of a unit's items once the rows count. */
function overlaid(
  earlier: ReadonlyMap<string, ScoreEntry> | undefined,
  rows: readonly ScoreRow[],
): Map<string, ScoreEntry> {
  const entries = new Map(earlier);
  for (const { item, stage, state, reduction } of rows) {
    if (!prevails(stage, entries.get(item))) continue;
    entries.set(item, { stage, state, ...(reduction === undefined ? {} : { reduction }) });
  }
  return entries;
}
