/** Files that came by chat and wait for the sender's word. */
import { blob, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { people } from './people.ts';

export const uploads = sqliteTable('uploads', {
  id: integer('id').primaryKey({ autoIncrement: true }),
  channel: text('channel').notNull(),
  chatId: text('chat_id').notNull(),
  personId: text('person_id')
    .notNull()
    .references(() => people.id),
  kind: text('kind').notNull(),
  fileName: text('file_name').notNull(),
  /** Gone once it is decided or its time is over. */
  bytes: blob('bytes', { mode: 'buffer' }),
  state: text('state', { enum: ['waiting', 'loaded', 'dropped'] }).notNull(),
  expiresAt: text('expires_at').notNull(),
});
