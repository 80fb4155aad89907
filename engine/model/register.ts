/** Registers: lists of things somebody owes by a date, kept row by row. One shape for all of them. */
import type { CivilDate } from './dates.ts';

export const REGISTER_KINDS = [
  'plan-tasks',
  'assigned-tasks',
  'reports',
  'findings',
  'complaints',
  'evaluations',
] as const;
export type RegisterKind = (typeof REGISTER_KINDS)[number];

/** What its owner says of an entry. What was withdrawn counts nowhere. */
export const ENTRY_STATES = ['open', 'done', 'withdrawn'] as const;
export type EntryState = (typeof ENTRY_STATES)[number];

/** What kinds hold besides: of a report its quality, of a complaint whether there was co-operation, of an officer the grade. */
export const ENTRY_DETAILS = ['reference', 'quality', 'cooperation', 'grade'] as const;
export type EntryDetail = (typeof ENTRY_DETAILS)[number];
export type EntryDetails = Readonly<Partial<Record<EntryDetail, string>>>;

/** The words in which registers keep what is counted. */
export const LOW_QUALITY = 'chất lượng thấp';
export const QUALITIES = ['đạt yêu cầu', LOW_QUALITY] as const;
export const NO_COOPERATION = 'không phối hợp';
export const COOPERATIONS = ['có phối hợp', NO_COOPERATION] as const;

/** One entry as it was known on a date. */
export interface RegisterEntry {
  readonly kind: RegisterKind;
  readonly unitId: string;
  /** The year, quarter or month that it counts for: "2026", "2026-Q1", "2026-03". */
  readonly period: string;
  readonly code: string;
  readonly title: string;
  /** The role that sees to it, or the code of the officer whom it is about. Never a name. */
  readonly officer?: string;
  /** The last day that is in time. Without it nothing is ever late. */
  readonly dueOn?: CivilDate;
  readonly doneOn?: CivilDate;
  readonly state: EntryState;
  readonly evidence?: string;
  readonly details: EntryDetails;
}

/** Kinds whose codes are numbered by each unit and period for itself; of the others one code is one thing in the province. */
export const NUMBERED_BY_UNIT: ReadonlySet<RegisterKind> = new Set(['reports', 'findings', 'evaluations']);
