/** Loading a file of published ranks: checked whole, staged, then made visible together with the warnings they give cause for. */
import type { Tx } from '../db/database.ts';
import type { ImportProblem } from '../db/import/problems.ts';
import { type RankRow, readRanksFile } from '../db/import/ranks-file.ts';
import { stageRanks } from '../db/import/stage.ts';
import { completedImport } from '../db/imports.ts';
import { figureYears } from '../db/observations.ts';
import { readPublishedRanks } from '../db/ranks.ts';
import { type NamedUnit, unitDirectory } from '../db/units.ts';
import { YEARS_BACK } from '../engine/decide/derived.ts';
import { parseDate } from '../engine/language/dates.ts';
import { type CivilDate, civilDate, isCivilDate } from '../engine/model/dates.ts';
import { closedRefusal, requireOpen, untaken } from './closed-years.ts';
import type { Desk } from './desk.ts';
import type { FiguresUpload } from './load-figures.ts';
import { orDiscard } from './load-scores.ts';
import { type Changed, completeWithWarnings, type WarningCounts } from './warnings.ts';

/** A rank published otherwise before. */
export interface RankCorrection {
  readonly unit: string;
  readonly name: string;
  readonly year: number;
  readonly from: string;
  readonly to: string;
}

interface Counts {
  readonly ranks: number;
  readonly units: number;
  readonly corrections: readonly RankCorrection[];
}

export type RanksOutcome =
  | { readonly status: 'refused'; readonly problems: readonly ImportProblem[]; readonly total: number }
  | { readonly status: 'repeated' }
  | ({ readonly status: 'checked' } & Counts)
  | ({ readonly status: 'loaded'; readonly warnings: WarningCounts } & Counts);

/** All of the file or none of it. @throws when the database fails; nothing is then visible. */
export async function loadRanks(desk: Desk, upload: FiguresUpload): Promise<RanksOutcome> {
  const { db, ruleSet, now } = desk;
  const today = civilDate(now);
  const directory = await unitDirectory(db);
  const file = readRanksFile(upload.bytes, {
    directory,
    scaleOf: ({ province }) => {
      const rank = ruleSet.schemes.get(province)?.rank;
      return (rank === undefined ? undefined : ruleSet.facts.get(rank)?.scale) ?? [];
    },
    parseDate: readDate,
    today,
    closed: await untaken(db),
  });
  if (!file.ok) return { status: 'refused', problems: file.problems, total: file.total };
  if ((await completedImport(db, file.sha256)) !== undefined) return { status: 'repeated' };
  const units = new Map(directory.map((unit) => [unit.id, unit]));
  const counts: Counts = {
    ranks: file.rows.length,
    units: new Set(file.rows.map(({ unitId }) => unitId)).size,
    corrections: await correctionsOf(desk, file.rows, units),
  };
  if (upload.dryRun) return { status: 'checked', ...counts };
  const { fileName, loadedBy } = upload;
  const origin = { fileName, sha256: file.sha256, simulated: false, loadedBy };
  const rows = file.rows.map((row) => ({ ...row, knownOn: today }));
  const importId = await stageRanks(db, rows, origin, now);
  const stillOpen = (tx: Tx): Promise<void> => requireOpen(tx, placesOf(file.rows, units));
  try {
    const warnings = await orDiscard(desk, importId, async () =>
      completeWithWarnings(desk, importId, await yearsConcerned(desk, file.rows), stillOpen),
    );
    return { status: 'loaded', ...counts, warnings };
  } catch (error) {
    return closedRefusal(error);
  }
}

/** "21/01/2020", "ngày 21 tháng 01 năm 2020" or "2020-01-21". */
export function readDate(text: string): CivilDate | undefined {
  const written = text.trim();
  return isCivilDate(written) ? written : parseDate(written);
}

/** The running years whose rules look back to the years of these ranks: "hai năm liên tục" may now hold. */
export async function yearsAfter(
  { db, now }: Desk,
  rows: readonly { readonly unitId: string; readonly year: number }[],
): Promise<Changed[]> {
  const changed = new Map<number, string[]>();
  for (const [unitId, ofUnit] of Map.groupBy(rows, (row) => row.unitId)) {
    const first = Math.min(...ofUnit.map(({ year }) => year));
    const last = Math.max(...ofUnit.map(({ year }) => year));
    const years = await figureYears(db, unitId, civilDate(now));
    for (const year of years.filter((each) => each > first && each <= last + YEARS_BACK))
      changed.set(year, [...(changed.get(year) ?? []), unitId]);
  }
  return [...changed].map(([year, unitIds]) => ({ year, unitIds }));
}

/** The years after, and those of the ranks themselves: who was told another rank hears of it. */
async function yearsConcerned(desk: Desk, rows: readonly RankRow[]): Promise<Changed[]> {
  const after = (await yearsAfter(desk, rows)).flatMap(({ year, unitIds }) =>
    unitIds.map((unitId) => ({ year, unitId })),
  );
  return [...Map.groupBy([...after, ...rows], ({ year }) => year)].map(([year, ofYear]) => ({
    year,
    unitIds: [...new Set(ofYear.map(({ unitId }) => unitId))],
  }));
}

function placesOf(
  rows: readonly RankRow[],
  units: ReadonlyMap<string, NamedUnit>,
): { unit: NamedUnit; year: number }[] {
  return rows.flatMap(({ unitId, year }) => {
    const unit = units.get(unitId);
    return unit === undefined ? [] : [{ unit, year }];
  });
}

async function correctionsOf(
  { db, now }: Desk,
  rows: readonly RankRow[],
  units: ReadonlyMap<string, NamedUnit>,
): Promise<RankCorrection[]> {
  const unitIds = [...new Set(rows.map(({ unitId }) => unitId))];
  const published = await readPublishedRanks(db, { unitIds, dataDate: civilDate(now) });
  return rows.flatMap(({ unitId, year, rank }) => {
    const before = published.get(unitId)?.get(year)?.rank;
    const name = units.get(unitId)?.name ?? unitId;
    return before === undefined || before === rank
      ? []
      : [{ unit: unitId, name, year, from: before, to: rank }];
  });
}
