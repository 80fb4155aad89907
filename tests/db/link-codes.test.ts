import { describe, expect, it } from 'vitest';
import { type Db, write } from '../../db/database.ts';
import { createLinkCode, redeemLinkCode, voidLinkCode } from '../../db/link-codes.ts';
import { createPerson, personOf, revokePerson } from '../../db/people.ts';
import { linkCodes } from '../../db/schema.ts';
import { NOW, temporaryDatabase } from './support.ts';

const CHAT = { channel: 'zalo', chatId: '11' };
const WRONG = '0000-0000-0000-0000';
const HOUR = 3_600_000;

const after = (milliseconds: number) => new Date(NOW.getTime() + milliseconds);

const redeem = (db: Db, code: string, now = NOW, chatId = CHAT.chatId) =>
  write(db, (tx) => redeemLinkCode(tx, code, { ...CHAT, chatId }, now));

async function invited(): Promise<{ db: Db; id: string; code: string }> {
  const { db } = await temporaryDatabase();
  const { id } = await write(db, (tx) => createPerson(tx, 'thu-truong:kh-so-tu-phap', NOW));
  const code = await write(db, (tx) => createLinkCode(tx, id, NOW));
  return { db, id, code: code ?? 'none was made' };
}

describe('a link code', () => {
  it('is four groups of four without the letters that are misread', async () => {
    const { code } = await invited();
    expect(code).toMatch(/^(?:[0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/);
  });

  it('is kept only as a hash', async () => {
    const { db, code } = await invited();
    const stored = JSON.stringify(await db.select().from(linkCodes));
    expect(stored).toMatch(/[0-9a-f]{64}/);
    expect(stored).not.toContain(code);
    expect(stored).not.toContain(code.replaceAll('-', ''));
  });

  it('links the chat once', async () => {
    const { db, id, code } = await invited();
    expect(await redeem(db, code)).toMatchObject({ outcome: 'linked', person: { id } });
    expect(await personOf(db, CHAT)).toMatchObject({ id });
    expect(await redeem(db, code, NOW, '12')).toEqual({ outcome: 'invalid' });
  });

  it('goes to one of two chats that send it at the same time', async () => {
    const { db, code } = await invited();
    const outcomes = await Promise.all([redeem(db, code, NOW, '11'), redeem(db, code, NOW, '12')]);
    expect(outcomes.map(({ outcome }) => outcome).sort()).toEqual(['invalid', 'linked']);
  });

  it('is read without regard to case, hyphens, and letters that look like digits', async () => {
    const { db, code } = await invited();
    const written = code.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l');
    expect(await redeem(db, written)).toMatchObject({ outcome: 'linked' });
  });

  it('serves for seven days', async () => {
    const { db, id, code } = await invited();
    const second = await write(db, (tx) => createLinkCode(tx, id, NOW));
    expect(await redeem(db, code, after(7 * 24 * HOUR))).toEqual({ outcome: 'invalid' });
    expect(await redeem(db, second ?? '', after(7 * 24 * HOUR - 1))).toMatchObject({ outcome: 'linked' });
  });

  it('is of no use once it is spoilt or its person is revoked', async () => {
    const { db, id, code } = await invited();
    const second = await write(db, (tx) => createLinkCode(tx, id, NOW));
    await write(db, (tx) => voidLinkCode(tx, code, NOW));
    expect(await redeem(db, code)).toEqual({ outcome: 'invalid' });
    await write(db, (tx) => revokePerson(tx, id, NOW));
    expect(await redeem(db, second ?? '')).toEqual({ outcome: 'invalid' });
    expect(await write(db, (tx) => createLinkCode(tx, id, NOW))).toBeUndefined();
  });
});

describe('guessing', () => {
  it('is stopped after five wrong codes from a chat, even for a right one, until an hour has passed', async () => {
    const { db, code } = await invited();
    for (let guess = 0; guess < 5; guess += 1) {
      expect(await redeem(db, WRONG, after(guess))).toEqual({ outcome: 'invalid' });
    }
    expect(await redeem(db, code, after(HOUR - 1))).toEqual({ outcome: 'limited' });
    expect(await redeem(db, code, after(HOUR))).toMatchObject({ outcome: 'linked' });
  });

  it('in one chat does not stop another', async () => {
    const { db, code } = await invited();
    for (let guess = 0; guess < 5; guess += 1) await redeem(db, WRONG);
    expect(await redeem(db, code, NOW, '12')).toMatchObject({ outcome: 'linked' });
  });
});
