/**
 * The tables. Figures, ranks and dossiers are append-only: a correction is a later row. Instants are UTC ISO text,
 * civil dates ISO text of Asia/Ho_Chi_Minh.
 */

export * from './schema/disputes.ts';
export * from './schema/dossiers.ts';
export * from './schema/figures.ts';
export * from './schema/imports.ts';
export * from './schema/messages.ts';
export * from './schema/people.ts';
export * from './schema/push.ts';
export * from './schema/registers.ts';
export * from './schema/rounds.ts';
export * from './schema/rule-sets.ts';
export * from './schema/told.ts';
export * from './schema/units.ts';
export * from './schema/uploads.ts';
