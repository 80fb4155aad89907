/**
 * The tables. Figures and ranks are append-only: a correction is a later row. Instants are UTC ISO text,
 * civil dates ISO text of Asia/Ho_Chi_Minh.
 */
import {
  foreignKey,
  index,
  integer,
  primaryKey,
  sqliteTable,
  text,
  uniqueIndex,
} from 'drizzle-orm/sqlite-core';
import { ROUND_STATES } from '../engine/model/appraisal.ts';
import { STAGES } from '../engine/model/scorecard.ts';

/** An interval with its ends as exact quotients: "10/100". */
export interface StoredInterval {
  readonly low?: string;
  readonly lowOpen?: boolean;
  readonly high?: string;
  readonly highOpen?: boolean;
}

/** Rule sets as they were published; the one with the highest sequence is in use, none is ever deleted. */
export const ruleSets = sqliteTable(
  'rule_sets',
  {
    sequence: integer('sequence').primaryKey({ autoIncrement: true }),
    hash: text('hash').notNull(),
    /** The source files: `{path, text}[]`. */
    files: text('files', { mode: 'json' }).$type<{ path: string; text: string }[]>().notNull(),
    publishedAt: text('published_at').notNull(),
    publishedBy: text('published_by').notNull(),
  },
  (table) => [index('rule_sets_hash').on(table.hash)],
);

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
const loaded = {
  importId: integer('import_id')
    .notNull()
    .references(() => imports.id),
  sourceRow: integer('source_row').notNull(),
  /** From when it counts as known: the report's date, or the day of loading. */
  knownOn: text('known_on').notNull(),
};

/** What somebody said of one fact of one subject in one period. The newest known on a date counts. */
export const observations = sqliteTable(
  'observations',
  {
    id: integer('id').primaryKey({ autoIncrement: true }),
    unitId: text('unit_id')
      .notNull()
      .references(() => units.id),
    subject: text('subject').notNull().default('đơn vị'),
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

/** A holder of an office. No personal name is kept; the office is what messages address. */
export const people = sqliteTable('people', {
  id: text('id').primaryKey(),
  /** A role of the outside contract: "thu-truong:kh-so-tu-phap". */
  role: text('role').notNull(),
  /** Where the holder works, where the role does not say: an appraiser never appraises the own unit. */
  unitId: text('unit_id').references(() => units.id),
  createdAt: text('created_at').notNull(),
  revokedAt: text('revoked_at'),
});

export const accounts = sqliteTable(
  'accounts',
  {
    channel: text('channel').notNull(),
    chatId: text('chat_id').notNull(),
    personId: text('person_id')
      .notNull()
      .references(() => people.id),
    linkedAt: text('linked_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.channel, table.chatId] }),
    index('accounts_person').on(table.personId),
  ],
);

/** Every link there ever was. Two offices that were linked to one chat have one holder. Append-only. */
export const accountLinks = sqliteTable(
  'account_links',
  {
    id: integer('id').primaryKey({ autoIncrement: true }),
    channel: text('channel').notNull(),
    chatId: text('chat_id').notNull(),
    personId: text('person_id')
      .notNull()
      .references(() => people.id),
    linkedAt: text('linked_at').notNull(),
  },
  (table) => [
    index('account_links_chat').on(table.channel, table.chatId),
    index('account_links_person').on(table.personId),
  ],
);

/** One-time codes, kept as SHA-256 only. */
export const linkCodes = sqliteTable('link_codes', {
  codeHash: text('code_hash').primaryKey(),
  personId: text('person_id')
    .notNull()
    .references(() => people.id),
  expiresAt: text('expires_at').notNull(),
  usedAt: text('used_at'),
});

/** Wrong link codes of the last hour, to limit guessing. */
export const linkFailures = sqliteTable(
  'link_failures',
  {
    id: integer('id').primaryKey({ autoIncrement: true }),
    channel: text('channel').notNull(),
    chatId: text('chat_id').notNull(),
    failedAt: text('failed_at').notNull(),
  },
  (table) => [index('link_failures_chat').on(table.channel, table.chatId)],
);

/** Updates already handled, so that a replayed one does nothing. */
export const inboundUpdates = sqliteTable(
  'inbound_updates',
  {
    channel: text('channel').notNull(),
    updateKey: text('update_key').notNull(),
    receivedAt: text('received_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.channel, table.updateKey] })],
);

/** The choices last offered in a chat, so that "1" means the first of them. */
export const chats = sqliteTable(
  'chats',
  {
    channel: text('channel').notNull(),
    chatId: text('chat_id').notNull(),
    choices: text('choices', { mode: 'json' }).$type<{ label: string; action: string }[]>().notNull(),
    updatedAt: text('updated_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.channel, table.chatId] })],
);

/** The state of one warning: one row per rule, unit and year. */
export const alerts = sqliteTable(
  'alerts',
  {
    ruleId: text('rule_id').notNull(),
    unitId: text('unit_id')
      .notNull()
      .references(() => units.id),
    year: integer('year').notNull(),
    severity: text('severity', { enum: ['near', 'fired'] }).notNull(),
    state: text('state', { enum: ['firing', 'resolved'] }).notNull(),
    since: text('since').notNull(),
    updatedAt: text('updated_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.ruleId, table.unitId, table.year] })],
);

/** Messages to be sent, written in the transaction that gave cause for them. */
export const outbox = sqliteTable(
  'outbox',
  {
    id: integer('id').primaryKey({ autoIncrement: true }),
    channel: text('channel').notNull(),
    chatId: text('chat_id').notNull(),
    /** One cause, one message: a second row with the same key is not written. */
    dedupeKey: text('dedupe_key').notNull(),
    /** A `Reply` of `bot/reply.ts`. */
    body: text('body', { mode: 'json' }).$type<unknown>().notNull(),
    state: text('state', { enum: ['pending', 'sending', 'sent', 'ambiguous', 'failed'] }).notNull(),
    attempts: integer('attempts').notNull().default(0),
    /** Parts of a long message that have arrived, so that a retry does not repeat them. */
    partsSent: integer('parts_sent').notNull().default(0),
    dueAt: text('due_at').notNull(),
    leasedUntil: text('leased_until'),
    platformMessageId: text('platform_message_id'),
    error: text('error'),
    createdAt: text('created_at').notNull(),
    sentAt: text('sent_at'),
  },
  (table) => [
    uniqueIndex('outbox_dedupe').on(table.dedupeKey),
    index('outbox_due').on(table.state, table.dueAt),
    index('outbox_chat').on(table.channel, table.chatId, table.state),
  ],
);

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
const doing = {
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
