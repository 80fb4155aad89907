/** What came in and was answered, day by day, from the daily book of one unit. */
import { and, between, eq, lte, sql } from 'drizzle-orm';
import type { CivilDate } from '../../engine/model/dates.ts';
import type { Clock } from '../../engine/model/dossier.ts';
import type { FlowCounts } from '../../engine/model/outlook.ts';
import type { Reader } from '../database.ts';
import { isVisible } from '../imports.ts';
import { dossierDays, dossierLoads, imports } from '../schema.ts';

export interface FlowQuery {
  readonly unitId: string;
  /** Both inclusive. */
  readonly from: CivilDate;
  readonly to: CivilDate;
  /** Loads known later do not count. */
  readonly dataDate: CivilDate;
  readonly clock: Clock;
}

/** The days on which something happened, in order. */
export function dossierFlow(db: Reader, query: FlowQuery): Promise<FlowCounts[]> {
  const total = (
    column: typeof dossierDays.late | typeof dossierDays.received | typeof dossierDays.resolved,
  ) => sql<number>`sum(${column})`;
  return db
    .select({
      period: dossierDays.day,
      received: total(dossierDays.received),
      resolved: total(dossierDays.resolved),
      late: total(dossierDays.late),
    })
    .from(dossierDays)
    .innerJoin(dossierLoads, eq(dossierLoads.importId, dossierDays.importId))
    .innerJoin(imports, eq(imports.id, dossierDays.importId))
    .where(
      and(
        eq(dossierDays.unitId, query.unitId),
        between(dossierDays.day, query.from, query.to),
        query.clock === 'promised' ? undefined : eq(dossierDays.clock, 'first'),
        lte(dossierLoads.knownOn, query.dataDate),
        isVisible(undefined),
      ),
    )
    .groupBy(dossierDays.day)
    .orderBy(dossierDays.day);
}
