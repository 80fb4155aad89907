/** Figures of officers, counted from the dossiers that they handle. Who may see them, `bot/rights.ts` says. */
import { and, eq, lte } from 'drizzle-orm';
import { type CivilDate, dayNumber, yearOf } from '../../engine/model/dates.ts';
import { countDossier, countPromise, type DayCount } from '../../engine/model/day-counts.ts';
import { DOSSIER_FACTS, FIRST_DATE, type LateCounting } from '../../engine/model/dossier.ts';
import type { FactState } from '../../engine/model/facts.ts';
import { ratio } from '../../engine/model/ratio.ts';
import type { Reader } from '../database.ts';
import { isVisible } from '../imports.ts';
import { dossierLoads, dossiers, imports, officers } from '../schema.ts';
import { horizonOfUnit } from './figures.ts';
import { isLast } from './open.ts';
import { stored } from './versions.ts';

export interface OfficerCounts {
  /** By the names of the facts. */
  readonly facts: ReadonlyMap<string, FactState>;
  readonly simulated: boolean;
}

/** The counts of one unit's year by officer, as the one-stop system names them, as they were known on a day. */
export async function officerCounts(
  db: Reader,
  query: {
    readonly unitId: string;
    readonly year: number;
    readonly dataDate: CivilDate;
    readonly late?: LateCounting;
  },
): Promise<Map<string, OfficerCounts>> {
  const { unitId, year, dataDate, late = FIRST_DATE } = query;
  const horizon = await horizonOfUnit(db, { unitIds: [unitId], year, dataDate });
  if (horizon === undefined || yearOf(horizon.end) < year) return new Map();
  const rows = await db
    .select({ dossier: dossiers, officer: officers.name })
    .from(dossiers)
    .innerJoin(dossierLoads, eq(dossierLoads.importId, dossiers.importId))
    .innerJoin(imports, eq(imports.id, dossiers.importId))
    .innerJoin(officers, eq(officers.id, dossiers.officerId))
    .where(
      and(
        eq(dossiers.unitId, unitId),
        lte(dossierLoads.knownOn, dataDate),
        isVisible(undefined),
        isLast(db, dataDate),
      ),
    );
  const [from, end, passed] = [dayNumber(`${year}-01-01`), dayNumber(horizon.end), dayNumber(horizon.passed)];
  const sums = new Map<string, Map<DayCount, number>>();
  for (const { dossier, officer } of rows) {
    const of = sums.get(officer) ?? new Map<DayCount, number>();
    sums.set(officer, of);
    const count = (day: number, what: DayCount, by: number): void => {
      const last = LIMITS.has(what) ? passed : end;
      if (day <= last && (day >= from || STANDING.has(what))) of.set(what, (of.get(what) ?? 0) + by);
    };
    countDossier(stored(dossier), count);
    if (late.clock === 'promised') countPromise(stored(dossier), count);
  }
  const { simulated } = horizon.source;
  return new Map([...sums].map(([officer, of]) => [officer, { facts: factsOf(of, late), simulated }]));
}

/** What is known only once the day of the limit has passed. */
const LIMITS = new Set<DayCount>(['due', 'missed', 'standing']);
/** What stands over from earlier years. */
const STANDING = new Set<DayCount>(['standing', 'cleared']);

function factsOf(sums: ReadonlyMap<DayCount, number>, { by }: LateCounting): Map<string, FactState> {
  const sum = (what: DayCount): number => sums.get(what) ?? 0;
  const counts = [
    [DOSSIER_FACTS.received, sum('received')],
    [DOSSIER_FACTS.due, sum('due')],
    [DOSSIER_FACTS.resolved, sum('resolved')],
    [DOSSIER_FACTS.late, by === 'due' ? sum('missed') : sum('late')],
    [DOSSIER_FACTS.overdue, sum('standing') - sum('cleared')],
  ] as const;
  return new Map(counts.map(([fact, count]) => [fact, { status: 'known', value: ratio(count) }]));
}
