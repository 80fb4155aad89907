/** Registers: tasks, reports, findings, complaints and evaluations, row by row. */
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { ENTRY_STATES, type EntryDetails, REGISTER_KINDS } from '../../engine/model/register.ts';
import { loaded } from './imports.ts';
import { units } from './units.ts';

/** One version of an entry. Append-only: of the versions of one code the newest known on a date counts. */
export const registerEntries = sqliteTable(
  'register_entries',
  {
    id: integer('id').primaryKey({ autoIncrement: true }),
    kind: text('kind', { enum: REGISTER_KINDS }).notNull(),
    province: text('province').notNull(),
    unitId: text('unit_id')
      .notNull()
      .references(() => units.id),
    /** The unit where each numbers its codes for itself; empty where a code is one thing in the province. */
    numberedBy: text('numbered_by').notNull(),
    /** "2026", "2026-Q1" or "2026-03". */
    period: text('period').notNull(),
    code: text('code').notNull(),
    title: text('title').notNull(),
    /** A role or a code, never a name. */
    officer: text('officer'),
    dueOn: text('due_on'),
    doneOn: text('done_on'),
    state: text('state', { enum: ENTRY_STATES }).notNull(),
    evidence: text('evidence'),
    details: text('details', { mode: 'json' }).$type<EntryDetails>().notNull(),
    ...loaded,
  },
  (table) => [
    index('register_entries_code').on(table.province, table.period, table.kind, table.numberedBy, table.code),
    index('register_entries_import').on(table.importId),
  ],
);
