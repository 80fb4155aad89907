/** What the answering core is given, and what it gives back. */
import type { Db, Reader } from '../db/database.ts';
import { holdsSample } from '../db/imports.ts';
import { currentRuleSet } from '../db/rule-sets.ts';
import { loadRuleSet } from '../engine/language/load.ts';
import type { RuleSet } from '../engine/model/ruleset.ts';
import type { UnitDecision } from './decisions.ts';
import type { Reply } from './reply.ts';

/** What an answer is made from: the data, the published rules and the moment of asking. */
export interface Desk {
  readonly db: Db;
  readonly ruleSet: RuleSet;
  readonly now: Date;
  /** Sample data is loaded: a caller without an account acts as the province's leader, and is told so. */
  readonly sample: boolean;
}

/** What a decision is made from; within a transaction it counts what that has written. */
export interface ReadingDesk extends Pick<Desk, 'ruleSet' | 'now'> {
  readonly db: Reader;
}

/** The database holds no rule set, or one that this version cannot read. */
export class NoRulesError extends Error {
  override readonly name = 'NoRulesError';
}

/** The last rule set read, kept because reading one takes longer than most answers. */
let lastRead: RuleSet | undefined;

/**
 * The desk at a moment, with the rule set that is published now.
 * @throws NoRulesError when none is, or it cannot be read
 */
export async function openDesk(db: Db, { now }: { readonly now: Date }): Promise<Desk> {
  const published = await currentRuleSet(db);
  if (published === undefined) throw new NoRulesError('no rule set is published');
  if (lastRead?.hash !== published.hash) {
    const loaded = loadRuleSet(published.files);
    if (!loaded.ok) throw new NoRulesError(`the published rule set \`${published.hash}\` cannot be read`);
    lastRead = loaded.ruleSet;
  }
  return { db, ruleSet: lastRead, now, sample: await holdsSample(db) };
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
  'round',
  'report',
  'subscribe',
  'unsubscribe',
  'whoami',
  'link',
  'help',
  'unknown',
] as const;
export type Intent = (typeof INTENTS)[number];

export function isIntent(text: string): text is Intent {
  return (INTENTS as readonly string[]).includes(text);
}

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
  /** The decisions that the receipts are of. */
  readonly decisions: readonly UnitDecision[];
}
