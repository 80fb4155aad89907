/** Loaded files, and where a loaded row stands in its file. */
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** One loaded file or push. Its rows are visible once `completedAt` is set. */
export const imports = sqliteTable(
  'imports',
  {
    id: integer('id').primaryKey({ autoIncrement: true }),
    kind: text('kind').notNull(),
    fileName: text('file_name').notNull(),
    sha256: text('sha256').notNull(),
    /** Made by a generator, not measured; every answer that uses it says so. */
    simulated: integer('simulated', { mode: 'boolean' }).notNull(),
    rowCount: integer('row_count').notNull(),
    loadedBy: text('loaded_by').notNull(),
    recordedAt: text('recorded_at').notNull(),
    completedAt: text('completed_at'),
  },
  (table) => [index('imports_sha256').on(table.sha256)],
);

/** Where a row that was loaded from a file stands in it. */
export const loaded = {
  importId: integer('import_id')
    .notNull()
    .references(() => imports.id),
  sourceRow: integer('source_row').notNull(),
  /** From when it counts as known: the report's date, or the day of loading. */
  knownOn: text('known_on').notNull(),
};
