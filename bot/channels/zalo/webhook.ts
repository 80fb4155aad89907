/** Zalo's updates by webhook. */
import type { Context } from 'hono';
import type { Receive } from '../../incoming.ts';
import { sameSecret } from '../secret.ts';
import { zaloSecret } from './start.ts';
import { zaloIncoming } from './update.ts';

const HEADER = 'X-Bot-Api-Secret-Token';

/**
 * A handler for POST. The secret is compared before anything else happens; 401 when it is wrong, 400 when the body is
 * not JSON. Events that are no messages are confirmed and left.
 * @throws {WebhookSecretError} without a usable secret.
 */
export function zaloWebhook(
  receive: Receive,
  configuredSecret: string | undefined,
): (c: Context) => Promise<Response> {
  const secret = zaloSecret(configuredSecret);
  return async (c) => {
    if (!sameSecret(c.req.header(HEADER), secret)) return c.body(null, 401);
    const body: unknown = await c.req.json().catch(() => undefined);
    if (body === undefined) return c.body(null, 400);
    const incoming = zaloIncoming(body);
    if (incoming !== undefined) await receive(incoming);
    return c.body(null, 200);
  };
}
