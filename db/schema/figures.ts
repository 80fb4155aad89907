/** Figures, ranks, averages and points: append-only, a correction is a later row. */
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { STAGES } from '../../engine/model/scorecard.ts';
import { loaded } from './imports.ts';
import { units } from './units.ts';

/** An interval with its ends as exact quotients: "10/100". */
export interface StoredInterval {
  readonly low?: string;
  readonly lowOpen?: boolean;
  readonly high?: string;
  readonly highOpen?: boolean;
}

/** What somebody said of one fact of one subject in one period. The newest known on a date counts. */
export const observations = sqliteTable(
  'observations',
  {
    id: integer('id').primaryKey({ autoIncrement: true }),
    unitId: text('unit_id')
      .notNull()
      .references(() => units.id),
    subject: text('subject').notNull().default('đơn vị'),
    /** Of a personal figure the officer's code, never a name; else empty. */
    officer: text('officer').notNull().default(''),
    fact: text('fact').notNull(),
    /** "2019" or "2026-03". */
    period: text('period').notNull(),
    status: text('status', { enum: ['known', 'bounded', 'exempt'] }).notNull(),
    /** A known value, exactly: 92,50 points is 9250/100. */
    numerator: integer('numerator'),
    denominator: integer('denominator'),
    /** A bound as it was found: "dưới 10%", and the numbers that it leaves: `{"high": "10/100", "highOpen": true}`. */
    bound: text('bound'),
    boundInterval: text('bound_interval', { mode: 'json' }).$type<StoredInterval>(),
    /** The other authority that found it, with its words. */
    foundBy: text('found_by'),
    quote: text('quote'),
    /** What its sender says of where it comes from. */
    reference: text('reference'),
    ...loaded,
  },
  (table) => [
    index('observations_unit').on(table.unitId, table.fact, table.period),
    index('observations_import').on(table.importId),
  ],
);

export const publishedRanks = sqliteTable(
  'published_ranks',
  {
    id: integer('id').primaryKey({ autoIncrement: true }),
    unitId: text('unit_id')
      .notNull()
      .references(() => units.id),
    year: integer('year').notNull(),
    rank: text('rank').notNull(),
    /** The decision that published it, where known: "199/QĐ-UBND", 2020-01-21. */
    decision: text('decision'),
    decidedOn: text('decided_on'),
    /** The document in which we read it. */
    source: text('source').notNull(),
    ...loaded,
  },
  (table) => [index('published_ranks_unit').on(table.unitId, table.year)],
);

/** Average indices as a report printed them, for years of which no unit's index is held. Append-only, as ranks are. */
export const publishedAverages = sqliteTable(
  'published_averages',
  {
    id: integer('id').primaryKey({ autoIncrement: true }),
    province: text('province').notNull(),
    /** Null is the general average of the province. */
    block: text('block'),
    year: integer('year').notNull(),
    /** The average, exactly as printed: 80,69% is 8069/10000. */
    numerator: integer('numerator').notNull(),
    denominator: integer('denominator').notNull(),
    /** The document in which we read it. */
    source: text('source').notNull(),
    ...loaded,
  },
  (table) => [index('published_averages_year').on(table.province, table.year)],
);

/** Points that somebody gave one item of a scorecard, for one unit and year. Append-only: of one stage the newest known counts. */
export const scores = sqliteTable(
  'scores',
  {
    id: integer('id').primaryKey({ autoIncrement: true }),
    unitId: text('unit_id')
      .notNull()
      .references(() => units.id),
    year: integer('year').notNull(),
    /** The code of the item in the scorecard of the unit's block. */
    item: text('item').notNull(),
    stage: text('stage', { enum: STAGES }).notNull(),
    /** `missing` where only the maximum is lowered. */
    status: text('status', { enum: ['known', 'bounded', 'exempt', 'missing'] }).notNull(),
    /** As of an observation: exact points, or the share of a maximum that is not printed. */
    numerator: integer('numerator'),
    denominator: integer('denominator'),
    bound: text('bound'),
    boundInterval: text('bound_interval', { mode: 'json' }).$type<StoredInterval>(),
    /** Points by which the maximum is lowered for this unit: "1/2". */
    reduction: text('reduction'),
    reason: text('reason'),
    evidence: text('evidence'),
    quote: text('quote'),
    ...loaded,
  },
  (table) => [index('scores_unit').on(table.year, table.unitId), index('scores_import').on(table.importId)],
);
