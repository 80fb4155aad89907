/** Rounds of appraisal, from opening to publication. */
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { ROUND_STATES } from '../../engine/model/appraisal.ts';
import { imports } from './imports.ts';
import { people } from './people.ts';
import { units } from './units.ts';

/** A round of appraisal: one a province and year. Deadlines are the first instants that are late. */
export const rounds = sqliteTable(
  'rounds',
  {
    id: integer('id').primaryKey({ autoIncrement: true }),
    province: text('province').notNull(),
    year: integer('year').notNull(),
    state: text('state', { enum: ROUND_STATES }).notNull(),
    submissionDeadline: text('submission_deadline').notNull(),
    supplementDeadline: text('supplement_deadline').notNull(),
  },
  (table) => [uniqueIndex('rounds_year').on(table.province, table.year)],
);

/** The units that take part, each in the block that it had when the round was opened. */
export const roundUnits = sqliteTable(
  'round_units',
  {
    roundId: integer('round_id')
      .notNull()
      .references(() => rounds.id),
    unitId: text('unit_id')
      .notNull()
      .references(() => units.id),
    block: text('block').notNull(),
    position: integer('position').notNull(),
  },
  (table) => [primaryKey({ columns: [table.roundId, table.unitId] })],
);

/** Who did something, and when: an instant, a civil date where only the day is known, null where it was only in time. */
export const doing = {
  at: text('at'),
  by: text('by').notNull(),
  personId: text('person_id').references(() => people.id),
};

/** Each state that a round entered: opened, moved on, approved by the council, published. Append-only. */
export const roundSteps = sqliteTable(
  'round_steps',
  {
    id: integer('id').primaryKey({ autoIncrement: true }),
    roundId: integer('round_id')
      .notNull()
      .references(() => rounds.id),
    state: text('state', { enum: ROUND_STATES }).notNull(),
    ...doing,
  },
  (table) => [index('round_steps_round').on(table.roundId)],
);

/** A dossier that a unit handed in; of several of one unit the first tells whether it was in time. Append-only. */
export const submissions = sqliteTable(
  'submissions',
  {
    id: integer('id').primaryKey({ autoIncrement: true }),
    roundId: integer('round_id')
      .notNull()
      .references(() => rounds.id),
    unitId: text('unit_id')
      .notNull()
      .references(() => units.id),
    /** Its points, where it came with any. */
    importId: integer('import_id').references(() => imports.id),
    ...doing,
  },
  (table) => [index('submissions_round').on(table.roundId, table.unitId)],
);

/** What appraisers did not agree with. Append-only. */
export const doubts = sqliteTable(
  'doubts',
  {
    id: integer('id').primaryKey({ autoIncrement: true }),
    roundId: integer('round_id')
      .notNull()
      .references(() => rounds.id),
    unitId: text('unit_id')
      .notNull()
      .references(() => units.id),
    /** The code of the item in the scorecard of the unit's block. */
    item: text('item').notNull(),
    text: text('text').notNull(),
    ...doing,
  },
  (table) => [index('doubts_round').on(table.roundId, table.unitId)],
);

/** What a unit answered; of several answers to one doubt the last counts. Append-only. */
export const supplements = sqliteTable(
  'supplements',
  {
    id: integer('id').primaryKey({ autoIncrement: true }),
    doubtId: integer('doubt_id')
      .notNull()
      .references(() => doubts.id),
    text: text('text').notNull(),
    evidence: text('evidence'),
    ...doing,
  },
  (table) => [index('supplements_doubt').on(table.doubtId)],
);

/** Results as decisions published them; the last of a round stands. Append-only. */
export const publications = sqliteTable(
  'publications',
  {
    id: integer('id').primaryKey({ autoIncrement: true }),
    roundId: integer('round_id')
      .notNull()
      .references(() => rounds.id),
    decision: text('decision').notNull(),
    decidedOn: text('decided_on').notNull(),
    /** The decision whose publication this one replaces. */
    corrects: text('corrects'),
    /** Null of a publication that we only read of: nothing can be recomputed then. */
    receipt: text('receipt'),
    ruleSetHash: text('rule_set_hash'),
    lawDate: text('law_date'),
    dataDate: text('data_date'),
    /** The receipts of the units' decisions, by unit id. */
    unitReceipts: text('unit_receipts', { mode: 'json' }).$type<Record<string, string>>(),
    /** The ranks published, and points that came with a correction. */
    importId: integer('import_id').references(() => imports.id),
    ...doing,
  },
  (table) => [index('publications_round').on(table.roundId)],
);
