/** Holders of offices and the chats that they are linked to. */
import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { units } from './units.ts';

/** A holder of an office. No personal name is kept; the office is what messages address. */
export const people = sqliteTable('people', {
  id: text('id').primaryKey(),
  /** A role of the outside contract: "thu-truong:kh-so-tu-phap". */
  role: text('role').notNull(),
  /** Where the holder works, where the role does not say: an appraiser never appraises the own unit. */
  unitId: text('unit_id').references(() => units.id),
  createdAt: text('created_at').notNull(),
  revokedAt: text('revoked_at'),
});

export const accounts = sqliteTable(
  'accounts',
  {
    channel: text('channel').notNull(),
    chatId: text('chat_id').notNull(),
    personId: text('person_id')
      .notNull()
      .references(() => people.id),
    linkedAt: text('linked_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.channel, table.chatId] }),
    index('accounts_person').on(table.personId),
  ],
);

/** Every link there ever was. Two offices that were linked to one chat have one holder. Append-only. */
export const accountLinks = sqliteTable(
  'account_links',
  {
    id: integer('id').primaryKey({ autoIncrement: true }),
    channel: text('channel').notNull(),
    chatId: text('chat_id').notNull(),
    personId: text('person_id')
      .notNull()
      .references(() => people.id),
    linkedAt: text('linked_at').notNull(),
  },
  (table) => [
    index('account_links_chat').on(table.channel, table.chatId),
    index('account_links_person').on(table.personId),
  ],
);

/** One-time codes, kept as SHA-256 only. */
export const linkCodes = sqliteTable('link_codes', {
  codeHash: text('code_hash').primaryKey(),
  personId: text('person_id')
    .notNull()
    .references(() => people.id),
  expiresAt: text('expires_at').notNull(),
  usedAt: text('used_at'),
});

/** Wrong link codes of the last hour, to limit guessing. */
export const linkFailures = sqliteTable(
  'link_failures',
  {
    id: integer('id').primaryKey({ autoIncrement: true }),
    channel: text('channel').notNull(),
    chatId: text('chat_id').notNull(),
    failedAt: text('failed_at').notNull(),
  },
  (table) => [index('link_failures_chat').on(table.channel, table.chatId)],
);
