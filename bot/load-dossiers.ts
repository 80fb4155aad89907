/** Loading an export of a one-stop system: read once from top to bottom, staged as it comes, then made visible with its warnings. */
import { DossierLoad, type LoadCounts, type NewDossier } from '../db/dossiers/load.ts';
import { type Mapping, NO_MAPPING, readMapping, saveMapping } from '../db/dossiers/mappings.ts';
import { DOSSIER_COLUMNS, isDossierHeading, readDossierColumns } from '../db/import/dossiers/columns.ts';
import { DossierRows } from '../db/import/dossiers/rows.ts';
import { titleDay } from '../db/import/dossiers/title-day.ts';
import { type ImportProblem, inSheet, ProblemList, type Refusal, refuse } from '../db/import/problems.ts';
import { sha256OfChunks } from '../db/import/sha256.ts';
import { openTable } from '../db/import/table/open.ts';
import { type OpenTable, TableFault, type TableSource } from '../db/import/table/table.ts';
import { UnitNames } from '../db/import/unit-names.ts';
import { completedImport, ImportConflictError } from '../db/imports.ts';
import { isSimulatedTable } from '../db/simulate/title.ts';
import { unitDirectory } from '../db/units.ts';
import { type CivilDate, civilDate, vietnameseDate, yearOf } from '../engine/model/dates.ts';
import { DAY, minute } from '../engine/model/deadline.ts';
import type { Desk } from './desk.ts';
import { type Changed, completeWithWarnings, type WarningCounts } from './warnings.ts';

export interface DossiersUpload {
  readonly source: TableSource;
  /** The role or office that loads it. */
  readonly loadedBy: string;
  /** Check only; nothing is stored. */
  readonly dryRun: boolean;
  /** The day whose evening the file tells of; where it is not said, the day that its title names, or today. */
  readonly asOf?: CivilDate;
  /** Whose dossiers they are, where the file has no column for it. */
  readonly unitId?: string;
  /** Under which name the mapping is kept and looked up. */
  readonly sourceName?: string;
  /** What of the source's headings and words is not known by itself. */
  readonly mapping?: Mapping;
  /** Told how many rows have been read, every few thousand. */
  readonly onProgress?: (rows: number) => void;
}

interface Loaded extends LoadCounts {
  readonly units: number;
  readonly asOf: CivilDate;
  readonly simulated: boolean;
  /** Headings of columns that were not read. */
  readonly ignored: readonly string[];
}

export type DossiersOutcome =
  | { readonly status: 'refused'; readonly problems: readonly ImportProblem[]; readonly total: number }
  /** The same bytes were loaded before: nothing has changed. */
  | { readonly status: 'repeated' }
  | ({ readonly status: 'checked' } & Loaded)
  | ({ readonly status: 'loaded'; readonly warnings: WarningCounts } & Loaded);

/** Rows written in one transaction: few enough for chat not to notice, enough not to write each page twice. */
const BATCH = 10_000;

/** All of the file or none of it. @throws when the database fails; nothing is then visible. */
export async function loadDossiers(desk: Desk, upload: DossiersUpload): Promise<DossiersOutcome> {
  const { db, now } = desk;
  const sha256 = await sha256OfChunks(upload.source.chunks());
  if ((await completedImport(db, sha256)) !== undefined) return { status: 'repeated' };
  const mapping = await mappingOf(desk, upload);
  const table = await openTable(upload.source, {
    isHeading: (cell) => isDossierHeading(cell, mapping.columns),
    headings: Object.values(DOSSIER_COLUMNS).map(({ headings }) => headings[0]),
  });
  if (!table.ok) return refused(table);
  const simulated = isSimulatedTable(table.title);
  const meta = { fileName: upload.source.fileName, sha256, simulated, loadedBy: upload.loadedBy };
  const today = civilDate(now);
  const told = upload.asOf === undefined ? titleDay(table.title) : undefined;
  const asOf = upload.asOf ?? told?.day ?? today;
  if (asOf > today) return refused(inSheet(inTheFuture(asOf, today, told?.row), table.sheet));
  const load = await DossierLoad.begin(db, meta, asOf, now);
  try {
    const staged = await stageTable(desk, { ...upload, asOf }, mapping, table, load);
    const outcome = staged.ok ? staged : inSheet(staged, table.sheet);
    if (!outcome.ok || upload.dryRun) await load.discard();
    if (!outcome.ok) return refused(outcome);
    const loaded = {
      ...load.counts,
      units: load.unitIds.length,
      asOf,
      simulated,
      ignored: outcome.ignored,
    };
    if (upload.dryRun) return { status: 'checked', ...loaded };
    await load.close(today);
    const warnings = await completeWithWarnings(desk, load.importId, changedBy(load, now), async (tx) => {
      await load.seal(tx);
      if (upload.sourceName !== undefined && upload.mapping !== undefined)
        await saveMapping(tx, upload.sourceName, upload.mapping, {
          savedAt: now.toISOString(),
          savedBy: upload.loadedBy,
        });
    });
    return { status: 'loaded', warnings, ...loaded };
  } catch (error) {
    await load.discard();
    if (error instanceof ImportConflictError)
      return refused(refuse('Trong lúc nạp, một tệp hồ sơ khác vừa được nạp xong.', 'Nạp lại tệp này.'));
    throw error;
  }
}

