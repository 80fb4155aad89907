import { asc } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { rememberChoices } from '../../db/chats.ts';
import { type Db, write } from '../../db/database.ts';
import { recordUpdate } from '../../db/inbound.ts';
import { createLinkCode, redeemLinkCode } from '../../db/link-codes.ts';
import { enqueue, settle } from '../../db/outbox.ts';
import { createPerson } from '../../db/people.ts';
import { applyRetention, expired, isRetentionHour } from '../../db/retention.ts';
import { chats, inboundUpdates, linkCodes, linkFailures, outbox, people } from '../../db/schema.ts';
import { NOW, temporaryDatabase } from './support.ts';

const DAY = 86_400_000;
const later = (days: number, milliseconds = 0) => new Date(NOW.getTime() + days * DAY + milliseconds);
const zalo = { channel: 'zalo', chatId: '1' };

/** A database in which everything happened at one moment. */
async function busyDatabase(): Promise<Db> {
  const { db } = await temporaryDatabase();
  await write(db, async (tx) => {
    await recordUpdate(tx, 'zalo', 'u1', NOW);
    await rememberChoices(tx, zalo, [{ label: 'Vì sao?', action: 'why' }], NOW);
    const { id } = await createPerson(tx, 'quan-tri', NOW);
    await createLinkCode(tx, id, NOW);
    await redeemLinkCode(tx, 'AAAA-BBBB-CCCC-DDDD', zalo, NOW);
    for (const key of ['đã gửi', 'hỏng', 'chờ'])
      await enqueue(tx, { ...zalo, dedupeKey: key, body: { text: key } }, NOW);
    await settle(tx, 1, { state: 'sent', platformMessageId: 'm1' }, 1, NOW);
    await settle(tx, 2, { state: 'failed', error: 'e' }, 0, NOW);
  });
  return db;
}

const rowsBy = (gone: readonly { days: number; rows: number }[]) =>
  gone.map(({ days, rows }) => [days, rows]);

describe('retention', () => {
  it('keeps everything within its period, to the instant', async () => {
    const db = await busyDatabase();
    for (const { rows } of await applyRetention(db, later(1))) expect(rows).toBe(0);
    await applyRetention(db, later(1, 1));
    expect(await db.$count(linkFailures)).toBe(0);
    await applyRetention(db, later(30));
    expect([await db.$count(inboundUpdates), await db.$count(chats)]).toEqual([1, 1]);
    await applyRetention(db, later(30, 1));
    expect([await db.$count(inboundUpdates), await db.$count(chats)]).toEqual([0, 0]);
    // Valid for seven days, and kept for thirty after that.
    await applyRetention(db, later(37));
    expect(await db.$count(linkCodes)).toBe(1);
    await applyRetention(db, later(37, 1));
    expect(await db.$count(linkCodes)).toBe(0);
    expect(await db.$count(people)).toBe(1);
  });

  it('drops the bodies of settled messages, and keeps their rows and what waits to be sent', async () => {
    const db = await busyDatabase();
    const bodies = async () =>
      (await db.select().from(outbox).orderBy(asc(outbox.id))).map(({ body }) => body);
    await applyRetention(db, later(90));
    expect(await bodies()).toEqual([{ text: 'đã gửi' }, { text: 'hỏng' }, { text: 'chờ' }]);
    await applyRetention(db, later(90, 1));
    expect(await bodies()).toEqual([null, null, { text: 'chờ' }]);
    expect(await db.select().from(outbox).orderBy(asc(outbox.id))).toMatchObject([
      { state: 'sent', platformMessageId: 'm1', dedupeKey: 'đã gửi' },
      { state: 'failed', error: 'e' },
      { state: 'pending' },
    ]);
  });

  it('says beforehand what would go, and a second time finds nothing', async () => {
    const db = await busyDatabase();
    const would = await expired(db, later(400));
    expect(rowsBy(would)).toEqual([
      [30, 1],
      [1, 1],
      [30, 1],
      [30, 1],
      [90, 2],
    ]);
    expect(await applyRetention(db, later(400))).toEqual(would);
    for (const { rows } of await applyRetention(db, later(400))) expect(rows).toBe(0);
  });

  it('goes through more than fit into one short write', async () => {
    const { db } = await temporaryDatabase();
    const many = Array.from({ length: 2500 }, (_, index) => ({
      channel: 'zalo',
      updateKey: String(index),
      receivedAt: NOW.toISOString(),
    }));
    await write(db, (tx) => tx.insert(inboundUpdates).values(many));
    expect((await applyRetention(db, later(31)))[0]?.rows).toBe(2500);
    expect(await db.$count(inboundUpdates)).toBe(0);
  });

  it('strikes once a day for a clock that strikes every minute', () => {
    const minutes = Array.from({ length: 1440 }, (_, minute) => new Date(NOW.getTime() + minute * 60_000));
    expect(minutes.filter(isRetentionHour).map((minute) => minute.toISOString())).toEqual([
      '2026-11-20T19:00:00.000Z',
    ]);
  });
});
