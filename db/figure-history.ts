/** Everything that was ever said of one figure: by whom, when, from where, and what replaced it. */
import { and, asc, eq } from 'drizzle-orm';
import type { CivilDate } from '../engine/model/dates.ts';
import type { Reader } from './database.ts';
import { fromColumns, type StatedFact } from './fact-columns.ts';
import { isVisible } from './imports.ts';
import { imports, observations } from './schema.ts';

export interface FigureVersion {
  readonly id: number;
  /** "2026", or "2026-10". */
  readonly period: string;
  readonly state: StatedFact;
  /** The file or source, and the row of it. */
  readonly source: string;
  readonly row: number;
  /** What the sender says of where it comes from. */
  readonly reference: string | null;
  /** The role, office or system that loaded it. */
  readonly loadedBy: string;
  readonly importId: number;
  /** UTC, ISO text: from then on it was seen. */
  readonly loadedAt: string;
  /** From then on it counts as known. */
  readonly knownOn: CivilDate;
  readonly simulated: boolean;
  /** The version that counts instead; undefined of the one that counts. */
  readonly replacedBy: number | undefined;
}

export interface HistoryQuery {
  readonly unitId: string;
  readonly fact: string;
  /** Every period when absent. */
  readonly period?: string;
}

/** By period, and within it in the order in which each came to count. */
export async function figureHistory(
  db: Reader,
  { unitId, fact, period }: HistoryQuery,
): Promise<FigureVersion[]> {
  const rows = await db
    .select({ said: observations, from: imports })
    .from(observations)
    .innerJoin(imports, eq(imports.id, observations.importId))
    .where(
      and(
        eq(observations.unitId, unitId),
        eq(observations.fact, fact),
        eq(observations.subject, 'đơn vị'),
        isVisible(undefined),
        ...(period === undefined ? [] : [eq(observations.period, period)]),
      ),
    )
    .orderBy(asc(observations.period), asc(observations.knownOn), asc(observations.id));
  return rows.map(({ said, from }, index) => {
    const next = rows[index + 1]?.said;
    return {
      id: said.id,
      period: said.period,
      state: fromColumns(said),
      source: from.fileName,
      row: said.sourceRow,
      reference: said.reference,
      loadedBy: from.loadedBy,
      importId: from.id,
      loadedAt: from.completedAt ?? '',
      knownOn: said.knownOn,
      simulated: from.simulated,
      replacedBy: next?.period === said.period ? next.id : undefined,
    };
  });
}
