/** One-time codes that link a chat to a person. The database holds their SHA-256 only. */
import { createHash, randomBytes } from 'node:crypto';
import { and, count, eq, gt, inArray, isNull, lte } from 'drizzle-orm';
import type { ChatRef } from './chats.ts';
import type { Tx } from './database.ts';
import { findPerson, linkAccount, type Person } from './people.ts';
import { linkCodes, linkFailures, people } from './schema.ts';

/** Base 32 without the letters that are misread: I, L, O and U (Crockford). */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
/** 80 random bits. */
const CODE_LENGTH = 16;
const VALID_FOR = 7 * 24 * 3_600_000;
/** Milliseconds in which wrong codes of one chat are counted. */
const GUESS_WINDOW = 3_600_000;
const MAX_GUESSES = 5;

export type Redemption =
  | { readonly outcome: 'linked'; readonly person: Person }
  /** Unknown, used, expired, or of somebody whose access has ended: one answer, so that nothing can be probed. */
  | { readonly outcome: 'invalid' }
  /** Too many wrong codes came from this chat within the hour. */
  | { readonly outcome: 'limited' };

/**
 * Makes a code for a person, valid for seven days and one use: "7K2M-QX4D-9RTB-HW3P". It cannot be read again.
 * Undefined when there is no such person with access.
 */
export async function createLinkCode(tx: Tx, personId: string, now: Date): Promise<string | undefined> {
  if ((await findPerson(tx, personId)) === undefined) return undefined;
  const code = Array.from(randomBytes(CODE_LENGTH), (byte) => ALPHABET.charAt(byte & 31)).join('');
  const expiresAt = new Date(now.getTime() + VALID_FOR).toISOString();
  await tx.insert(linkCodes).values({ codeHash: hash(code), personId, expiresAt });
  return code.replaceAll(/.{4}(?=.)/g, '$&-');
}

/** Uses a code up and links the chat to its person, or counts a wrong guess. */
export async function redeemLinkCode(tx: Tx, code: string, chat: ChatRef, now: Date): Promise<Redemption> {
  if ((await recentFailures(tx, chat, now)) >= MAX_GUESSES) return { outcome: 'limited' };
  const [used] = await tx
    .update(linkCodes)
    .set({ usedAt: now.toISOString() })
    .where(
      and(
        eq(linkCodes.codeHash, hash(code)),
        isNull(linkCodes.usedAt),
        gt(linkCodes.expiresAt, now.toISOString()),
        inArray(
          linkCodes.personId,
          tx.select({ id: people.id }).from(people).where(isNull(people.revokedAt)),
        ),
      ),
    )
    .returning({ personId: linkCodes.personId });
  const person = used === undefined ? undefined : await findPerson(tx, used.personId);
  if (person === undefined) {
    await countFailure(tx, chat, now);
    return { outcome: 'invalid' };
  }
  await linkAccount(tx, chat, person.id, now);
  return { outcome: 'linked', person };
}

/** Makes a code useless, because others have seen it. */
export async function voidLinkCode(tx: Tx, code: string, now: Date): Promise<void> {
  await tx
    .update(linkCodes)
    .set({ usedAt: now.toISOString() })
    .where(and(eq(linkCodes.codeHash, hash(code)), isNull(linkCodes.usedAt)));
}

/** Hyphens, spaces and case do not matter, and O, I and L are read as the digits that they look like. */
function hash(code: string): string {
  const plain = code
    .toUpperCase()
    .replaceAll(/[^0-9A-Z]/g, '')
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1');
  return createHash('sha256').update(plain).digest('hex');
}

async function recentFailures(tx: Tx, chat: ChatRef, now: Date): Promise<number> {
  const since = new Date(now.getTime() - GUESS_WINDOW).toISOString();
  const [row] = await tx
    .select({ failures: count() })
    .from(linkFailures)
    .where(
      and(
        eq(linkFailures.channel, chat.channel),
        eq(linkFailures.chatId, chat.chatId),
        gt(linkFailures.failedAt, since),
      ),
    );
  return row?.failures ?? 0;
}

async function countFailure(tx: Tx, chat: ChatRef, now: Date): Promise<void> {
  const since = new Date(now.getTime() - GUESS_WINDOW).toISOString();
  await tx.delete(linkFailures).where(lte(linkFailures.failedAt, since));
  await tx
    .insert(linkFailures)
    .values({ channel: chat.channel, chatId: chat.chatId, failedAt: now.toISOString() });
}
