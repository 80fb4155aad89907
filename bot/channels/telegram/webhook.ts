/** Telegram's updates by webhook. */
import { type Bot, webhookCallback } from 'grammy';
import type { Context } from 'hono';
import { traceOf } from '../../fault.ts';
import { requireSecret, sameSecret } from '../secret.ts';
import { UPDATE_TYPES } from './bot.ts';

const HEADER = 'X-Telegram-Bot-Api-Secret-Token';
/** The characters that Telegram allows in a secret. */
const SECRET = /^[A-Za-z0-9_-]{1,256}$/;
const SECRET_RULE = '1 to 256 letters, digits, _ and -';

/**
 * A handler for POST. The secret is compared before anything else happens; 401 when it is wrong. What cannot be taken
 * in is reported and answered with 500, so that Telegram delivers it again.
 * @throws {WebhookSecretError} without a usable secret.
 */
export function telegramWebhook(
  bot: Bot,
  secret: string | undefined,
  report: (message: string) => void,
): (c: Context) => Promise<Response> {
  const secretToken = requireSecret(secret, SECRET, SECRET_RULE);
  const handle = webhookCallback(bot, 'hono', { secretToken });
  return async (c) => {
    if (!sameSecret(c.req.header(HEADER), secretToken)) return c.body(null, 401);
    try {
      return await handle(c);
    } catch (error) {
      report(`telegram: message not taken in: ${traceOf(error)}`);
      return c.body(null, 500);
    }
  };
}

/** Asks Telegram to send updates to an address, with the secret. */
export async function registerTelegramWebhook(
  bot: Bot,
  url: string,
  secret: string | undefined,
): Promise<void> {
  await bot.api.setWebhook(url, {
    secret_token: requireSecret(secret, SECRET, SECRET_RULE),
    allowed_updates: UPDATE_TYPES,
  });
}
