/** Files that came by chat and wait for their sender's word, for half an hour. */
import { and, eq, gt, lte } from 'drizzle-orm';
import type { ChatRef } from './chats.ts';
import type { Reader, Tx } from './database.ts';
import { uploads } from './schema.ts';

/** Milliseconds for which a file waits. */
const WAITS = 30 * 60_000;

export interface NewUpload extends ChatRef {
  readonly personId: string;
  readonly kind: string;
  readonly fileName: string;
  readonly bytes: Uint8Array;
}

/** Keeps a file and forgets those whose time is over; gives its number. */
export async function keepUpload(tx: Tx, upload: NewUpload, now: Date): Promise<number> {
  await tx.delete(uploads).where(lte(uploads.expiresAt, now.toISOString()));
  const expiresAt = new Date(now.getTime() + WAITS).toISOString();
  const [row] = await tx
    .insert(uploads)
    .values({ ...upload, bytes: Buffer.from(upload.bytes), state: 'waiting', expiresAt })
    .returning({ id: uploads.id });
  if (row === undefined) throw new Error('the database gave no number for a file');
  return row.id;
}

export interface WaitingUpload {
  readonly kind: string;
  readonly fileName: string;
  readonly bytes: Uint8Array;
}

/** A file that still waits for the word of this person in this chat. */
export async function waitingUpload(
  db: Reader,
  id: number,
  { channel, chatId, personId }: ChatRef & { readonly personId: string },
  now: Date,
): Promise<WaitingUpload | undefined> {
  const [row] = await db
    .select({ kind: uploads.kind, fileName: uploads.fileName, bytes: uploads.bytes })
    .from(uploads)
    .where(
      and(
        eq(uploads.id, id),
        eq(uploads.channel, channel),
        eq(uploads.chatId, chatId),
        eq(uploads.personId, personId),
        eq(uploads.state, 'waiting'),
        gt(uploads.expiresAt, now.toISOString()),
      ),
    );
  return row?.bytes == null ? undefined : { ...row, bytes: row.bytes };
}

/** Ends the wait; false when somebody has ended it already. */
export async function settleUpload(tx: Tx, id: number, state: 'loaded' | 'dropped'): Promise<boolean> {
  const settled = await tx
    .update(uploads)
    .set({ state, bytes: null })
    .where(and(eq(uploads.id, id), eq(uploads.state, 'waiting')))
    .returning({ id: uploads.id });
  return settled.length > 0;
}
