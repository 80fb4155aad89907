import type { Db } from '../db/database.ts';
import type { RuleSet } from '../engine/model/ruleset.ts';
import type { Reply } from './reply.ts';

/** What an answer is made from: the data, the published rules and the moment of asking. */
export interface Desk {
  readonly db: Db;
  readonly ruleSet: RuleSet;
  readonly now: Date;
  /** Sample data is loaded: a caller without an account acts as the province's leader, and is told so. */
  readonly sample: boolean;
}

export const INTENTS = [
  'status',
  'ranking',
  'explain',
  'whatif',
  'recourse',
  'headroom',
  'history',
  'compare',
  'alerts',
  'ack',
  'snooze',
  'rules',
  'consequences',
  'dossiers_due',
  'report',
  'subscribe',
  'unsubscribe',
  'whoami',
  'link',
  'help',
  'unknown',
] as const;
export type Intent = (typeof INTENTS)[number];

/** One answered question. */
export interface Answer {
  readonly intent: Intent;
  /** The unit ids that the question named or meant. */
  readonly units: readonly string[];
  /** The year said or meant ("năm ngoái"); null when none was, also where the reply falls back to the latest. */
  readonly year: number | null;
  /** Unit ids between which the bot asks. */
  readonly ambiguous: readonly string[];
  readonly reply: Reply;
  /** The caller may not have this, or the input was no question. */
  readonly refused: boolean;
  readonly receipts: readonly string[];
}
