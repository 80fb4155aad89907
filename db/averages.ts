/** Average indices as reports printed them. Append-only: the newest known on a date counts. */
import { and, asc, eq, lte } from 'drizzle-orm';
import type { CivilDate } from '../engine/model/dates.ts';
import { type Ratio, ratio } from '../engine/model/ratio.ts';
import type { Reader } from './database.ts';
import { isVisible } from './imports.ts';
import { imports, publishedAverages } from './schema.ts';

export interface PublishedAverage {
  readonly year: number;
  /** Null is the general average of the province. */
  readonly block: string | null;
  /** A fraction: 0.8069 is 80,69%. */
  readonly value: Ratio;
  readonly source: string;
}

/** The printed averages of a province known on `dataDate`, one for a block and year. */
export async function readPublishedAverages(
  db: Reader,
  { province, dataDate }: { readonly province: string; readonly dataDate: CivilDate },
): Promise<PublishedAverage[]> {
  const rows = await db
    .select({
      year: publishedAverages.year,
      block: publishedAverages.block,
      numerator: publishedAverages.numerator,
      denominator: publishedAverages.denominator,
      source: publishedAverages.source,
    })
    .from(publishedAverages)
    .innerJoin(imports, eq(imports.id, publishedAverages.importId))
    .where(
      and(
        eq(publishedAverages.province, province),
        lte(publishedAverages.knownOn, dataDate),
        isVisible(undefined),
      ),
    )
    .orderBy(asc(publishedAverages.knownOn), asc(publishedAverages.id));
  const newest = new Map(
    rows.map(({ numerator, denominator, ...row }) => [
      `${row.year} ${row.block ?? ''}`,
      { ...row, value: ratio(numerator, denominator) },
    ]),
  );
  return [...newest.values()];
}
