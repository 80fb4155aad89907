import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { asc } from 'drizzle-orm';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Delivery, Sender } from '../../../bot/outbox/delivery.ts';
import { type DrainCounts, drain, type Senders } from '../../../bot/outbox/drain.ts';
import type { Reply } from '../../../bot/reply.ts';
import { choicesOf } from '../../../db/chats.ts';
import { type Db, write } from '../../../db/database.ts';
import { enqueue, lease } from '../../../db/outbox.ts';
import { outbox } from '../../../db/schema.ts';
import { NOW, temporaryDatabase } from '../../db/support.ts';
import { startZaloStub } from '../../stubs/zalo.ts';

const run = promisify(execFile);

const SENT: Delivery = { outcome: 'sent', messageId: 'm' };

/** One part per block. Records what it sends, and gives the scripted deliveries before it gives successes. */
function recorder(numbered: boolean, ...script: Delivery[]): Sender & { readonly log: string[] } {
  const log: string[] = [];
  return {
    log,
    numbered,
    parts: (reply) =>
      reply.blocks.map((block) => async (chatId) => {
        const delivery = script.shift() ?? SENT;
        log.push(`${chatId} ${'text' in block ? block.text : block.type} ${delivery.outcome}`);
        await new Promise((resolve) => setImmediate(resolve));
        return delivery;
      }),
  };
}

function reply(...texts: string[]): Reply {
  return { blocks: texts.map((text) => ({ type: 'text', text })), buttons: [{ label: 'Một', action: 'a' }] };
}

async function put(db: Db, chatId: string, ...texts: string[]): Promise<void> {
  const message = {
    channel: 'zalo',
    chatId,
    dedupeKey: `${chatId} ${texts.join(' ')}`,
    body: reply(...texts),
  };
  await write(db, (tx) => enqueue(tx, message, NOW));
}

/** Two messages in each of so many chats. */
async function putInChats(db: Db, chats: number): Promise<void> {
  for (let chat = 0; chat < chats; chat += 1) {
    await put(db, `c${chat}`, 'a');
    await put(db, `c${chat}`, 'b');
  }
}

function drainAfter(db: Db, senders: Senders, seconds = 0, random = 0): Promise<DrainCounts> {
  const now = new Date(NOW.getTime() + seconds * 1000);
  return drain(db, senders, { now: () => now, random: () => random });
}

const rows = (db: Db) => db.select().from(outbox).orderBy(asc(outbox.id));

const retry = (after?: number): Delivery => ({
  outcome: 'retry',
  error: 'later',
  ...(after === undefined ? {} : { after }),
});

