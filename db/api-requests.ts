/** Requests under an idempotency key: claimed by one attempt at a time, answered once, the answer given again. */
import { randomBytes } from 'node:crypto';
import { and, eq, isNull } from 'drizzle-orm';
import type { Tx } from './database.ts';
import { apiRequests } from './schema.ts';

export interface RequestKey {
  readonly keyId: string;
  readonly idempotencyKey: string;
}

/** A claim on a request, by which alone it is answered. */
export interface Claim extends RequestKey {
  readonly attempt: string;
}

export interface GivenAnswer {
  readonly status: number;
  readonly body: string;
}

export type Claimed =
  | { readonly outcome: 'claimed'; readonly claim: Claim }
  | ({ readonly outcome: 'answered' } & GivenAnswer)
  | { readonly outcome: 'in progress' }
  /** The key was used for another request. */
  | { readonly outcome: 'different' };

/** Another attempt has taken the request over, for this one took too long. */
export class ClaimLostError extends Error {
  override readonly name = 'ClaimLostError';
}

/** Milliseconds for which a claim keeps others from trying: no request takes so long. */
const LEASE = 120_000;

export async function claimRequest(
  tx: Tx,
  key: RequestKey,
  requestHash: string,
  now: Date,
): Promise<Claimed> {
  const [known] = await tx.select().from(apiRequests).where(isRequest(key));
  if (known !== undefined) {
    if (known.requestHash !== requestHash) return { outcome: 'different' };
    if (known.status !== null) return { outcome: 'answered', status: known.status, body: known.body ?? '' };
    if (known.claimedUntil > now.toISOString()) return { outcome: 'in progress' };
  }
  const attempt = randomBytes(9).toString('base64url');
  const claimedUntil = new Date(now.getTime() + LEASE).toISOString();
  await tx
    .insert(apiRequests)
    .values({ ...key, requestHash, attempt, claimedUntil, at: now.toISOString() })
    .onConflictDoUpdate({
      target: [apiRequests.keyId, apiRequests.idempotencyKey],
      set: { attempt, claimedUntil },
    });
  return { outcome: 'claimed', claim: { ...key, attempt } };
}

/** @throws ClaimLostError */
export async function answerRequest(tx: Tx, claim: Claim, { status, body }: GivenAnswer): Promise<void> {
  const answered = await tx
    .update(apiRequests)
    .set({ status, body })
    .where(isHeld(claim))
    .returning({ keyId: apiRequests.keyId });
  if (answered.length === 0) throw new ClaimLostError('another attempt holds the request');
}

/** Gives the claim up after a fault of ours, so that the request can be tried again at once. */
export async function releaseRequest(tx: Tx, claim: Claim): Promise<void> {
  await tx.delete(apiRequests).where(isHeld(claim));
}

function isRequest({ keyId, idempotencyKey }: RequestKey) {
  return and(eq(apiRequests.keyId, keyId), eq(apiRequests.idempotencyKey, idempotencyKey));
}

function isHeld(claim: Claim) {
  return and(isRequest(claim), eq(apiRequests.attempt, claim.attempt), isNull(apiRequests.status));
}
