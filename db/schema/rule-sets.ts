/** Rule sets as they were published. */
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** Rule sets as they were published; the one with the highest sequence is in use, none is ever deleted. */
export const ruleSets = sqliteTable(
  'rule_sets',
  {
    sequence: integer('sequence').primaryKey({ autoIncrement: true }),
    hash: text('hash').notNull(),
    /** The source files: `{path, text}[]`. */
    files: text('files', { mode: 'json' }).$type<{ path: string; text: string }[]>().notNull(),
    publishedAt: text('published_at').notNull(),
    publishedBy: text('published_by').notNull(),
  },
  (table) => [index('rule_sets_hash').on(table.hash)],
);