describe('draining', () => {
  it('sends what is due, each chat in its order, and keeps the platform ids', async () => {
    const { db } = await temporaryDatabase();
    for (const text of ['a', 'b', 'c']) await put(db, '11', text);
    await put(db, '12', 'd');
    const zalo = recorder(true);
    expect(await drainAfter(db, { zalo })).toEqual({ sent: 4, pending: 0, ambiguous: 0, failed: 0 });
    expect(zalo.log.filter((line) => line.startsWith('11'))).toEqual(['11 a sent', '11 b sent', '11 c sent']);
    expect(await rows(db)).toMatchObject(
      Array.from({ length: 4 }, () => ({ state: 'sent', platformMessageId: 'm', sentAt: NOW.toISOString() })),
    );
  });

  it('remembers offered choices where the channel has no buttons', async () => {
    const { db } = await temporaryDatabase();
    await put(db, '11', 'a');
    await drainAfter(db, { zalo: recorder(true) });
    await put(db, '12', 'b');
    await drainAfter(db, { zalo: recorder(false) });
    expect(await choicesOf(db, { channel: 'zalo', chatId: '11' })).toEqual(reply().buttons);
    expect(await choicesOf(db, { channel: 'zalo', chatId: '12' })).toEqual([]);
  });

  it('leaves the messages of a channel that is off until it is on', async () => {
    const { db } = await temporaryDatabase();
    await put(db, '11', 'a');
    expect(await drainAfter(db, { telegram: recorder(false) })).toMatchObject({ sent: 0 });
    expect(await rows(db)).toMatchObject([{ state: 'pending', attempts: 0 }]);
    expect(await drainAfter(db, { zalo: recorder(true) })).toMatchObject({ sent: 1 });
  });

  it('never sends a message twice, however many drains run at once', async () => {
    const { db } = await temporaryDatabase();
    await putInChats(db, 25);
    const zalo = recorder(true);
    const runs = await Promise.all([db, db, db].map((each) => drainAfter(each, { zalo })));
    expect(runs.reduce((sum, run) => sum + run.sent, 0)).toBe(50);
    expect(new Set(zalo.log).size).toBe(50);
    expect(zalo.log).toHaveLength(50);
  });

  it('never sends a message twice, when several processes share the database', async () => {
    const { db, url } = await temporaryDatabase();
    const zalo = await startZaloStub();
    onTestFinished(() => zalo.close());
    for (let chat = 0; chat < 25; chat += 1) await zalo.say(`c${chat}`, 'xin chào');
    await putInChats(db, 25);
    const script = path.join(import.meta.dirname, 'drain-zalo.ts');
    const args = [script, url, zalo.token, zalo.root, NOW.toISOString()];
    const runs = await Promise.all([1, 2, 3].map(() => run(process.execPath, args)));
    const sent = runs.map(({ stdout }) => (JSON.parse(stdout) as DrainCounts).sent);
    expect(sent.reduce((sum, each) => sum + each, 0)).toBe(50);
    for (let chat = 0; chat < 25; chat += 1) {
      const texts = zalo.messages(`c${chat}`).map(({ text }) => text.charAt(0));
      expect(texts).toEqual(['a', 'b']);
    }
  });
});

describe('a refusal that will pass', () => {
  it('waits as long as the platform says, and holds back the later messages of the chat', async () => {
    const { db } = await temporaryDatabase();
    await put(db, '11', 'a');
    await put(db, '11', 'b');
    const zalo = recorder(true, retry(40));
    expect(await drainAfter(db, { zalo })).toEqual({ sent: 0, pending: 1, ambiguous: 0, failed: 0 });
    await drainAfter(db, { zalo }, 39);
    expect(zalo.log).toEqual(['11 a retry']);
    await drainAfter(db, { zalo }, 40);
    expect(zalo.log).toEqual(['11 a retry', '11 a sent', '11 b sent']);
  });

  it('leaves the rest of a throttled channel alone, but not the other channels', async () => {
    const { db } = await temporaryDatabase();
    for (let chat = 0; chat < 15; chat += 1) await put(db, `c${chat}`, 'a');
    const message = { channel: 'telegram', chatId: '1', dedupeKey: 't', body: reply('t') };
    await write(db, (tx) => enqueue(tx, message, NOW));
    const [zalo, telegram] = [recorder(true, retry(40)), recorder(false)];
    expect(await drainAfter(db, { zalo, telegram })).toMatchObject({ pending: 1, sent: 10 });
    expect(zalo.log).toHaveLength(10);
    expect(await drainAfter(db, { zalo, telegram }, 1)).toMatchObject({ sent: 5 });
  });

  it.each([
    [0, [2.5, 5, 10, 20]],
    [0.999_999, [5, 10, 20, 40]],
  ])(
    'is tried again after a doubling delay, between half and all of it (chance %d)',
    async (chance, waits) => {
      const { db } = await temporaryDatabase();
      await put(db, '11', 'a');
      const zalo = recorder(true, ...waits.map(() => retry()));
      let elapsed = 0;
      for (const wait of waits) {
        await drainAfter(db, { zalo }, elapsed, chance);
        const [row] = await rows(db);
        const delay = (Date.parse(row?.dueAt ?? '') - NOW.getTime()) / 1000 - elapsed;
        expect(delay).toBeCloseTo(wait, 1);
        elapsed += wait + 0.01;
      }
      expect(await drainAfter(db, { zalo }, elapsed)).toMatchObject({ sent: 1 });
    },
  );

  it('is given up after twenty attempts, with the last error', async () => {
    const { db } = await temporaryDatabase();
    await put(db, '11', 'a');
    const zalo = recorder(true, ...Array.from({ length: 20 }, () => retry()));
    for (let attempt = 1; attempt < 20; attempt += 1) {
      expect(await drainAfter(db, { zalo }, attempt * 3600)).toMatchObject({ pending: 1 });
    }
    expect(await drainAfter(db, { zalo }, 20 * 3600)).toMatchObject({ failed: 1 });
    expect(await rows(db)).toMatchObject([{ state: 'failed', error: 'later, 20 times' }]);
  });

  it('in the middle of a long message does not repeat the parts that arrived', async () => {
    const { db } = await temporaryDatabase();
    await put(db, '11', 'a', 'b', 'c');
    const zalo = recorder(true, SENT, retry(5));
    await drainAfter(db, { zalo });
    expect(await choicesOf(db, { channel: 'zalo', chatId: '11' })).toEqual([]);
    await drainAfter(db, { zalo }, 5);
    expect(zalo.log).toEqual(['11 a sent', '11 b retry', '11 b sent', '11 c sent']);
  });
});

