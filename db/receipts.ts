/** What decisions were made from, by receipt. Append-only: one receipt is one decision. */
import { eq } from 'drizzle-orm';
import type { Reader, Tx } from './database.ts';
import { receipts } from './schema.ts';
import { batches } from './sql.ts';

export type KeptReceipt = Readonly<typeof receipts.$inferSelect>;

/** Keeps those that are not kept yet; of a receipt that was given before, the first moment stands. */
export async function saveReceipts(tx: Tx, entries: readonly KeptReceipt[]): Promise<void> {
  for (const batch of batches(entries)) await tx.insert(receipts).values(batch).onConflictDoNothing();
}

export async function findReceipt(db: Reader, receipt: string): Promise<KeptReceipt | undefined> {
  const [found] = await db.select().from(receipts).where(eq(receipts.receipt, receipt));
  return found;
}
