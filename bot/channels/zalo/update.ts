/** Zalo's updates as incoming messages. */
import { z } from 'zod';
import type { Incoming } from '../../incoming.ts';

const ID = z.union([z.string().min(1), z.number().transform(String)]);

const EVENT = z.object({
  event_name: z.string(),
  message: z.object({
    message_id: ID,
    chat: z.object({ id: ID, chat_type: z.enum(['PRIVATE', 'GROUP']) }),
    text: z.string().optional(),
  }),
});

/** As it comes, or wrapped as the result of a call: both forms are sent. */
const UPDATE = z.union([EVENT, z.object({ result: EVENT }).transform(({ result }) => result)]);

const UNREADABLE = /^message\.(?:image|sticker|voice)\.received$/;

/** The message of an update; undefined for what is none, such as an event of a kind added later. */
export function zaloIncoming(update: unknown): Incoming | undefined {
  const parsed = UPDATE.safeParse(update);
  if (!parsed.success) return undefined;
  const { event_name, message } = parsed.data;
  const question = questionOf(event_name, message.text);
  if (question === undefined) return undefined;
  return {
    channel: 'zalo',
    chatId: message.chat.id,
    chatType: message.chat.chat_type === 'PRIVATE' ? 'private' : 'group',
    // The platform numbers no updates.
    updateKey: `${event_name}:${message.message_id}`,
    question,
  };
}

function questionOf(event: string, text: string | undefined): Incoming['question'] | undefined {
  if (event === 'message.text.received' && text !== undefined) return { text };
  // A file is one of the kinds that Zalo tells nothing more of.
  if (event === 'message.unsupported.received') return { unsupported: true };
  return UNREADABLE.test(event) ? { unreadable: true } : undefined;
}
