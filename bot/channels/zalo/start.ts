/** Asking Zalo who the bot is, and how its updates shall come. */
import { z } from 'zod';
import { faultOf } from '../../fault.ts';
import { requireSecret } from '../secret.ts';
import type { ChannelCheck } from '../start.ts';
import { type ZaloClient, ZaloError } from './client.ts';

/** Milliseconds in which Zalo has to answer. */
const TIMEOUT = 10_000;

/** The length that Zalo allows a secret, in characters that a header can carry. */
const SECRET = /^[\x21-\x7E]{8,256}$/;

const ME = z.object({ account_name: z.string() });

/** Asks Zalo who the bot is. */
export async function checkZalo(client: ZaloClient): Promise<ChannelCheck> {
  try {
    const { account_name } = await client.call('getMe', {}, ME, AbortSignal.timeout(TIMEOUT));
    return { status: 'ready', name: account_name };
  } catch (error) {
    const reason = faultOf(error);
    return { status: isTokenRefusal(error) ? 'refused' : 'unreachable', reason };
  }
}

/** Whether Zalo does not know the token. */
export function isTokenRefusal(error: unknown): boolean {
  return error instanceof ZaloError && [401, 404].includes(error.code);
}

/** @throws {WebhookSecretError} without a usable secret. */
export function zaloSecret(secret: string | undefined): string {
  return requireSecret(secret, SECRET, '8 to 256 characters without spaces');
}

/** Asks Zalo to send updates to an address, with the secret. */
export async function registerZaloWebhook(
  client: ZaloClient,
  url: string,
  secret: string | undefined,
): Promise<void> {
  const params = { url, secret_token: zaloSecret(secret) };
  await client.call('setWebhook', params, z.unknown(), AbortSignal.timeout(TIMEOUT));
}

/** Ends a webhook, for while one is set Zalo refuses polling. */
export async function endZaloWebhook(client: ZaloClient, signal: AbortSignal): Promise<void> {
  await client.call(
    'deleteWebhook',
    {},
    z.unknown(),
    AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT)]),
  );
}
