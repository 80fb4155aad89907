/** Loading a file of figures: checked whole, staged, then made visible together with its warnings. */

import { readFiguresFile } from '../db/import/figures-file.ts';
import type { ImportProblem } from '../db/import/problems.ts';
import { stageFigures } from '../db/import/stage.ts';
import { completedImport, discardImport } from '../db/imports.ts';
import { readFigures } from '../db/observations.ts';
import { listUnits, unitDirectory } from '../db/units.ts';
import { brokenConstraint, parseValue } from '../engine/language/values.ts';
import { civilDate, yearOf } from '../engine/model/dates.ts';
import { approvedYears } from './closed-years.ts';
import type { Desk } from './desk.ts';
import { endedUnits } from './ended-units.ts';
import { type Changed, completeWithWarnings, type WarningCounts } from './warnings.ts';

export interface FiguresUpload {
  readonly bytes: Uint8Array;
  readonly fileName: string;
  /** The role or office that loads it. */
  readonly loadedBy: string;
  /** Check only; nothing is stored. */
  readonly dryRun: boolean;
}

export type LoadOutcome =
  | { readonly status: 'refused'; readonly problems: readonly ImportProblem[]; readonly total: number }
  /** The same bytes were loaded before: nothing has changed. */
  | { readonly status: 'repeated' }
  | { readonly status: 'checked'; readonly figures: number; readonly units: number }
  | {
      readonly status: 'loaded';
      readonly figures: number;
      readonly units: number;
      readonly warnings: WarningCounts;
    };

/** All of the file or none of it. @throws when the database fails; nothing is then visible. */
export async function loadFigures(desk: Desk, upload: FiguresUpload): Promise<LoadOutcome> {
  const { db, ruleSet, now } = desk;
  const today = civilDate(now);
  const file = readFiguresFile(upload.bytes, {
    facts: ruleSet.facts,
    constraints: ruleSet.constraints,
    directory: await unitDirectory(db),
    parseValue,
    today,
  });
  if (!file.ok) return { status: 'refused', problems: file.problems, total: file.total };
  if ((await completedImport(db, file.sha256)) !== undefined) return { status: 'repeated' };
  const problems = [...(await afterTheEnd(desk, file.rows)), ...(await changesToApproved(desk, file.rows))];
  if (problems.length > 0) return { status: 'refused', problems, total: problems.length };
  const counts = { figures: file.rows.length, units: new Set(file.rows.map(({ unitId }) => unitId)).size };
  if (upload.dryRun) return { status: 'checked', ...counts };
  const changed = changedBy(file.rows);
  const origin = {
    fileName: upload.fileName,
    sha256: file.sha256,
    simulated: false,
    loadedBy: upload.loadedBy,
  };
  const importId = await stageFigures(db, file.rows, origin, today, now);
  try {
    const problems = await contradictions(desk, importId, changed);
    if (problems.length > 0) {
      await discardImport(db, importId);
      return { status: 'refused', problems, total: problems.length };
    }
    return { status: 'loaded', ...counts, warnings: await completeWithWarnings(desk, importId, changed) };
  } catch (error) {
    await discardImport(db, importId);
    throw error;
  }
}

/** What the file's figures, good by themselves, contradict among those already held: more late in the year than resolved. */
async function contradictions(
  { db, ruleSet, now }: Desk,
  importId: number,
  changed: readonly Changed[],
): Promise<ImportProblem[]> {
  const names = new Map((await listUnits(db)).map(({ id, name }) => [id, name]));
  const problems: ImportProblem[] = [];
  for (const { year, unitIds } of changed) {
    const query = {
      unitIds,
      subject: 'đơn vị' as const,
      year,
      dataDate: civilDate(now),
      facts: ruleSet.facts,
      includeImport: importId,
    };
    for (const [unitId, { facts }] of await readFigures(db, query)) {
      const broken = brokenConstraint(ruleSet.constraints, facts);
      if (broken === undefined) continue;
      problems.push({
        reason: `${names.get(unitId) ?? unitId}, năm ${year}: cộng với số liệu đã có thì ${broken.left} lớn hơn ${broken.right}.`,
        remedy: `Kiểm tra lại, hoặc nạp cả ${broken.right} của cùng kỳ.`,
      });
    }
  }
  return problems;
}

/** Rows of units that are no more in their period, each once. */
async function afterTheEnd(
  { db }: Desk,
  rows: readonly { readonly unitId: string; readonly period: string; readonly sourceRow: number }[],
): Promise<ImportProblem[]> {
  const ended = await endedUnits(db);
  return [...new Map(rows.map((row) => [row.sourceRow, row])).values()].flatMap(
    ({ unitId, period, sourceRow }) => {
      const objection = ended(unitId, period);
      return objection === undefined ? [] : [{ row: sourceRow, value: period, ...objection }];
    },
  );
}

/** Totals, and the index that they make, of a year that the council has approved. */
async function changesToApproved(
  { db, ruleSet }: Desk,
  rows: readonly {
    readonly unitId: string;
    readonly period: string;
    readonly fact: string;
    readonly sourceRow: number;
  }[],
): Promise<ImportProblem[]> {
  const closed = await approvedYears(db);
  const units = new Map((await listUnits(db)).map((unit) => [unit.id, unit]));
  return rows.flatMap(({ unitId, period, fact, sourceRow }) => {
    const unit = units.get(unitId);
    const index = ruleSet.facts.get(ruleSet.schemes.get(unit?.province ?? '')?.index ?? '');
    const isTotal = [index?.name, index?.numerator, index?.denominator].includes(fact);
    const objection = unit !== undefined && isTotal ? closed(unit, yearOf(period)) : undefined;
    return objection === undefined ? [] : [{ row: sourceRow, column: fact, ...objection }];
  });
}

function changedBy(rows: readonly { readonly unitId: string; readonly period: string }[]): Changed[] {
  const byYear = Map.groupBy(rows, ({ period }) => yearOf(period));
  return [...byYear].map(([year, ofYear]) => ({
    year,
    unitIds: [...new Set(ofYear.map(({ unitId }) => unitId))],
  }));
}
