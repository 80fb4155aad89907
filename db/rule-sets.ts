/** Rule sets as they were published. None is ever changed or deleted. */
import { desc, eq } from 'drizzle-orm';
import type { SourceFile } from '../engine/model/ruleset.ts';
import type { Reader, Tx } from './database.ts';
import { ruleSets } from './schema.ts';

export interface PublishedRuleSet {
  /** SHA-256 (hex) over the source files. */
  readonly hash: string;
  readonly files: readonly SourceFile[];
}

const COLUMNS = { hash: ruleSets.hash, files: ruleSets.files };

/** The rule set in use, or undefined before the first one is published. */
export async function currentRuleSet(db: Reader): Promise<PublishedRuleSet | undefined> {
  const [current] = await db.select(COLUMNS).from(ruleSets).orderBy(desc(ruleSets.sequence)).limit(1);
  return current;
}

/** Any rule set ever published; its files are the same each time it was. */
export async function ruleSetByHash(db: Reader, hash: string): Promise<PublishedRuleSet | undefined> {
  const [found] = await db.select(COLUMNS).from(ruleSets).where(eq(ruleSets.hash, hash)).limit(1);
  return found;
}

/** Puts a rule set into use; false, and nothing written, when it already is. */
export async function publishRuleSet(
  tx: Tx,
  ruleSet: PublishedRuleSet,
  by: string,
  now: Date,
): Promise<boolean> {
  const current = await currentRuleSet(tx);
  if (current?.hash === ruleSet.hash) return false;
  await tx.insert(ruleSets).values({
    hash: ruleSet.hash,
    files: ruleSet.files.map(({ path, text }) => ({ path, text })),
    publishedAt: now.toISOString(),
    publishedBy: by,
  });
  return true;
}
