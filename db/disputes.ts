/** Disputes of figures and of dossiers: opened once, closed once. */
import { and, asc, eq, type SQL } from 'drizzle-orm';
import type { DisputeState } from '../engine/model/dispute.ts';
import type { Reader, Tx } from './database.ts';
import { disputes } from './schema.ts';
import { among } from './sql.ts';

export type DisputeRow = Readonly<typeof disputes.$inferSelect>;

/** What is disputed: a figure, or that a dossier was late. */
export type Disputed =
  | { readonly fact: string; readonly period: string; readonly claim?: string }
  | { readonly code: string };

/** Who does it: a role, and the person where one is known. */
export interface By {
  readonly role: string;
  readonly personId?: string;
}

export interface NewDispute {
  readonly unitId: string;
  readonly disputed: Disputed;
  readonly evidence: string;
  readonly by: By;
}

/** Gives the number of the dispute. */
export async function addDispute(tx: Tx, dispute: NewDispute, now: Date): Promise<number> {
  const { unitId, disputed, evidence, by } = dispute;
  const [row] = await tx
    .insert(disputes)
    .values({
      unitId,
      ...disputed,
      evidence,
      state: 'open',
      openedAt: now.toISOString(),
      openedBy: by.role,
      openedById: by.personId ?? null,
    })
    .returning({ id: disputes.id });
  if (row === undefined) throw new Error('the database gave no number for a dispute');
  return row.id;
}

export interface Closing {
  readonly state: Exclude<DisputeState, 'open'>;
  readonly reason: string;
  readonly by: By;
  /** The correction that it became. */
  readonly importId?: number;
}

/** Closes an open dispute; false when it is not open any more. */
export async function closeDispute(tx: Tx, id: number, closing: Closing, now: Date): Promise<boolean> {
  const { state, reason, by, importId } = closing;
  const closed = await tx
    .update(disputes)
    .set({
      state,
      reason,
      closedAt: now.toISOString(),
      closedBy: by.role,
      closedById: by.personId ?? null,
      importId: importId ?? null,
    })
    .where(and(eq(disputes.id, id), eq(disputes.state, 'open')))
    .returning({ id: disputes.id });
  return closed.length > 0;
}

export async function findDispute(db: Reader, id: number): Promise<DisputeRow | undefined> {
  const [row] = await db.select().from(disputes).where(eq(disputes.id, id));
  return row;
}

/** The first opened first; all of them, or those of some units or in some states. */
export function listDisputes(
  db: Reader,
  filter: { readonly unitIds?: readonly string[]; readonly states?: readonly DisputeState[] } = {},
): Promise<DisputeRow[]> {
  const conditions: SQL[] = [];
  if (filter.unitIds !== undefined) conditions.push(among(disputes.unitId, filter.unitIds));
  if (filter.states !== undefined) conditions.push(among(disputes.state, filter.states));
  return db
    .select()
    .from(disputes)
    .where(and(...conditions))
    .orderBy(asc(disputes.id));
}
