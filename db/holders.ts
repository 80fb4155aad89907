/** The offices of one holder: no name is kept, but offices that were ever linked to one chat have the same holder. */
import { eq } from 'drizzle-orm';
import type { Reader } from './database.ts';
import { accountLinks, people } from './schema.ts';
import { among } from './sql.ts';

export interface Office {
  readonly personId: string;
  /** A role of the outside contract. */
  readonly role: string;
  /** Where the holder works, as the invitation said. */
  readonly unitId: string | null;
}

/** Every office with access that the holder of this one has, this one included. */
export async function officesOf(db: Reader, personId: string): Promise<Office[]> {
  const known = new Set([personId]);
  for (let found = [personId]; found.length > 0; ) {
    const tied = await tiedTo(db, found);
    found = tied.filter((id) => !known.has(id));
    for (const id of found) known.add(id);
  }
  const rows = await db
    .select({ personId: people.id, role: people.role, unitId: people.unitId, revokedAt: people.revokedAt })
    .from(people)
    .where(among(people.id, [...known]));
  return rows.flatMap(({ revokedAt, ...office }) => (revokedAt === null ? [office] : []));
}

/** The people who were ever linked to a chat of these. */
async function tiedTo(db: Reader, personIds: readonly string[]): Promise<string[]> {
  const chats = await db
    .selectDistinct({ channel: accountLinks.channel, chatId: accountLinks.chatId })
    .from(accountLinks)
    .where(among(accountLinks.personId, personIds));
  const tied = new Set<string>();
  for (const { channel, chatId } of chats) {
    const rows = await db
      .selectDistinct({ personId: accountLinks.personId, channel: accountLinks.channel })
      .from(accountLinks)
      .where(eq(accountLinks.chatId, chatId));
    for (const row of rows) if (row.channel === channel) tied.add(row.personId);
  }
  return [...tied];
}
