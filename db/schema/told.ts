/** Decisions as they were given, so that they replay; and who was told them, so that a correction reaches them. */
import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { people } from './people.ts';
import { units } from './units.ts';

/** What a decision was made from. Append-only: one receipt is one decision. */
export const receipts = sqliteTable('receipts', {
  receipt: text('receipt').primaryKey(),
  unitId: text('unit_id')
    .notNull()
    .references(() => units.id),
  year: integer('year').notNull(),
  lawDate: text('law_date').notNull(),
  dataDate: text('data_date').notNull(),
  ruleSetHash: text('rule_set_hash').notNull(),
  /** The imports that counted: completed ones up to this, by number and by moment. */
  lastImport: integer('last_import').notNull(),
  completedBy: text('completed_by').notNull(),
  /** One more that was just being completed. */
  withImport: integer('with_import'),
  givenAt: text('given_at').notNull(),
});

/** An effect that was told: the rule, on whom, and its clause in words. */
export type ToldEffect = readonly [rule: string, on: string, clause: string];

/** What a linked person was last told of a unit in a year. */
export const told = sqliteTable(
  'told',
  {
    personId: text('person_id')
      .notNull()
      .references(() => people.id),
    unitId: text('unit_id')
      .notNull()
      .references(() => units.id),
    year: integer('year').notNull(),
    receipt: text('receipt')
      .notNull()
      .references(() => receipts.receipt),
    /** Null where it was not settled; what was possible then. */
    rank: text('rank'),
    possibleRanks: text('possible_ranks', { mode: 'json' }).$type<string[]>().notNull(),
    /** The index exactly: "7925/10000". */
    index: text('index_value'),
    effects: text('effects', { mode: 'json' }).$type<ToldEffect[]>().notNull(),
    at: text('at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.personId, table.unitId, table.year] }),
    index('told_unit').on(table.unitId, table.year),
  ],
);
