/** Zalo's updates by webhook. */
import type { Context } from 'hono';
import { traceOf } from '../../fault.ts';
import type { Receive } from '../../incoming.ts';
import { sameSecret } from '../secret.ts';
import { zaloSecret } from './start.ts';
import { zaloIncoming } from './update.ts';

const HEADER = 'X-Bot-Api-Secret-Token';

/**
 * A handler for POST. The secret is compared before anything else happens; 401 when it is wrong, 400 when the body is
 * not JSON. Events that are no messages are confirmed and left; what cannot be taken in is reported and answered with
 * 500.
 * @throws {WebhookSecretError} without a usable secret.
 */
export function zaloWebhook(
  receive: Receive,
  configuredSecret: string | undefined,
  report: (message: string) => void,
): (c: Context) => Promise<Response> {
  const secret = zaloSecret(configuredSecret);
  return async (c) => {
    if (!sameSecret(c.req.header(HEADER), secret)) return c.body(null, 401);
    const body: unknown = await c.req.json().catch(() => undefined);
    if (body === undefined) return c.body(null, 400);
    const incoming = zaloIncoming(body);
    try {
      if (incoming !== undefined) await receive(incoming);
      return c.body(null, 200);
    } catch (error) {
      report(`zalo: message not taken in: ${traceOf(error)}`);
      return c.body(null, 500);
    }
  };
}