describe('a message that perhaps arrived', () => {
  it('is marked and not sent again, and the chat goes on', async () => {
    const { db } = await temporaryDatabase();
    await put(db, '11', 'a');
    await put(db, '11', 'b');
    const zalo = recorder(true, { outcome: 'ambiguous', error: 'no answer' });
    expect(await drainAfter(db, { zalo })).toMatchObject({ ambiguous: 1, sent: 1 });
    await drainAfter(db, { zalo }, 86_400);
    expect(zalo.log).toEqual(['11 a ambiguous', '11 b sent']);
    expect(await rows(db)).toMatchObject([{ state: 'ambiguous', error: 'no answer' }, { state: 'sent' }]);
  });

  it('is also one whose process ended while sending, once its lease has run out', async () => {
    const { db } = await temporaryDatabase();
    await put(db, '11', 'a');
    await put(db, '11', 'b');
    await write(db, (tx) => lease(tx, 'zalo', new Date(NOW.getTime() + 120_000), 1, NOW));
    const zalo = recorder(true);
    expect(await drainAfter(db, { zalo }, 119)).toMatchObject({ ambiguous: 0, sent: 0 });
    expect(await drainAfter(db, { zalo }, 121)).toMatchObject({ ambiguous: 1, sent: 1 });
    expect(zalo.log).toEqual(['11 b sent']);
  });
});

describe('a refusal that will not pass', () => {
  it('fails the message with the platform’s words, and the chat goes on', async () => {
    const { db } = await temporaryDatabase();
    await put(db, '11', 'a');
    await put(db, '11', 'b');
    const zalo = recorder(true, { outcome: 'refused', error: '403: bot was blocked' });
    expect(await drainAfter(db, { zalo })).toMatchObject({ failed: 1, sent: 1 });
    expect(await rows(db)).toMatchObject([{ state: 'failed', error: '403: bot was blocked' }, {}]);
  });

  it('is also a body that no longer can be rendered', async () => {
    const { db } = await temporaryDatabase();
    const message = { channel: 'zalo', chatId: '11', dedupeKey: 'old', body: { buttons: [] } };
    await write(db, (tx) => enqueue(tx, message, NOW));
    expect(await drainAfter(db, { zalo: recorder(true) })).toMatchObject({ failed: 1 });
    expect(await rows(db)).toMatchObject([{ error: expect.stringContaining('not rendered') }]);
  });
});
