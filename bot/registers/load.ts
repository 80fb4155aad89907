/** Loading a file of one register: checked whole, staged, then made visible together with the warnings it gives cause for. */
import type { ImportProblem } from '../../db/import/problems.ts';
import { readRegisterFile } from '../../db/import/register-file.ts';
import type { RegisterRow } from '../../db/import/register-rows.ts';
import { stageEntries } from '../../db/import/stage.ts';
import { completedImport } from '../../db/imports.ts';
import { type KnownEntry, readRegister } from '../../db/registers.ts';
import { unitDirectory } from '../../db/units.ts';
import { civilDate, yearOf } from '../../engine/model/dates.ts';
import { NUMBERED_BY_UNIT, type RegisterKind } from '../../engine/model/register.ts';
import { REGISTER_FACTS } from '../../engine/registers/counts.ts';
import type { Desk } from '../desk.ts';
import { figureNotes } from '../figure-notes.ts';
import type { FiguresUpload } from '../load-figures.ts';
import { readDate } from '../load-ranks.ts';
import { orDiscard } from '../load-scores.ts';
import { changedBy } from '../store-figures.ts';
import { type Changed, completeWithWarnings, type WarningCounts } from '../warnings.ts';

/** The fact whose steps are the grades of officers. */
const MONTHLY_GRADE = 'xếp loại hằng tháng';

interface Counts {
  readonly entries: number;
  readonly units: number;
  /** Entries of which an earlier version was known. */
  readonly replaced: number;
}

export type RegisterOutcome =
  | { readonly status: 'refused'; readonly problems: readonly ImportProblem[]; readonly total: number }
  | { readonly status: 'repeated' }
  | ({ readonly status: 'checked' } & Counts)
  | ({
      readonly status: 'loaded';
      readonly warnings: WarningCounts;
      readonly notes?: readonly string[];
    } & Counts);

/** All of the file or none of it. @throws when the database fails; nothing is then visible. */
export async function loadRegister(
  desk: Desk,
  upload: FiguresUpload,
  kind: RegisterKind,
): Promise<RegisterOutcome> {
  const { db, ruleSet, now } = desk;
  const today = civilDate(now);
  const file = readRegisterFile(upload.bytes, {
    kind,
    directory: await unitDirectory(db),
    parseDate: readDate,
    grades: ruleSet.facts.get(MONTHLY_GRADE)?.scale ?? [],
    today,
  });
  if (!file.ok) return { status: 'refused', problems: file.problems, total: file.total };
  if ((await completedImport(db, file.sha256)) !== undefined) return { status: 'repeated' };
  const before = await versionsBefore(desk, kind, file.rows);
  const counts: Counts = {
    entries: file.rows.length,
    units: new Set(file.rows.map(({ unitId }) => unitId)).size,
    replaced: file.rows.filter((row) => before.has(keyOf(row))).length,
  };
  if (upload.dryRun) return { status: 'checked', ...counts };
  const { fileName, loadedBy } = upload;
  const origin = { fileName, sha256: file.sha256, simulated: false, loadedBy };
  const rows = file.rows.map((row) => ({ ...row, knownOn: today }));
  const importId = await stageEntries(db, rows, origin, now);
  const changed = kind === 'evaluations' ? [] : changedUnits(file.rows, before);
  const warnings = await orDiscard(desk, importId, () => completeWithWarnings(desk, importId, changed));
  const notes = await figureNotes(desk, changed, new Set(Object.keys(REGISTER_FACTS[kind])));
  return { status: 'loaded', ...counts, warnings, ...(notes.length === 0 ? {} : { notes }) };
}

/** The units of the rows, and those to which what they tell of belonged before. */
function changedUnits(rows: readonly RegisterRow[], before: ReadonlyMap<string, KnownEntry>): Changed[] {
  return changedBy([...rows, ...rows.flatMap((row) => before.get(keyOf(row)) ?? [])]);
}

/** What is known of the same codes, by code. */
async function versionsBefore(
  { db, now }: Desk,
  kind: RegisterKind,
  rows: readonly RegisterRow[],
): Promise<Map<string, KnownEntry>> {
  const known: KnownEntry[] = [];
  for (const year of new Set(rows.map(({ period }) => yearOf(period))))
    known.push(
      ...(await readRegister(db, { kinds: [kind], period: String(year), dataDate: civilDate(now) })),
    );
  return new Map(known.map((entry) => [keyOf(entry), entry]));
}

/** What one code is one thing of. */
function keyOf({ kind, province, unitId, period, code }: Omit<RegisterRow, 'sourceRow'>): string {
  return [NUMBERED_BY_UNIT.has(kind) ? unitId : province, period, code].join('\u0000');
}
