import { count } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { type Db, write } from '../../db/database.ts';
import { currentRuleSet, publishRuleSet, ruleSetByHash } from '../../db/rule-sets.ts';
import { ruleSets } from '../../db/schema.ts';
import { NOW, temporaryDatabase } from './support.ts';

const OLD = { hash: 'h1', files: [{ path: 'rules/facts.yaml', text: 'dữ kiện: {}' }] };
const NEW = { hash: 'h2', files: [{ path: 'rules/facts.yaml', text: 'dữ kiện: {a: {}}' }] };

function publish(db: Db, ruleSet: typeof OLD): Promise<boolean> {
  return write(db, (tx) => publishRuleSet(tx, ruleSet, 'quan-tri', NOW));
}

async function published(db: Db): Promise<number> {
  const [row] = await db.select({ rows: count() }).from(ruleSets);
  return row?.rows ?? 0;
}

describe('rule sets', () => {
  it('there is none before the first is published', async () => {
    const { db } = await temporaryDatabase();
    expect(await currentRuleSet(db)).toBeUndefined();
    expect(await ruleSetByHash(db, 'h1')).toBeUndefined();
  });

  it('the last published is in use and every earlier one can still be read', async () => {
    const { db } = await temporaryDatabase();
    await publish(db, OLD);
    await publish(db, NEW);
    expect(await currentRuleSet(db)).toEqual(NEW);
    expect(await ruleSetByHash(db, 'h1')).toEqual(OLD);
  });

  it('publishing the one in use appends nothing', async () => {
    const { db } = await temporaryDatabase();
    expect(await publish(db, OLD)).toBe(true);
    expect(await publish(db, OLD)).toBe(false);
    expect(await published(db)).toBe(1);
  });

  it('an earlier one can be put back into use', async () => {
    const { db } = await temporaryDatabase();
    for (const ruleSet of [OLD, NEW, OLD]) await publish(db, ruleSet);
    expect(await currentRuleSet(db)).toEqual(OLD);
    expect(await published(db)).toBe(3);
  });

  it('two that publish the same set at once append it once', async () => {
    const { db } = await temporaryDatabase();
    const outcomes = await Promise.all([publish(db, OLD), publish(db, OLD)]);
    expect(outcomes).toEqual([true, false]);
    expect(await published(db)).toBe(1);
  });
});
