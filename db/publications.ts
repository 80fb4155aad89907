/** Results of rounds as decisions published them. Append-only: the last of a round stands. */
import { asc, eq, isNotNull } from 'drizzle-orm';
import type { CivilDate } from '../engine/model/dates.ts';
import { type Doing, doingColumns } from './appraisal.ts';
import type { Reader, Tx } from './database.ts';
import { publications, publishedRanks, rounds } from './schema.ts';

/** What a publication was computed from, by which it can be recomputed. */
export interface Grounds {
  readonly receipt: string;
  readonly ruleSetHash: string;
  readonly lawDate: CivilDate;
  readonly dataDate: CivilDate;
  /** The receipts of the units' decisions, by unit id. */
  readonly unitReceipts: Readonly<Record<string, string>>;
  readonly importId: number;
}

export interface PublicationRecord {
  readonly decision: string;
  readonly decidedOn: CivilDate;
  /** The decision whose publication it replaces. */
  readonly corrects: string | null;
  /** Undefined where we only read of it in a report. */
  readonly grounds?: Grounds;
}

export async function addPublication(
  tx: Tx,
  roundId: number,
  { grounds, ...publication }: PublicationRecord,
  doing: Doing,
): Promise<void> {
  await tx.insert(publications).values({
    roundId,
    ...publication,
    ...(grounds === undefined ? {} : { ...grounds, unitReceipts: { ...grounds.unitReceipts } }),
    ...doingColumns(doing),
  });
}

/** The publications of a round, the first one first. */
export async function publicationsOf(db: Reader, roundId: number): Promise<PublicationRecord[]> {
  const rows = await db
    .select()
    .from(publications)
    .where(eq(publications.roundId, roundId))
    .orderBy(asc(publications.id));
  return rows.map(({ decision, decidedOn, corrects, ...row }) => {
    const grounds = groundsOf(row);
    return { decision, decidedOn, corrects, ...(grounds === undefined ? {} : { grounds }) };
  });
}

function groundsOf(row: Pick<typeof publications.$inferSelect, keyof Grounds>): Grounds | undefined {
  const { receipt, ruleSetHash, lawDate, dataDate, unitReceipts, importId } = row;
  if (receipt === null || ruleSetHash === null || lawDate === null || dataDate === null) return undefined;
  if (unitReceipts === null || importId === null) return undefined;
  return { receipt, ruleSetHash, lawDate, dataDate, unitReceipts, importId };
}

/** A rank as one publication wrote it. */
export interface WrittenRank {
  readonly rank: string;
  readonly decision: string | null;
  readonly decidedOn: CivilDate | null;
}

/** The ranks that one publication wrote, by unit id. */
export async function ranksOfImport(db: Reader, importId: number): Promise<Map<string, WrittenRank>> {
  const { unitId, rank, decision, decidedOn } = publishedRanks;
  const rows = await db
    .select({ unitId, rank, decision, decidedOn })
    .from(publishedRanks)
    .where(eq(publishedRanks.importId, importId));
  return new Map(rows.map(({ unitId: id, ...written }) => [id, written]));
}

/**
 * The decisions that froze results here, by "<province> <year>"; a result that we only read of in a report freezes
 * nothing, for its points may still be copied from it.
 */
export async function frozenYears(db: Reader): Promise<Map<string, string>> {
  const rows = await db
    .select({ province: rounds.province, year: rounds.year, decision: publications.decision })
    .from(publications)
    .innerJoin(rounds, eq(rounds.id, publications.roundId))
    .where(isNotNull(publications.receipt))
    .orderBy(asc(publications.id));
  return new Map(rows.map(({ province, year, decision }) => [`${province} ${year}`, decision]));
}
