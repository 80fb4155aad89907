/** Webhook secrets: what proves that a request comes from the platform. */
import { createHash, timingSafeEqual } from 'node:crypto';

/** A webhook without a usable secret is refused, for anybody could write to it. Not thrown for a wrong header. */
export class WebhookSecretError extends Error {
  override readonly name = 'WebhookSecretError';
}

/** Checks a configured secret against the platform's form. @throws {WebhookSecretError} when it does not fit. */
export function requireSecret(secret: string | undefined, form: RegExp, rule: string): string {
  if (secret === undefined || !form.test(secret)) {
    throw new WebhookSecretError(`a webhook needs a secret of ${rule}`);
  }
  return secret;
}

/** Whether a header carries the secret, in a time that tells nothing of how much of it was right. */
export function sameSecret(header: string | undefined, secret: string): boolean {
  return timingSafeEqual(digest(header ?? ''), digest(secret));
}

function digest(text: string): Uint8Array {
  return createHash('sha256').update(text).digest();
}
