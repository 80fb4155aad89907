/** Keys with which other systems push figures, and the answers that their requests were given. */
import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** A key of another system, kept as SHA-256 only. */
export const apiKeys = sqliteTable('api_keys', {
  id: text('id').primaryKey(),
  /** Who pushes, as history names it: "Một cửa điện tử tỉnh". */
  name: text('name').notNull().unique(),
  keyHash: text('key_hash').notNull().unique(),
  /** Units and provinces of which it may push; together they are its scope. */
  units: text('units', { mode: 'json' }).$type<string[]>().notNull(),
  provinces: text('provinces', { mode: 'json' }).$type<string[]>().notNull(),
  kinds: text('kinds', { mode: 'json' }).$type<string[]>().notNull(),
  createdAt: text('created_at').notNull(),
  revokedAt: text('revoked_at'),
  /** The minute in which requests were last counted, and how many. */
  countedMinute: text('counted_minute').notNull().default(''),
  counted: integer('counted').notNull().default(0),
});

/** A request under one idempotency key: being worked on until it has an answer, which a repetition is given again. */
export const apiRequests = sqliteTable(
  'api_requests',
  {
    keyId: text('key_id')
      .notNull()
      .references(() => apiKeys.id),
    idempotencyKey: text('idempotency_key').notNull(),
    /** SHA-256 of method, path and body. */
    requestHash: text('request_hash').notNull(),
    /** Names this attempt: one that took longer than its lease no longer holds the claim. */
    attempt: text('attempt').notNull(),
    claimedUntil: text('claimed_until').notNull(),
    status: integer('status'),
    body: text('body'),
    at: text('at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.keyId, table.idempotencyKey] })],
);
