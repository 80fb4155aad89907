/** Units and their blocks, with every spelling. */
import { foreignKey, index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';

export const blocks = sqliteTable(
  'blocks',
  {
    province: text('province').notNull(),
    code: text('code').notNull(),
    name: text('name').notNull(),
    position: integer('position').notNull(),
  },
  (table) => [primaryKey({ columns: [table.province, table.code] })],
);

/** Every spelling under which a block is named, folded for search. */
export const blockAliases = sqliteTable(
  'block_aliases',
  {
    province: text('province').notNull(),
    code: text('code').notNull(),
    alias: text('alias').notNull(),
    folded: text('folded').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.province, table.code, table.alias] }),
    foreignKey({ columns: [table.province, table.code], foreignColumns: [blocks.province, blocks.code] }),
  ],
);

export const units = sqliteTable('units', {
  id: text('id').primaryKey(),
  province: text('province').notNull(),
  block: text('block').notNull(),
  name: text('name').notNull(),
  /** Order in the published report, for lists without an index. */
  position: integer('position').notNull(),
  validFrom: text('valid_from'),
  validTo: text('valid_to'),
});

/** Every spelling under which a unit is named, folded for search. */
export const unitAliases = sqliteTable(
  'unit_aliases',
  {
    unitId: text('unit_id')
      .notNull()
      .references(() => units.id),
    alias: text('alias').notNull(),
    folded: text('folded').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.unitId, table.alias] }),
    index('unit_aliases_folded').on(table.folded),
  ],
);
