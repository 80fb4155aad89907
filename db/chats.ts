/** Chats by channel and the platform's id, and the choices last offered in each. */
import { and, eq } from 'drizzle-orm';
import type { Reader, Tx } from './database.ts';
import { chats } from './schema.ts';

/** A conversation on one channel. */
export interface ChatRef {
  readonly channel: string;
  readonly chatId: string;
}

export interface Choice {
  readonly label: string;
  readonly action: string;
}

/** Choices are answered by one digit. */
export const MAX_CHOICES = 9;

/** Replaces the choices offered in the chat; those after the ninth are not kept. */
export async function rememberChoices(
  tx: Tx,
  chat: ChatRef,
  offered: readonly Choice[],
  now: Date,
): Promise<void> {
  const choices = offered.slice(0, MAX_CHOICES).map(({ label, action }) => ({ label, action }));
  const updatedAt = now.toISOString();
  await tx
    .insert(chats)
    .values({ channel: chat.channel, chatId: chat.chatId, choices, updatedAt })
    .onConflictDoUpdate({ target: [chats.channel, chats.chatId], set: { choices, updatedAt } });
}

/** The choices last offered in the chat, in order; none when nothing was offered. */
export async function choicesOf(db: Reader, chat: ChatRef): Promise<readonly Choice[]> {
  const [row] = await db
    .select({ choices: chats.choices })
    .from(chats)
    .where(and(eq(chats.channel, chat.channel), eq(chats.chatId, chat.chatId)));
  return row?.choices ?? [];
}
