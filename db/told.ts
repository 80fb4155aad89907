/** What linked people were last told of a unit in a year. */
import { and, eq, isNull } from 'drizzle-orm';
import type { Tx } from './database.ts';
import { accounts, people, told } from './schema.ts';
import { among, batches, excluded } from './sql.ts';

export type { ToldEffect } from './schema.ts';

/** What a person was told. `at` is the UTC instant. */
export type ToldState = Readonly<typeof told.$inferSelect>;

/** Somebody who was told, with where to reach them; one entry an account. */
export interface ToldPerson {
  readonly state: ToldState;
  readonly role: string;
  readonly channel: string;
  readonly chatId: string;
}

/** Writes what each was told over what they were told before. */
export async function saveTold(tx: Tx, states: readonly ToldState[]): Promise<void> {
  for (const batch of batches(states)) {
    await tx
      .insert(told)
      .values([...batch])
      .onConflictDoUpdate({
        target: [told.personId, told.unitId, told.year],
        set: {
          receipt: excluded(told.receipt),
          rank: excluded(told.rank),
          possibleRanks: excluded(told.possibleRanks),
          index: excluded(told.index),
          effects: excluded(told.effects),
          at: excluded(told.at),
        },
      });
  }
}

/** Everybody with access and a linked chat who was told of the units in the year. */
export async function peopleTold(
  tx: Pick<Tx, 'select'>,
  { year, unitIds }: { readonly year: number; readonly unitIds: readonly string[] },
): Promise<ToldPerson[]> {
  return tx
    .select({ state: told, role: people.role, channel: accounts.channel, chatId: accounts.chatId })
    .from(told)
    .innerJoin(people, eq(people.id, told.personId))
    .innerJoin(accounts, eq(accounts.personId, told.personId))
    .where(and(eq(told.year, year), among(told.unitId, unitIds), isNull(people.revokedAt)));
}
