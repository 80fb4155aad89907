/** Final ranks as the authorities published them. Append-only: the newest known on a date counts. */
import { and, asc, eq, lte, min } from 'drizzle-orm';
import type { CivilDate } from '../engine/model/dates.ts';
import type { Reader } from './database.ts';
import { type AsOf, isVisible } from './imports.ts';
import { imports, publishedRanks } from './schema.ts';
import { among } from './sql.ts';

export interface PublishedRank {
  readonly rank: string;
  /** The decision that published it ("199/QĐ-UBND") and its date; null where our source does not print it. */
  readonly decision: string | null;
  readonly decidedOn: CivilDate | null;
  /** The document in which we read it. */
  readonly source: string;
}

/** The published ranks known on `dataDate`, by unit and then by year. Units without one are absent. */
export async function readPublishedRanks(
  db: Reader,
  query: {
    readonly unitIds?: readonly string[];
    readonly dataDate: CivilDate;
    /** An import still staged whose ranks count already. */
    readonly includeImport?: number;
    /** As it was when an import was completed. */
    readonly asOf?: AsOf;
  },
): Promise<Map<string, Map<number, PublishedRank>>> {
  const rows = await db
    .select({
      unitId: publishedRanks.unitId,
      year: publishedRanks.year,
      rank: publishedRanks.rank,
      decision: publishedRanks.decision,
      decidedOn: publishedRanks.decidedOn,
      source: publishedRanks.source,
    })
    .from(publishedRanks)
    .innerJoin(imports, eq(imports.id, publishedRanks.importId))
    .where(
      and(
        lte(publishedRanks.knownOn, query.dataDate),
        isVisible(query.includeImport, query.asOf),
        query.unitIds === undefined ? undefined : among(publishedRanks.unitId, query.unitIds),
      ),
    )
    .orderBy(asc(publishedRanks.knownOn), asc(publishedRanks.id));
  const ranks = new Map<string, Map<number, PublishedRank>>();
  for (const { unitId, year, ...rank } of rows) {
    const ofUnit = ranks.get(unitId) ?? new Map<number, PublishedRank>();
    ranks.set(unitId, ofUnit.set(year, rank));
  }
  return ranks;
}

/** The first day on which a published rank of the year counts as known; undefined while none does. */
export async function firstPublished(
  db: Reader,
  query: { readonly unitIds: readonly string[]; readonly year: number; readonly dataDate: CivilDate },
): Promise<CivilDate | undefined> {
  const [found] = await db
    .select({ knownOn: min(publishedRanks.knownOn) })
    .from(publishedRanks)
    .innerJoin(imports, eq(imports.id, publishedRanks.importId))
    .where(
      and(
        among(publishedRanks.unitId, query.unitIds),
        eq(publishedRanks.year, query.year),
        lte(publishedRanks.knownOn, query.dataDate),
        isVisible(undefined),
      ),
    );
  return found?.knownOn ?? undefined;
}
