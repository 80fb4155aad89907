/** Messages to be sent: written with their cause, leased to one sender at a time, settled once. */
import { and, asc, eq, inArray, lt, lte, notExists, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/sqlite-core';
import type { ChatRef } from './chats.ts';
import type { Tx } from './database.ts';
import { outbox } from './schema.ts';

export interface NewMessage extends ChatRef {
  /** One cause, one message: "reply:telegram:12345". */
  readonly dedupeKey: string;
  /** A `Reply` of `bot/reply.ts`. */
  readonly body: unknown;
}

export interface LeasedMessage extends ChatRef {
  readonly id: number;
  readonly body: unknown;
  /** Attempts made, this one included. */
  readonly attempts: number;
  /** Parts that have arrived in earlier attempts. */
  readonly partsSent: number;
}

export type Settlement =
  | { readonly state: 'sent'; readonly platformMessageId: string }
  /** Not delivered; to be tried again at `dueAt`. */
  | { readonly state: 'pending'; readonly error: string; readonly dueAt: Date }
  /** Perhaps delivered, perhaps not; kept for a person to see and never sent again by itself. */
  | { readonly state: 'ambiguous'; readonly error: string }
  | { readonly state: 'failed'; readonly error: string };

/** Writes a message in the transaction of its cause; false when its cause had one already. */
export async function enqueue(tx: Tx, message: NewMessage, now: Date): Promise<boolean> {
  const { channel, chatId, dedupeKey, body } = message;
  const at = now.toISOString();
  const inserted = await tx
    .insert(outbox)
    .values({ channel, chatId, dedupeKey, body, state: 'pending', dueAt: at, createdAt: at })
    .onConflictDoNothing({ target: outbox.dedupeKey })
    .returning({ id: outbox.id });
  return inserted.length > 0;
}

/**
 * Leases the due messages of a channel, at most one a chat (its oldest that is not settled, so that a chat
 * keeps its order) and at most `limit` in all, oldest first.
 */
export async function lease(
  tx: Tx,
  channel: string,
  until: Date,
  limit: number,
  now: Date,
): Promise<LeasedMessage[]> {
  const earlier = alias(outbox, 'earlier');
  const due = await tx
    .select({ id: outbox.id })
    .from(outbox)
    .where(
      and(
        eq(outbox.state, 'pending'),
        lte(outbox.dueAt, now.toISOString()),
        eq(outbox.channel, channel),
        notExists(
          tx
            .select({ id: earlier.id })
            .from(earlier)
            .where(
              and(
                eq(earlier.channel, outbox.channel),
                eq(earlier.chatId, outbox.chatId),
                inArray(earlier.state, ['pending', 'sending']),
                lt(earlier.id, outbox.id),
              ),
            ),
        ),
      ),
    )
    .orderBy(asc(outbox.id))
    .limit(limit);
  const ids = due.map((row) => row.id);
  return tx
    .update(outbox)
    .set({ state: 'sending', leasedUntil: until.toISOString(), attempts: sql`${outbox.attempts} + 1` })
    .where(inArray(outbox.id, ids))
    .returning({
      id: outbox.id,
      channel: outbox.channel,
      chatId: outbox.chatId,
      body: outbox.body,
      attempts: outbox.attempts,
      partsSent: outbox.partsSent,
    });
}

/** Records how an attempt ended. */
export async function settle(
  tx: Tx,
  id: number,
  settlement: Settlement,
  partsSent: number,
  now: Date,
): Promise<void> {
  const sent = settlement.state === 'sent';
  await tx
    .update(outbox)
    .set({
      state: settlement.state,
      partsSent,
      leasedUntil: null,
      error: sent ? null : settlement.error,
      ...(sent ? { platformMessageId: settlement.platformMessageId, sentAt: now.toISOString() } : {}),
      ...(settlement.state === 'pending' ? { dueAt: settlement.dueAt.toISOString() } : {}),
    })
    .where(eq(outbox.id, id));
}

/**
 * Marks messages whose lease ran out: the process ended between leasing and settling, so nobody knows whether they
 * were sent. Returns how many.
 */
export async function markAbandoned(tx: Tx, now: Date): Promise<number> {
  const abandoned = await tx
    .update(outbox)
    .set({ state: 'ambiguous', leasedUntil: null, error: 'the process ended while sending' })
    .where(and(eq(outbox.state, 'sending'), lt(outbox.leasedUntil, now.toISOString())))
    .returning({ id: outbox.id });
  return abandoned.length;
}
