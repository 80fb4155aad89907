import { asc, eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { rememberChoices } from '../../db/chats.ts';
import { type Db, write } from '../../db/database.ts';
import { forgetPerson } from '../../db/forget.ts';
import { createLinkCode, redeemLinkCode } from '../../db/link-codes.ts';
import { enqueue, settle } from '../../db/outbox.ts';
import { createPerson, linkAccount, personOf } from '../../db/people.ts';
import {
  accountLinks,
  accounts,
  chats,
  linkCodes,
  outbox,
  people,
  roundSteps,
  rounds,
} from '../../db/schema.ts';
import { databaseWithUnits, NOW } from './support.ts';

const HEAD = 'thu-truong:a';
const old = { channel: 'telegram', chatId: '555001' };
const own = { channel: 'zalo', chatId: '555002' };
const shared = { channel: 'zalo', chatId: '555003' };
const LATER = new Date(NOW.getTime() + 1000);

const forget = (db: Db, id: string) => write(db, (tx) => forgetPerson(tx, id, LATER));
const put = (db: Db, chat: typeof own, dedupeKey: string) =>
  write(db, (tx) => enqueue(tx, { ...chat, dedupeKey, body: { text: `gửi ${chat.chatId}` } }, NOW));

/** A head with three chats, one of which is another's by now, and what the head did in a round. */
async function office(): Promise<{ db: Db; id: string; other: string }> {
  const { db } = await databaseWithUnits('a');
  const [id, other] = await write(db, async (tx) => {
    const head = await createPerson(tx, HEAD, NOW, 'a');
    const successor = await createPerson(tx, 'can-bo:a', NOW);
    for (const chat of [old, own, shared]) await linkAccount(tx, chat, head.id, NOW);
    await linkAccount(tx, shared, successor.id, NOW);
    for (const chat of [own, shared])
      await rememberChoices(tx, chat, [{ label: 'Vì sao?', action: 'why' }], NOW);
    await createLinkCode(tx, head.id, NOW);
    await redeemLinkCode(tx, 'AAAA-BBBB-CCCC-DDDD', own, NOW);
    await tx.insert(rounds).values({
      province: 'khanh-hoa',
      year: 2026,
      state: 'đang nhận hồ sơ',
      submissionDeadline: 'x',
      supplementDeadline: 'y',
    });
    await tx.insert(roundSteps).values({ roundId: 1, state: 'đang nhận hồ sơ', by: HEAD, personId: head.id });
    return [head.id, successor.id] as const;
  });
  await put(db, own, `round:${own.chatId}`);
  await put(db, own, 'waiting');
  await put(db, shared, 'for the successor');
  await write(db, (tx) => settle(tx, 1, { state: 'sent', platformMessageId: 'm1' }, 1, NOW));
  return { db, id, other };
}

describe('forgetting a person', () => {
  it('says what was deleted, and leaves no chat, link or code', async () => {
    const { db, id } = await office();
    expect(await forget(db, id)).toEqual({
      role: HEAD,
      revoked: true,
      accounts: 2,
      links: 3,
      codes: 1,
      chats: 1,
      messages: 2,
    });
    for (const table of [accounts, accountLinks, linkCodes] as const)
      expect(await db.select().from(table).where(eq(table.personId, id))).toEqual([]);
    const rest = JSON.stringify(
      await Promise.all([accounts, accountLinks, chats, outbox].map((table) => db.select().from(table))),
    );
    expect(rest).not.toContain(old.chatId);
    expect(rest).not.toContain(own.chatId);
  });

  it('keeps the role, revoked, and what was done in office', async () => {
    const { db, id } = await office();
    await forget(db, id);
    expect(await db.select().from(people).where(eq(people.id, id))).toEqual([
      { id, role: HEAD, unitId: null, createdAt: NOW.toISOString(), revokedAt: LATER.toISOString() },
    ]);
    expect(await db.select().from(roundSteps)).toMatchObject([{ by: HEAD, personId: id }]);
  });

  it('keeps in the ledger that messages were sent, and sends none any more', async () => {
    const { db, id } = await office();
    await forget(db, id);
    expect(await db.select().from(outbox).orderBy(asc(outbox.id))).toMatchObject([
      { state: 'sent', body: null, sentAt: NOW.toISOString(), platformMessageId: null },
      { state: 'failed', body: null },
      { state: 'pending', chatId: shared.chatId, body: { text: `gửi ${shared.chatId}` } },
    ]);
  });

  it('leaves a chat alone that is somebody else’s by now', async () => {
    const { db, id, other } = await office();
    await forget(db, id);
    expect(await personOf(db, shared)).toEqual({ id: other, role: 'can-bo:a' });
    expect(await db.select().from(chats)).toMatchObject([shared]);
    expect(await db.select().from(accountLinks)).toMatchObject([{ ...shared, personId: other }]);
  });

  it('a second time finds nothing to delete, and of somebody unknown says so', async () => {
    const { db, id } = await office();
    await forget(db, id);
    const before = await db.select().from(outbox);
    const none = { accounts: 0, links: 0, codes: 0, chats: 0, messages: 0 };
    expect(await forget(db, id)).toEqual({ role: HEAD, revoked: false, ...none });
    expect(await db.select().from(outbox)).toEqual(before);
    expect(await forget(db, 'p-nobody')).toBeUndefined();
  });
});
