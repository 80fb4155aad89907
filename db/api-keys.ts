/** Keys with which other systems push figures. The database holds their SHA-256 only. */
import { randomBytes } from 'node:crypto';
import { and, asc, eq, isNull } from 'drizzle-orm';
import type { Reader, Tx } from './database.ts';
import { sha256 } from './import/sha256.ts';
import { apiKeys } from './schema.ts';

/** What a key may push. */
export const PUSH_KINDS = ['figures'] as const;
export type PushKind = (typeof PUSH_KINDS)[number];

export interface KeyScope {
  readonly units: readonly string[];
  readonly provinces: readonly string[];
  readonly kinds: readonly PushKind[];
}

export interface ApiKey extends KeyScope {
  readonly id: string;
  /** Who pushes, as history names it. */
  readonly name: string;
}

export interface ListedKey extends ApiKey {
  readonly createdAt: string;
  readonly revokedAt: string | null;
}

const PREFIX = 'kc_';

/** Makes a key of 256 random bits; it cannot be read again. Undefined when the name is taken. */
export async function createApiKey(
  tx: Tx,
  name: string,
  { units, provinces, kinds }: KeyScope,
  now: Date,
): Promise<{ readonly id: string; readonly key: string } | undefined> {
  const id = `k-${randomBytes(6).toString('hex')}`;
  const key = `${PREFIX}${randomBytes(32).toString('base64url')}`;
  const made = await tx
    .insert(apiKeys)
    .values({
      id,
      name,
      keyHash: sha256(key),
      units: [...units],
      provinces: [...provinces],
      kinds: [...kinds],
      createdAt: now.toISOString(),
    })
    .onConflictDoNothing({ target: apiKeys.name })
    .returning({ id: apiKeys.id });
  return made.length === 0 ? undefined : { id, key };
}

/** Every key in the order in which they were made, the revoked too. */
export async function listApiKeys(db: Reader): Promise<ListedKey[]> {
  const rows = await db.select().from(apiKeys).orderBy(asc(apiKeys.createdAt), asc(apiKeys.id));
  return rows.map((row) => ({ ...keyOf(row), createdAt: row.createdAt, revokedAt: row.revokedAt }));
}

/** Ends a key; false when there is no such key or it has ended already. */
export async function revokeApiKey(tx: Tx, id: string, now: Date): Promise<boolean> {
  const revoked = await tx
    .update(apiKeys)
    .set({ revokedAt: now.toISOString() })
    .where(and(eq(apiKeys.id, id), isNull(apiKeys.revokedAt)))
    .returning({ id: apiKeys.id });
  return revoked.length > 0;
}

/** The key that still counts with this secret. */
export async function findApiKey(db: Reader, secret: string): Promise<ApiKey | undefined> {
  const [row] = await db
    .select()
    .from(apiKeys)
    .where(and(eq(apiKeys.keyHash, sha256(secret)), isNull(apiKeys.revokedAt)));
  return row === undefined ? undefined : keyOf(row);
}

/** Counts a request of the key; false where that is more than `most` within one minute by the clock. */
export async function countRequest(tx: Tx, id: string, most: number, now: Date): Promise<boolean> {
  const minute = now.toISOString().slice(0, 16);
  const [row] = await tx
    .select({ minute: apiKeys.countedMinute, counted: apiKeys.counted })
    .from(apiKeys)
    .where(eq(apiKeys.id, id));
  const counted = row?.minute === minute ? row.counted : 0;
  if (counted >= most) return false;
  await tx
    .update(apiKeys)
    .set({ countedMinute: minute, counted: counted + 1 })
    .where(eq(apiKeys.id, id));
  return true;
}

function keyOf({ id, name, units, provinces, kinds }: typeof apiKeys.$inferSelect): ApiKey {
  return { id, name, units, provinces, kinds: PUSH_KINDS.filter((kind) => kinds.includes(kind)) };
}
