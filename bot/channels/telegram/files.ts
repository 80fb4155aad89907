/** Files to and from Telegram. */
import { z } from 'zod';
import { type Delivery, unanswered } from '../../outbox/delivery.ts';
import type { ReplyFile } from '../../reply.ts';
import type { TelegramAccess } from './access.ts';

const PUBLIC_ROOT = 'https://api.telegram.org';
/** Milliseconds that a file may take. */
const TIMEOUT = 30_000;

/** A file that could not be had. Its message names no address, for that holds the token. */
export class FileUnavailableError extends Error {
  override readonly name = 'FileUnavailableError';
}

/** Downloads a file by the path that getFile gave. @throws FileUnavailableError */
export async function downloadFile({ token, apiRoot }: TelegramAccess, path: string): Promise<Uint8Array> {
  const url = `${apiRoot ?? PUBLIC_ROOT}/file/bot${token}/${path}`;
  const response = await fetch(url, { signal: AbortSignal.timeout(TIMEOUT) }).catch(() => undefined);
  if (response?.ok !== true)
    throw new FileUnavailableError(`telegram gave no file (${response?.status ?? 'no answer'})`);
  return new Uint8Array(await response.arrayBuffer());
}

const ANSWER = z.object({
  ok: z.boolean(),
  result: z.object({ message_id: z.number() }).optional(),
  error_code: z.number().optional(),
  description: z.string().optional(),
  parameters: z.object({ retry_after: z.number().optional() }).optional(),
});

/** What Telegram refused, as its API tells it. */
export interface TelegramRefusal {
  readonly error_code: number;
  readonly description: string;
  readonly parameters: { readonly retry_after?: number | undefined };
}

/** Sends a file as a document. @param refused what a refusal comes to */
export async function sendFile(
  { token, apiRoot }: TelegramAccess,
  chatId: string,
  { name, text }: ReplyFile,
  refused: (refusal: TelegramRefusal) => Delivery,
): Promise<Delivery> {
  const form = new FormData();
  form.set('chat_id', chatId);
  form.set('document', new File([text], name, { type: 'text/csv' }));
  try {
    const url = `${apiRoot ?? PUBLIC_ROOT}/bot${token}/sendDocument`;
    const signal = AbortSignal.timeout(TIMEOUT);
    const response = await fetch(url, { method: 'POST', body: form, signal });
    const answer = ANSWER.safeParse(await response.json().catch(() => undefined));
    if (answer.data?.ok === true && answer.data.result !== undefined)
      return { outcome: 'sent', messageId: String(answer.data.result.message_id) };
    const { error_code = response.status, description = '', parameters = {} } = answer.data ?? {};
    if (response.ok && answer.data?.ok !== false)
      return { outcome: 'ambiguous', error: 'an answer in another form' };
    return refused({ error_code, description, parameters });
  } catch (error) {
    return unanswered(error);
  }
}
