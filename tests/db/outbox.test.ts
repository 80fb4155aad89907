import { asc } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { type Db, write } from '../../db/database.ts';
import { enqueue, lease, markAbandoned, type Settlement, settle } from '../../db/outbox.ts';
import { outbox } from '../../db/schema.ts';
import { NOW, temporaryDatabase } from './support.ts';

const UNTIL = new Date(NOW.getTime() + 60_000);

const put = (db: Db, chatId: string, dedupeKey: string, channel = 'zalo') =>
  write(db, (tx) => enqueue(tx, { channel, chatId, dedupeKey, body: { key: dedupeKey } }, NOW));

async function take(db: Db, limit = 10, now = NOW): Promise<number[]> {
  const leased = await write(db, (tx) => lease(tx, 'zalo', UNTIL, limit, now));
  return leased.map((message) => message.id);
}

const end = (db: Db, id: number, settlement: Settlement, partsSent = 0) =>
  write(db, (tx) => settle(tx, id, settlement, partsSent, NOW));

const rows = (db: Db) => db.select().from(outbox).orderBy(asc(outbox.id));

describe('the outbox', () => {
  it('takes one message for one cause', async () => {
    const { db } = await temporaryDatabase();
    expect([await put(db, '11', 'alert:1'), await put(db, '11', 'alert:1')]).toEqual([true, false]);
    expect(await rows(db)).toMatchObject([{ state: 'pending', attempts: 0, body: { key: 'alert:1' } }]);
  });

  it('forgets a message whose cause was rolled back', async () => {
    const { db } = await temporaryDatabase();
    const failing = write(db, async (tx) => {
      await enqueue(tx, { channel: 'zalo', chatId: '11', dedupeKey: 'a', body: {} }, NOW);
      throw new Error('no cause');
    });
    await expect(failing).rejects.toThrow('no cause');
    expect(await rows(db)).toEqual([]);
  });

  it('leases the oldest message of each chat, and of the asked channel only', async () => {
    const { db } = await temporaryDatabase();
    await put(db, '11', 'a');
    await put(db, '11', 'b');
    await put(db, '12', 'c');
    await put(db, '13', 'd', 'telegram');
    expect(await take(db)).toEqual([1, 3]);
    expect(await take(db)).toEqual([]);
  });

  it('leases no more than the limit', async () => {
    const { db } = await temporaryDatabase();
    for (const chat of ['11', '12', '13']) await put(db, chat, chat);
    expect(await take(db, 2)).toEqual([1, 2]);
  });

  it('holds a chat back while an earlier message waits to be tried again', async () => {
    const { db } = await temporaryDatabase();
    await put(db, '11', 'a');
    await put(db, '11', 'b');
    await take(db);
    await end(db, 1, { state: 'pending', error: '429', dueAt: UNTIL });
    expect(await take(db)).toEqual([]);
    expect(await take(db, 10, UNTIL)).toEqual([1]);
    expect(await rows(db)).toMatchObject([{ attempts: 2, error: '429' }, { attempts: 0 }]);
  });

  it.each<Settlement>([
    { state: 'sent', platformMessageId: 'm1' },
    { state: 'failed', error: 'blocked' },
    { state: 'ambiguous', error: 'no answer' },
  ])('goes on with the chat once the earlier message is $state, and never leases that again', async (how) => {
    const { db } = await temporaryDatabase();
    await put(db, '11', 'a');
    await put(db, '11', 'b');
    await take(db);
    await end(db, 1, how, 1);
    expect(await take(db)).toEqual([2]);
    expect(await rows(db)).toMatchObject([{ ...how, partsSent: 1, leasedUntil: null }, {}]);
  });

  it('marks as ambiguous what was being sent when the process ended', async () => {
    const { db } = await temporaryDatabase();
    await put(db, '11', 'a');
    await take(db);
    expect(await write(db, (tx) => markAbandoned(tx, UNTIL))).toBe(0);
    expect(await write(db, (tx) => markAbandoned(tx, new Date(UNTIL.getTime() + 1)))).toBe(1);
    expect(await rows(db)).toMatchObject([{ state: 'ambiguous', error: expect.stringContaining('ended') }]);
  });
});
