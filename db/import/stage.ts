/** Staging what was read from a file: visible to nobody until the import is completed. */
import type { CivilDate } from '../../engine/model/dates.ts';
import type { Db } from '../database.ts';
import {
  appendAverages,
  appendObservations,
  appendRanks,
  beginImport,
  discardImport,
  type ImportKind,
  type NewImport,
  type NewObservation,
  type NewPublishedAverage,
  type NewPublishedRank,
} from '../imports.ts';
import { appendEntries, type NewRegisterEntry } from '../registers.ts';
import { appendScores, type NewScore } from '../scores.ts';
import type { FigureRow } from './figure-rows.ts';

/** Where the rows come from. */
export type ImportOrigin = Omit<NewImport, 'kind' | 'rowCount'>;

/** Stages figures that count as known from `knownOn`; gives the id of the import, yet to be completed. */
export function stageFigures(
  db: Db,
  rows: readonly FigureRow[],
  origin: ImportOrigin,
  knownOn: CivilDate,
  now: Date,
): Promise<number> {
  return stageObservations(
    db,
    rows.map((row) => ({ ...row, knownOn })),
    origin,
    now,
  );
}

/** Stages observations, each with its own date of becoming known; gives the id of the import. */
export function stageObservations(
  db: Db,
  rows: readonly NewObservation[],
  origin: ImportOrigin,
  now: Date,
): Promise<number> {
  return stage(db, 'figures', rows, origin, now, appendObservations);
}

/** Stages published ranks; gives the id of the import, yet to be completed. */
export function stageRanks(
  db: Db,
  rows: readonly NewPublishedRank[],
  origin: ImportOrigin,
  now: Date,
): Promise<number> {
  return stage(db, 'ranks', rows, origin, now, appendRanks);
}

/** Stages points of scorecards; gives the id of the import. */
export function stageScores(
  db: Db,
  rows: readonly NewScore[],
  origin: ImportOrigin,
  now: Date,
): Promise<number> {
  return stage(db, 'scores', rows, origin, now, appendScores);
}

/** Stages entries of registers; gives the id of the import. */
export function stageEntries(
  db: Db,
  rows: readonly NewRegisterEntry[],
  origin: ImportOrigin,
  now: Date,
): Promise<number> {
  return stage(db, 'registers', rows, origin, now, appendEntries);
}

/** Stages published averages; gives the id of the import. */
export function stageAverages(
  db: Db,
  rows: readonly NewPublishedAverage[],
  origin: ImportOrigin,
  now: Date,
): Promise<number> {
  return stage(db, 'averages', rows, origin, now, appendAverages);
}

async function stage<Row>(
  db: Db,
  kind: ImportKind,
  rows: readonly Row[],
  origin: ImportOrigin,
  now: Date,
  append: (db: Db, importId: number, rows: readonly Row[]) => Promise<void>,
): Promise<number> {
  const importId = await beginImport(db, { ...origin, kind, rowCount: rows.length }, now);
  try {
    await append(db, importId, rows);
  } catch (error) {
    await discardImport(db, importId);
    throw error;
  }
  return importId;
}