type Staged = { readonly ok: true; readonly ignored: readonly string[] } | Refusal;

async function stageTable(
  desk: Desk,
  upload: DossiersUpload & { readonly asOf: CivilDate },
  mapping: Mapping,
  table: OpenTable,
  load: DossierLoad,
): Promise<Staged> {
  const problems = new ProblemList();
  const columns = readDossierColumns(table, mapping.columns, problems);
  if (!columns.ok) return columns;
  const { unitId } = upload;
  const rows = new DossierRows(
    table,
    columns,
    {
      units: new UnitNames(await unitDirectory(desk.db)),
      before: Number(minute(upload.asOf).numerator) + DAY,
      states: mapping.states,
      ...(unitId === undefined ? {} : { unitId }),
    },
    problems,
  );
  let batch: NewDossier[] = [];
  let read = 0;
  const stage = async (): Promise<void> => {
    for (const duplicate of await load.stage(batch))
      problems.add(() => ({
        row: duplicate.row,
        column: table.heading.cells[columns.at.get('code') ?? 0] ?? '',
        value: duplicate.code,
        reason: `Mã hồ sơ đã có ở dòng ${duplicate.firstRow}.`,
        remedy: 'Chỉ giữ một dòng cho mỗi hồ sơ.',
      }));
    upload.onProgress?.(read);
    batch = [];
  };
  try {
    for await (const page of table.rows()) {
      for (const row of page) {
        const dossier = rows.read(row);
        if (dossier !== undefined) batch.push(dossier);
      }
      read += page.length;
      if (batch.length >= BATCH) await stage();
    }
    await stage();
  } catch (error) {
    if (!(error instanceof TableFault)) throw error;
    problems.add(() => error.problem);
  }
  const refusal = problems.refusal();
  if (refusal !== undefined) return refusal;
  if (load.counts.dossiers === 0)
    return refuse('Tệp không có hồ sơ nào.', 'Ghi mỗi hồ sơ một dòng dưới dòng tiêu đề.');
  return { ok: true, ignored: columns.ignored };
}

/** What the source was said to mean before, and what is said now. */
async function mappingOf(
  { db }: Desk,
  { sourceName, mapping = NO_MAPPING }: DossiersUpload,
): Promise<Mapping> {
  const known = sourceName === undefined ? undefined : await readMapping(db, sourceName);
  return {
    columns: { ...known?.columns, ...mapping.columns },
    states: { ...known?.states, ...mapping.states },
  };
}

function inTheFuture(asOf: CivilDate, today: CivilDate, row: number | undefined): Refusal {
  return refuse(
    `Tệp phản ánh đến ngày ${vietnameseDate(asOf)}, sau hôm nay (${vietnameseDate(today)}).`,
    row === undefined
      ? 'Ghi ngày từ hôm nay trở về trước sau --as-of.'
      : 'Sửa ngày ở dòng tiêu đề của tệp, hoặc ghi rõ --as-of khi nạp.',
    row,
  );
}

/** The units and years whose counts a load changes. Limits of next year change nothing yet. */
export function changedBy({ years }: DossierLoad, now: Date): Changed[] {
  const begun = yearOf(civilDate(now));
  const pairs = [...years].flatMap(([unitId, ofUnit]) =>
    [...ofUnit].filter((year) => year <= begun).map((year) => ({ year, unitId })),
  );
  return [...Map.groupBy(pairs, ({ year }) => year)].map(([year, ofYear]) => ({
    year,
    unitIds: ofYear.map(({ unitId }) => unitId),
  }));
}

function refused({ problems, total }: Refusal): DossiersOutcome {
  return { status: 'refused', problems, total };
}
