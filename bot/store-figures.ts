/** Figures checked by themselves are checked against what is held, staged, and made visible together with their warnings. */
import type { Tx } from '../db/database.ts';
import type { FigureRow } from '../db/import/figure-rows.ts';
import { stageFigures } from '../db/import/stage.ts';
import { discardImport } from '../db/imports.ts';
import { type FigureQuery, readFigures, readPersonalFigures, type UnitFigures } from '../db/observations.ts';
import { listUnits } from '../db/units.ts';
import { brokenConstraint } from '../engine/language/values.ts';
import { civilDate, yearOf } from '../engine/model/dates.ts';
import { approvedYears } from './closed-years.ts';
import type { Desk } from './desk.ts';
import { endedUnits } from './ended-units.ts';
import { orDiscard } from './load-scores.ts';
import { type Changed, completeWithWarnings, type WarningCounts } from './warnings.ts';

export interface FigureLoad {
  readonly rows: readonly FigureRow[];
  readonly fileName: string;
  /** Of what was sent, in hex: the same is not loaded twice. */
  readonly sha256: string;
  /** The role, office or key that loads it. */
  readonly loadedBy: string;
  /** Made by a generator, not measured; measured when absent. */
  readonly simulated?: boolean;
  /** Check only; nothing is stored. */
  readonly dryRun: boolean;
  /** What else becomes true in the transaction that makes the figures visible, or fails it. */
  readonly also?: (tx: Tx, done: FigureCounts & { readonly importId: number }) => Promise<void>;
}

export interface FigureCounts {
  readonly figures: number;
  readonly units: number;
  readonly warnings: WarningCounts;
}

/** What one of the figures contradicts. */
export interface Objected {
  readonly row: FigureRow;
  readonly reason: string;
  readonly remedy: string;
}

export type Stored =
  | { readonly status: 'refused'; readonly problems: readonly Objected[] }
  | {
      readonly status: 'checked';
      readonly figures: number;
      readonly units: number;
      readonly periods: readonly string[];
    }
  | ({ readonly status: 'loaded' } & FigureCounts);

/** All of the figures or none. @throws when the database fails; nothing is then visible. */
export async function storeFigures(desk: Desk, load: FigureLoad): Promise<Stored> {
  const { db, now } = desk;
  const { rows, dryRun, also, simulated = false, ...source } = load;
  const objected = [...(await afterTheEnd(desk, rows)), ...(await changesToApproved(desk, rows))];
  if (objected.length > 0) return { status: 'refused', problems: objected };
  const counts = { figures: rows.length, units: new Set(rows.map(({ unitId }) => unitId)).size };
  if (dryRun) {
    const periods = [...new Set(rows.map(({ period }) => period))].sort();
    return { status: 'checked', ...counts, periods };
  }
  const changed = changedBy(rows);
  const importId = await stageFigures(db, rows, { ...source, simulated }, civilDate(now), now);
  return orDiscard(desk, importId, async () => {
    const problems = await contradictions(desk, importId, changed, rows);
    if (problems.length > 0) {
      await discardImport(db, importId);
      return { status: 'refused', problems };
    }
    // Nobody is warned of single officers: their figures change no unit.
    const warned = isPersonal(rows) ? [] : changed;
    const warnings = await completeWithWarnings(desk, importId, warned, undefined, async (tx, told) =>
      also?.(tx, { ...counts, warnings: told, importId }),
    );
    return { status: 'loaded', ...counts, warnings };
  });
}

/** What the figures, good by themselves, contradict among those already held: more late in the year than resolved. */
async function contradictions(
  { db, ruleSet, now }: Desk,
  importId: number,
  changed: readonly Changed[],
  rows: readonly FigureRow[],
): Promise<Objected[]> {
  const told = await listUnits(db, { ids: changed.flatMap(({ unitIds }) => unitIds) });
  const names = new Map(told.map(({ id, name }) => [id, name]));
  const problems: Objected[] = [];
  for (const { year, unitIds } of changed) {
    const query = {
      unitIds,
      subject: 'đơn vị' as const,
      year,
      dataDate: civilDate(now),
      facts: ruleSet.facts,
      includeImport: importId,
    };
    for (const { unitId, officer, facts } of await heldBy(db, query, isPersonal(rows))) {
      const broken = brokenConstraint(ruleSet.constraints, facts);
      if (broken === undefined) continue;
      const own = rows.filter(
        (row) => row.unitId === unitId && (row.officer ?? '') === officer && yearOf(row.period) === year,
      );
      const row = own.find(({ fact }) => fact === broken.left || fact === broken.right) ?? own[0];
      if (row === undefined) continue;
      problems.push({
        row,
        reason: `${names.get(unitId) ?? unitId}, năm ${year}: cộng với số liệu đã có thì ${broken.left} lớn hơn ${broken.right}.`,
        remedy: `Kiểm tra lại, hoặc nạp cả ${broken.right} của cùng kỳ.`,
      });
    }
  }
  return problems;
}

/** What is held of each unit, or of each officer. */
async function heldBy(
  db: Desk['db'],
  query: FigureQuery,
  personal: boolean,
): Promise<(Pick<UnitFigures, 'facts'> & { readonly unitId: string; readonly officer: string })[]> {
  if (!personal)
    return [...(await readFigures(db, query))].map(([unitId, { facts }]) => ({ unitId, officer: '', facts }));
  return [...(await readPersonalFigures(db, query))].flatMap(([unitId, officers]) =>
    [...officers].map(([officer, { facts }]) => ({ unitId, officer, facts })),
  );
}

function isPersonal(rows: readonly FigureRow[]): boolean {
  return rows.some(({ officer }) => officer !== undefined);
}

/** Rows of units that are no more in their period, each once. */
async function afterTheEnd({ db }: Desk, rows: readonly FigureRow[]): Promise<Objected[]> {
  const ended = await endedUnits(db);
  return [...new Map(rows.map((row) => [row.sourceRow, row])).values()].flatMap((row) => {
    const objection = ended(row.unitId, row.period);
    return objection === undefined ? [] : [{ row, ...objection }];
  });
}

/** Totals, and the index that they make, of a year that the council has approved. */
async function changesToApproved({ db, ruleSet }: Desk, rows: readonly FigureRow[]): Promise<Objected[]> {
  const closed = await approvedYears(db);
  const told = await listUnits(db, { ids: [...new Set(rows.map(({ unitId }) => unitId))] });
  const units = new Map(told.map((unit) => [unit.id, unit]));
  return rows.flatMap((row) => {
    const unit = units.get(row.unitId);
    const index = ruleSet.facts.get(ruleSet.schemes.get(unit?.province ?? '')?.index ?? '');
    const isTotal = [index?.name, index?.numerator, index?.denominator].includes(row.fact);
    const objection = unit !== undefined && isTotal ? closed(unit, yearOf(row.period)) : undefined;
    return objection === undefined ? [] : [{ row, ...objection }];
  });
}

/** The units of each year that rows tell of. */
export function changedBy(rows: readonly { readonly unitId: string; readonly period: string }[]): Changed[] {
  const byYear = Map.groupBy(rows, ({ period }) => yearOf(period));
  return [...byYear].map(([year, ofYear]) => ({
    year,
    unitIds: [...new Set(ofYear.map(({ unitId }) => unitId))],
  }));
}
