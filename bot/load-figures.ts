/** Loading a file of figures: checked whole, staged, then made visible together with its warnings. */
import type { Fault } from '../db/import/figure-checks.ts';
import type { FigureRow, FiguresContext } from '../db/import/figure-rows.ts';
import { readFiguresFile } from '../db/import/figures-file.ts';
import type { ImportProblem } from '../db/import/problems.ts';
import { completedImport } from '../db/imports.ts';
import { unitDirectory } from '../db/units.ts';
import { parseValue } from '../engine/language/values.ts';
import { civilDate } from '../engine/model/dates.ts';
import type { Desk } from './desk.ts';
import { figureNotes } from './figure-notes.ts';
import { changedBy, storeFigures } from './store-figures.ts';
import type { WarningCounts } from './warnings.ts';

export interface FiguresUpload {
  readonly bytes: Uint8Array;
  readonly fileName: string;
  /** The role or office that loads it. */
  readonly loadedBy: string;
  /** Check only; nothing is stored. */
  readonly dryRun: boolean;
  /** What the loader may not say, of figures. */
  readonly objects?: (row: FigureRow) => Fault | undefined;
}

export type LoadOutcome =
  | { readonly status: 'refused'; readonly problems: readonly ImportProblem[]; readonly total: number }
  /** The same bytes were loaded before: nothing has changed. */
  | { readonly status: 'repeated' }
  | {
      readonly status: 'checked';
      readonly figures: number;
      readonly units: number;
      /** Each once, in order. */
      readonly periods: readonly string[];
    }
  | {
      readonly status: 'loaded';
      readonly figures: number;
      readonly units: number;
      readonly warnings: WarningCounts;
      /** What somebody must know though the file is good. */
      readonly notes?: readonly string[];
    };

/** What a kind of file has beside figures, and which facts it may state; any where that is not said. */
export type FiguresForm = Partial<Pick<FiguresContext, 'facts' | 'extra'>>;

/** What is said of a file whose title says so. */
export const SIMULATED_NOTE = 'Đây là số liệu mô phỏng; mọi câu trả lời dùng đến đều ghi rõ.';

/** All of the file or none of it. @throws when the database fails; nothing is then visible. */
export async function loadFigures(
  desk: Desk,
  upload: FiguresUpload,
  form: FiguresForm = {},
): Promise<LoadOutcome> {
  const { db, ruleSet, now } = desk;
  const { bytes, fileName, loadedBy, dryRun, objects } = upload;
  const file = readFiguresFile(bytes, {
    facts: ruleSet.facts,
    constraints: ruleSet.constraints,
    directory: await unitDirectory(db),
    parseValue,
    today: civilDate(now),
    ...form,
  });
  if (!file.ok) return { status: 'refused', problems: file.problems, total: file.total };
  const { rows, sha256, simulated } = file;
  if ((await completedImport(db, sha256)) !== undefined) return { status: 'repeated' };
  const objected = rows.flatMap((row) => {
    const fault = objects?.(row);
    return fault === undefined ? [] : [{ row: row.sourceRow, column: row.fact, ...fault }];
  });
  if (objected.length > 0) return { status: 'refused', problems: objected, total: objected.length };
  const stored = await storeFigures(desk, { rows, fileName, sha256, simulated, loadedBy, dryRun });
  if (stored.status === 'loaded') {
    const found = await figureNotes(desk, changedBy(rows), new Set(rows.map(({ fact }) => fact)));
    const notes = simulated ? [...found, SIMULATED_NOTE] : found;
    return notes.length === 0 ? stored : { ...stored, notes };
  }
  if (stored.status === 'checked') return stored;
  const problems = stored.problems.map(({ row, ...objection }) => ({
    row: row.sourceRow,
    column: row.fact,
    ...objection,
  }));
  return { status: 'refused', problems, total: problems.length };
}
