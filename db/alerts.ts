/** The state of every warning: one per rule, unit and year, over all channels. */
import { and, asc, type SQL } from 'drizzle-orm';
import type { Reader, Tx } from './database.ts';
import { alerts } from './schema.ts';
import { among, batches, excluded } from './sql.ts';

/** One warning. `since` is when its present state began; instants are UTC ISO text. */
export type Alert = Readonly<typeof alerts.$inferSelect>;

/** Warnings, firing and resolved, by unit and year; all of them, or those of some units or years. */
export function readAlerts(
  db: Reader,
  filter: { readonly unitIds?: readonly string[]; readonly years?: readonly number[] } = {},
): Promise<Alert[]> {
  const conditions: SQL[] = [];
  if (filter.unitIds !== undefined) conditions.push(among(alerts.unitId, filter.unitIds));
  if (filter.years !== undefined) conditions.push(among(alerts.year, filter.years));
  return db
    .select()
    .from(alerts)
    .where(and(...conditions))
    .orderBy(asc(alerts.unitId), asc(alerts.year), asc(alerts.ruleId));
}

/** Writes each warning's present state over its last one. */
export async function saveAlerts(tx: Tx, states: readonly Alert[]): Promise<void> {
  for (const batch of batches(states)) {
    await tx
      .insert(alerts)
      .values(batch)
      .onConflictDoUpdate({
        target: [alerts.ruleId, alerts.unitId, alerts.year],
        set: {
          severity: excluded(alerts.severity),
          state: excluded(alerts.state),
          since: excluded(alerts.since),
          updatedAt: excluded(alerts.updatedAt),
        },
      });
  }
}
