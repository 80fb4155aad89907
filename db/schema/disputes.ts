/** Figures and dossiers that a unit disputes. */
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { DISPUTE_STATES } from '../../engine/model/dispute.ts';
import { imports } from './imports.ts';
import { people } from './people.ts';
import { units } from './units.ts';

export const disputes = sqliteTable(
  'disputes',
  {
    id: integer('id').primaryKey({ autoIncrement: true }),
    unitId: text('unit_id')
      .notNull()
      .references(() => units.id),
    /** Of a figure. */
    fact: text('fact'),
    period: text('period'),
    /** Of a dossier, its code. */
    code: text('code'),
    /** What the unit holds to be right: "12". */
    claim: text('claim'),
    evidence: text('evidence').notNull(),
    state: text('state', { enum: DISPUTE_STATES }).notNull(),
    openedAt: text('opened_at').notNull(),
    openedBy: text('opened_by').notNull(),
    openedById: text('opened_by_id').references(() => people.id),
    closedAt: text('closed_at'),
    closedBy: text('closed_by'),
    closedById: text('closed_by_id').references(() => people.id),
    reason: text('reason'),
    /** The correction that an accepted dispute became. */
    importId: integer('import_id').references(() => imports.id),
  },
  (table) => [index('disputes_unit').on(table.unitId, table.state)],
);
