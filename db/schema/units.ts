/** Units and their blocks, with every spelling, and what became of them. */
import {
  type AnySQLiteColumn,
  foreignKey,
  index,
  integer,
  primaryKey,
  sqliteTable,
  text,
} from 'drizzle-orm/sqlite-core';
import { SUCCESSION_KINDS } from '../../engine/model/lineage.ts';
import { loaded } from './imports.ts';

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
  /** The last day. */
  validTo: text('valid_to'),
  /** The unit above it. */
  parentId: text('parent_id').references((): AnySQLiteColumn => units.id),
});

/**
 * What changed units, with the document. The current state stands in `units`; what was before an event stands in the
 * event. Append-only.
 */
export const successions = sqliteTable(
  'successions',
  {
    id: integer('id').primaryKey({ autoIncrement: true }),
    fromUnitId: text('from_unit_id')
      .notNull()
      .references(() => units.id),
    /** The same unit where it goes on; null where nothing follows it. */
    toUnitId: text('to_unit_id').references(() => units.id),
    kind: text('kind', { enum: SUCCESSION_KINDS }).notNull(),
    /** The first day of the new state. */
    effectiveOn: text('effective_on').notNull(),
    documentNumber: text('document_number').notNull(),
    documentDate: text('document_date').notNull(),
    /** Of a renaming, of a move to another block, and of one to another parent (null where there was none). */
    nameBefore: text('name_before'),
    blockBefore: text('block_before'),
    parentBefore: text('parent_before'),
    ...loaded,
  },
  (table) => [
    index('successions_from').on(table.fromUnitId),
    index('successions_to').on(table.toUnitId),
    index('successions_import').on(table.importId),
  ],
);

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
