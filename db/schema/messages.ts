/** What comes in from chats and what goes out to them. */
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { units } from './units.ts';

/** Updates already handled, so that a replayed one does nothing. */
export const inboundUpdates = sqliteTable(
  'inbound_updates',
  {
    channel: text('channel').notNull(),
    updateKey: text('update_key').notNull(),
    receivedAt: text('received_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.channel, table.updateKey] })],
);

/** The choices last offered in a chat, so that "1" means the first of them. */
export const chats = sqliteTable(
  'chats',
  {
    channel: text('channel').notNull(),
    chatId: text('chat_id').notNull(),
    choices: text('choices', { mode: 'json' }).$type<{ label: string; action: string }[]>().notNull(),
    updatedAt: text('updated_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.channel, table.chatId] })],
);

/** The state of one warning: one row per rule, unit and year. */
export const alerts = sqliteTable(
  'alerts',
  {
    ruleId: text('rule_id').notNull(),
    unitId: text('unit_id')
      .notNull()
      .references(() => units.id),
    year: integer('year').notNull(),
    severity: text('severity', { enum: ['near', 'fired'] }).notNull(),
    state: text('state', { enum: ['firing', 'resolved'] }).notNull(),
    since: text('since').notNull(),
    updatedAt: text('updated_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.ruleId, table.unitId, table.year] }),
    index('alerts_unit').on(table.unitId, table.year),
  ],
);

/** Messages to be sent, written in the transaction that gave cause for them. */
export const outbox = sqliteTable(
  'outbox',
  {
    id: integer('id').primaryKey({ autoIncrement: true }),
    channel: text('channel').notNull(),
    chatId: text('chat_id').notNull(),
    /** One cause, one message: a second row with the same key is not written. */
    dedupeKey: text('dedupe_key').notNull(),
    /** A `Reply` of `bot/reply.ts`. */
    body: text('body', { mode: 'json' }).$type<unknown>().notNull(),
    state: text('state', { enum: ['pending', 'sending', 'sent', 'ambiguous', 'failed'] }).notNull(),
    attempts: integer('attempts').notNull().default(0),
    /** Parts of a long message that have arrived, so that a retry does not repeat them. */
    partsSent: integer('parts_sent').notNull().default(0),
    dueAt: text('due_at').notNull(),
    leasedUntil: text('leased_until'),
    platformMessageId: text('platform_message_id'),
    error: text('error'),
    createdAt: text('created_at').notNull(),
    sentAt: text('sent_at'),
  },
  (table) => [
    uniqueIndex('outbox_dedupe').on(table.dedupeKey),
    index('outbox_due').on(table.state, table.dueAt),
    index('outbox_chat').on(table.channel, table.chatId, table.state),
  ],
);
