/**
 * Dossiers of one-stop shops. Append-only: a later load adds versions of the dossiers that have changed, and what the
 * daily book of their units is to be changed by. Moments are minutes from 1970 by the civil clock of Vietnam.
 */
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { DOSSIER_STATE_CODES } from '../../engine/model/dossier.ts';
import { imports } from './imports.ts';
import { units } from './units.ts';

/** What belongs to a load of dossiers and not to other imports. */
export const dossierLoads = sqliteTable('dossier_loads', {
  importId: integer('import_id')
    .primaryKey()
    .references(() => imports.id),
  /** The day whose evening the file tells of. */
  asOf: text('as_of').notNull(),
  /** From when it counts as known: the day of loading. */
  knownOn: text('known_on').notNull(),
});

/** The units that a load tells of, also where nothing has changed, with the first month of which it holds dossiers. */
export const dossierCoverage = sqliteTable(
  'dossier_coverage',
  {
    unitId: text('unit_id')
      .notNull()
      .references(() => units.id),
    importId: integer('import_id')
      .notNull()
      .references(() => imports.id),
    dossiers: integer('dossiers').notNull(),
    firstMonth: text('first_month').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.unitId, table.importId] }),
    index('dossier_coverage_import').on(table.importId),
  ],
);

/** Who handles dossiers, as the one-stop system names them: personal data, shown to the person, the head and the organiser. */
export const officers = sqliteTable(
  'officers',
  {
    id: integer('id').primaryKey({ autoIncrement: true }),
    unitId: text('unit_id')
      .notNull()
      .references(() => units.id),
    name: text('name').notNull(),
  },
  (table) => [uniqueIndex('officers_name').on(table.unitId, table.name)],
);

export const procedures = sqliteTable(
  'procedures',
  { id: integer('id').primaryKey({ autoIncrement: true }), name: text('name').notNull() },
  (table) => [uniqueIndex('procedures_name').on(table.name)],
);

/** Versions of dossiers. Of one code the version of the last completed load counts. */
export const dossiers = sqliteTable(
  'dossiers',
  {
    /** Import and row of the file in one number, `dossierId`: what one import brought stands together. */
    id: integer('id').primaryKey(),
    importId: integer('import_id')
      .notNull()
      .references(() => imports.id),
    code: text('code').notNull(),
    unitId: text('unit_id')
      .notNull()
      .references(() => units.id),
    // No references: names are written when the load completes, after the rows that name them.
    officerId: integer('officer_id'),
    procedureId: integer('procedure_id'),
    received: integer('received').notNull(),
    due: integer('due'),
    /** The date promised in a letter of apology. */
    promised: integer('promised'),
    returned: integer('returned'),
    pausedAt: integer('paused_at'),
    state: text('state', { enum: DOSSIER_STATE_CODES }).notNull(),
    /** A letter of apology was sent. */
    apology: integer('apology', { mode: 'boolean' }).notNull(),
    online: integer('online', { mode: 'boolean' }),
    /** Its lateness was disputed and does not count. */
    waived: integer('waived', { mode: 'boolean' }).notNull(),
  },
  (table) => [
    uniqueIndex('dossiers_code').on(table.code, table.importId),
    // Those still unanswered stand first in each unit; the others by the time of their answer.
    index('dossiers_returned').on(table.unitId, table.returned),
  ],
);

/** Codes that a load in progress has met of dossiers that were known before: none may stand in its file twice. */
export const dossiersMet = sqliteTable(
  'dossiers_met',
  {
    /** As of the row itself. */
    id: integer('id').primaryKey(),
    importId: integer('import_id').notNull(),
    code: text('code').notNull(),
  },
  (table) => [uniqueIndex('dossiers_met_code').on(table.importId, table.code)],
);

/** The daily book: what a load adds to each count of `engine/dossiers/day-counts.ts`, by unit and day. */
export const dossierDays = sqliteTable(
  'dossier_days',
  {
    unitId: text('unit_id')
      .notNull()
      .references(() => units.id),
    day: text('day').notNull(),
    importId: integer('import_id')
      .notNull()
      .references(() => imports.id),
    /** `promised` holds what is to be added where a date promised in a letter of apology counts. */
    clock: text('clock', { enum: ['first', 'promised'] }).notNull(),
    received: integer('received').notNull(),
    due: integer('due').notNull(),
    missed: integer('missed').notNull(),
    standing: integer('standing').notNull(),
    resolved: integer('resolved').notNull(),
    late: integer('late').notNull(),
    cleared: integer('cleared').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.unitId, table.day, table.importId, table.clock] }),
    index('dossier_days_import').on(table.importId),
  ],
);

/** How the columns and words of one source's files are to be read, as it was said once. */
export const importMappings = sqliteTable('import_mappings', {
  source: text('source').primaryKey(),
  /** Key of a column by the heading under which it stands. */
  columns: text('columns', { mode: 'json' }).$type<Readonly<Record<string, string>>>().notNull(),
  /** State by the word that the source uses. */
  states: text('states', { mode: 'json' }).$type<Readonly<Record<string, string>>>().notNull(),
  savedAt: text('saved_at').notNull(),
  savedBy: text('saved_by').notNull(),
});
