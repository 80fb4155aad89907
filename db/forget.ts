/** Deleting what ties a person to chats, on request. What the office did stays: decisions, rounds, receipts. */
import { and, eq, ne, sql } from 'drizzle-orm';
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core';
import type { ChatRef } from './chats.ts';
import type { Tx } from './database.ts';
import { revokePerson } from './people.ts';
import { accountLinks, accounts, chats, linkCodes, linkFailures, outbox, people } from './schema.ts';

/** Rows that were deleted, or, of messages, emptied. */
export interface Forgotten {
  readonly role: string;
  /** Whether the person still had access. */
  readonly revoked: boolean;
  readonly accounts: number;
  readonly links: number;
  readonly codes: number;
  readonly chats: number;
  readonly messages: number;
}

/** What stands where the id of a chat was. */
const NO_CHAT = 'đã xóa';

/**
 * Ends a person's access and deletes the chats, links and codes; undefined when there was never such a person.
 * A chat that somebody else is linked to now is that person's, and only the link of the past goes.
 */
export async function forgetPerson(tx: Tx, id: string, now: Date): Promise<Forgotten | undefined> {
  const [person] = await tx.select({ role: people.role }).from(people).where(eq(people.id, id));
  if (person === undefined) return undefined;
  const own = await ownChats(tx, id);
  const linked = await tx.select({ id: accounts.personId }).from(accounts).where(eq(accounts.personId, id));
  const revoked = await revokePerson(tx, id, now);
  await tx.update(people).set({ unitId: null }).where(eq(people.id, id));
  const links = await tx.delete(accountLinks).where(eq(accountLinks.personId, id));
  const codes = await tx.delete(linkCodes).where(eq(linkCodes.personId, id));
  let [choices, messages] = [0, 0];
  for (const chat of own) {
    choices += (await tx.delete(chats).where(isChat(chats, chat))).rowsAffected;
    await tx.delete(linkFailures).where(isChat(linkFailures, chat));
    messages += await emptyMessages(tx, chat);
  }
  return {
    role: person.role,
    revoked,
    accounts: linked.length,
    links: links.rowsAffected,
    codes: codes.rowsAffected,
    chats: choices,
    messages,
  };
}

/** The chats that the person was ever linked to and nobody else is now. */
async function ownChats(tx: Tx, id: string): Promise<ChatRef[]> {
  const ever = await tx
    .selectDistinct({ channel: accountLinks.channel, chatId: accountLinks.chatId })
    .from(accountLinks)
    .where(eq(accountLinks.personId, id));
  const own: ChatRef[] = [];
  for (const chat of ever) {
    const others = await tx
      .select({ id: accounts.personId })
      .from(accounts)
      .where(and(isChat(accounts, chat), ne(accounts.personId, id)));
    if (others.length === 0) own.push(chat);
  }
  return own;
}

/** The ledger keeps that there was a message and how it ended; what waits to be sent is not sent any more. */
async function emptyMessages(tx: Tx, chat: ChatRef): Promise<number> {
  const { rowsAffected } = await tx
    .update(outbox)
    .set({
      chatId: NO_CHAT,
      dedupeKey: sql`${NO_CHAT} || ':' || ${outbox.id}`,
      body: sql`'null'`,
      platformMessageId: null,
      state: sql`case when ${outbox.state} in ('pending', 'sending') then 'failed' else ${outbox.state} end`,
    })
    .where(isChat(outbox, chat));
  return rowsAffected;
}

function isChat(
  table: { readonly channel: SQLiteColumn; readonly chatId: SQLiteColumn },
  { channel, chatId }: ChatRef,
) {
  return and(eq(table.channel, channel), eq(table.chatId, chatId));
}
