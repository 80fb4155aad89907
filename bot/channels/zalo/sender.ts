/** Sending to Zalo. */
import { z } from 'zod';
import { type Delivery, type Sender, unanswered } from '../../outbox/delivery.ts';
import { type ZaloAccess, type ZaloClient, ZaloError, zaloClient } from './client.ts';
import { renderZaloText } from './text.ts';

/** Milliseconds that a message may take to send. */
const TIMEOUT = 15_000;
/** Seconds to wait when the quota is used up; the platform does not say how long. */
const QUOTA_PAUSE = 60;

const SENT = z.object({ message_id: z.union([z.string(), z.number()]).transform(String) });

/** Replies as text, their buttons as numbered choices. */
export function zaloSender(access: ZaloAccess): Sender {
  const client = zaloClient(access);
  return {
    numbered: true,
    parts: (reply) => renderZaloText(reply).map((text) => (chatId) => sendText(client, chatId, text)),
  };
}

async function sendText(client: ZaloClient, chatId: string, text: string): Promise<Delivery> {
  try {
    const signal = AbortSignal.timeout(TIMEOUT);
    const { message_id } = await client.call('sendMessage', { chat_id: chatId, text }, SENT, signal);
    return { outcome: 'sent', messageId: message_id };
  } catch (error) {
    return error instanceof ZaloError ? rejected(error) : unanswered(error);
  }
}

function rejected({ code, message }: ZaloError): Delivery {
  if (code === 429) return { outcome: 'retry', error: message, after: QUOTA_PAUSE };
  if (code === 408) return { outcome: 'ambiguous', error: message };
  // 401 and 404 speak of the token, which an operator can mend.
  const passing = code >= 500 || code === 401 || code === 404;
  return { outcome: passing ? 'retry' : 'refused', error: message };
}
