/** Updates of the platforms that were handled, so that each is handled once. */
import { and, eq } from 'drizzle-orm';
import type { Reader, Tx } from './database.ts';
import { inboundUpdates } from './schema.ts';

/** Records an update as handled; false when it was already. */
export async function recordUpdate(tx: Tx, channel: string, updateKey: string, now: Date): Promise<boolean> {
  const inserted = await tx
    .insert(inboundUpdates)
    .values({ channel, updateKey, receivedAt: now.toISOString() })
    .onConflictDoNothing()
    .returning({ updateKey: inboundUpdates.updateKey });
  return inserted.length > 0;
}

/** Whether an update was handled. */
export async function wasHandled(db: Reader, channel: string, updateKey: string): Promise<boolean> {
  const rows = await db
    .select({ updateKey: inboundUpdates.updateKey })
    .from(inboundUpdates)
    .where(and(eq(inboundUpdates.channel, channel), eq(inboundUpdates.updateKey, updateKey)));
  return rows.length > 0;
}
