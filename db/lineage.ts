/** What became of units, as it was known on a date; and the units of a day. */
import { asc, or } from 'drizzle-orm';
import type { CivilDate } from '../engine/model/dates.ts';
import { isValidOn, Lineage, type Succession, type UnitState } from '../engine/model/lineage.ts';
import type { Reader, Tx } from './database.ts';
import type { AsOf } from './imports.ts';
import { successions, units } from './schema.ts';
import { among, batches } from './sql.ts';
import { listUnits, type Unit } from './units.ts';

export interface LineageQuery {
  /** The units whose events are wanted, with those of all units that these lead to; all when absent. */
  readonly unitIds?: readonly string[];
  /** Events loaded later do not count. */
  readonly dataDate?: CivilDate;
  /** As it was when an import was completed. */
  readonly asOf?: AsOf;
}

type Stored = typeof successions.$inferSelect;
export type NewSuccession = Succession & { readonly sourceRow: number };

/** The events of units, and the names and validity of all units that they name. */
export async function readLineage(db: Reader, query: LineageQuery = {}): Promise<Lineage> {
  const { dataDate, asOf } = query;
  const stored = await storedEvents(db, query.unitIds);
  const counts = ({ knownOn, importId }: Stored): boolean =>
    (dataDate === undefined || knownOn <= dataDate) && (asOf === undefined || importId <= asOf.importId);
  const known = stored.filter(counts);
  const later = stored.filter((event) => !counts(event));
  return new Lineage(known, later, await unitsNamed(db, stored));
}

/** All events, by day. */
export function listSuccessions(db: Reader): Promise<Succession[]> {
  return db.select().from(successions).orderBy(asc(successions.effectiveOn), asc(successions.id));
}

async function storedEvents(db: Reader, unitIds: readonly string[] | undefined): Promise<Stored[]> {
  const read = db.select().from(successions);
  if (unitIds === undefined) return read.orderBy(asc(successions.effectiveOn), asc(successions.id));
  const found = new Map<number, Stored>();
  const seen = new Set<string>();
  for (let wanted = [...unitIds]; wanted.length > 0; ) {
    for (const id of wanted) seen.add(id);
    const rows = await db
      .select()
      .from(successions)
      .where(or(among(successions.fromUnitId, wanted), among(successions.toUnitId, wanted)));
    for (const row of rows) found.set(row.id, row);
    const named = rows.flatMap(({ fromUnitId, toUnitId }) => [fromUnitId, toUnitId ?? fromUnitId]);
    wanted = [...new Set(named)].filter((id) => !seen.has(id));
  }
  return [...found.values()].sort((a, b) => a.id - b.id);
}

async function unitsNamed(db: Reader, events: readonly Stored[]): Promise<UnitState[]> {
  const ids = new Set(events.flatMap(({ fromUnitId, toUnitId }) => [fromUnitId, toUnitId ?? fromUnitId]));
  return ids.size === 0
    ? []
    : db
        .select()
        .from(units)
        .where(among(units.id, [...ids]));
}

/** The units that there are on a day, under the name, block and parent that they have then; in report order. */
export async function unitsOn(
  db: Reader,
  day: CivilDate,
  { province, block, ...query }: LineageQuery & { readonly province?: string; readonly block?: string } = {},
): Promise<Unit[]> {
  const all = await listUnits(db, province === undefined ? {} : { province });
  const lineage = await readLineage(db, { ...query, unitIds: all.map(({ id }) => id) });
  return unitsAmong(all, lineage, day).filter((unit) => block === undefined || unit.block === block);
}

/** The same of units already read. */
export function unitsAmong(all: readonly Unit[], lineage: Lineage, day: CivilDate): Unit[] {
  return all.map((unit) => lineage.unitOn(unit, day)).filter((unit) => isValidOn(unit, day));
}

/** Writes events of an import; the state after them is for `saveUnits`. */
export async function appendSuccessions(
  tx: Tx,
  events: readonly NewSuccession[],
  loaded: { readonly importId: number; readonly knownOn: CivilDate },
): Promise<void> {
  for (const batch of batches(events))
    await tx.insert(successions).values(batch.map((event) => ({ ...event, ...loaded })));
}
