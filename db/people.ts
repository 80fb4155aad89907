/** Holders of offices, and the chat accounts through which they are reached. */
import { randomBytes } from 'node:crypto';
import { and, asc, eq, inArray, isNull } from 'drizzle-orm';
import type { ChatRef } from './chats.ts';
import type { Reader, Tx } from './database.ts';
import { accountLinks, accounts, people } from './schema.ts';

export interface Person {
  readonly id: string;
  /** A role of the outside contract: "thu-truong:kh-so-tu-phap". */
  readonly role: string;
}

export interface ListedPerson extends Person {
  readonly createdAt: string;
  readonly revokedAt: string | null;
  /** Where the holder works, where the invitation said so. */
  readonly unitId?: string;
  /** Channels on which an account is linked, one entry an account. */
  readonly channels: readonly string[];
}

export interface Account extends ChatRef {
  readonly personId: string;
  readonly role: string;
}

/**
 * Adds the holder of a role, which must be a valid one already.
 * @param unitId where the holder works, where the role does not say
 */
export async function createPerson(tx: Tx, role: string, now: Date, unitId?: string): Promise<Person> {
  const person = { id: `p-${randomBytes(6).toString('hex')}`, role };
  const works = unitId === undefined ? {} : { unitId };
  await tx.insert(people).values({ ...person, ...works, createdAt: now.toISOString() });
  return person;
}

/** Everybody in order of invitation, the revoked too. */
export async function listPeople(db: Reader): Promise<ListedPerson[]> {
  const rows = await db
    .select({ person: people, channel: accounts.channel })
    .from(people)
    .leftJoin(accounts, eq(accounts.personId, people.id))
    .orderBy(asc(people.createdAt), asc(people.id), asc(accounts.channel));
  const byId = Map.groupBy(rows, (row) => row.person.id);
  return [...byId.values()].flatMap((group) => {
    const channels = group.flatMap((row) => (row.channel === null ? [] : [row.channel]));
    return group.slice(0, 1).map(({ person: { unitId, ...person } }) => ({
      ...person,
      ...(unitId === null ? {} : { unitId }),
      channels,
    }));
  });
}

/** Ends a person's access and links on every channel; false when there is no such person or it has ended already. */
export async function revokePerson(tx: Tx, id: string, now: Date): Promise<boolean> {
  const revoked = await tx
    .update(people)
    .set({ revokedAt: now.toISOString() })
    .where(and(eq(people.id, id), isNull(people.revokedAt)))
    .returning({ id: people.id });
  await tx.delete(accounts).where(eq(accounts.personId, id));
  return revoked.length > 0;
}

/** A person with access, by id. */
export async function findPerson(db: Reader, id: string): Promise<Person | undefined> {
  const [person] = await db
    .select({ id: people.id, role: people.role })
    .from(people)
    .where(and(eq(people.id, id), isNull(people.revokedAt)));
  return person;
}

/** The person with access who is linked to a chat. */
export async function personOf(db: Reader, chat: ChatRef): Promise<Person | undefined> {
  const [person] = await db
    .select({ id: people.id, role: people.role })
    .from(accounts)
    .innerJoin(people, eq(people.id, accounts.personId))
    .where(
      and(eq(accounts.channel, chat.channel), eq(accounts.chatId, chat.chatId), isNull(people.revokedAt)),
    );
  return person;
}

/** The linked accounts of everybody with access who has one of the roles. */
export async function accountsOfRoles(db: Reader, roles: readonly string[]): Promise<Account[]> {
  return db
    .select({
      channel: accounts.channel,
      chatId: accounts.chatId,
      personId: people.id,
      role: people.role,
    })
    .from(accounts)
    .innerJoin(people, eq(people.id, accounts.personId))
    .where(and(inArray(people.role, [...roles]), isNull(people.revokedAt)))
    .orderBy(asc(accounts.linkedAt), asc(accounts.channel), asc(accounts.chatId));
}

/** Links a chat to a person; a chat that was linked to somebody else moves. */
export async function linkAccount(tx: Tx, chat: ChatRef, personId: string, now: Date): Promise<void> {
  const linkedAt = now.toISOString();
  await tx
    .insert(accounts)
    .values({ channel: chat.channel, chatId: chat.chatId, personId, linkedAt })
    .onConflictDoUpdate({ target: [accounts.channel, accounts.chatId], set: { personId, linkedAt } });
  await tx.insert(accountLinks).values({ channel: chat.channel, chatId: chat.chatId, personId, linkedAt });
}

/** Takes a chat's link away; false when it had none. */
export async function unlinkAccount(tx: Tx, chat: ChatRef): Promise<boolean> {
  const removed = await tx
    .delete(accounts)
    .where(and(eq(accounts.channel, chat.channel), eq(accounts.chatId, chat.chatId)))
    .returning({ personId: accounts.personId });
  return removed.length > 0;
}
