import { describe, expect, it } from 'vitest';
import { choicesOf, MAX_CHOICES, rememberChoices } from '../../db/chats.ts';
import { write } from '../../db/database.ts';
import { NOW, temporaryDatabase } from './support.ts';

const CHAT = { channel: 'zalo', chatId: '11' };
const choice = (label: string) => ({ label, action: `explain:${label}:2019` });

describe('choices offered in a chat', () => {
  it('are none at first, then the last ones offered', async () => {
    const { db } = await temporaryDatabase();
    expect(await choicesOf(db, CHAT)).toEqual([]);
    await write(db, (tx) => rememberChoices(tx, CHAT, [choice('a'), choice('b')], NOW));
    await write(db, (tx) => rememberChoices(tx, CHAT, [choice('c')], NOW));
    expect(await choicesOf(db, CHAT)).toEqual([choice('c')]);
  });

  it('belong to one chat of one channel', async () => {
    const { db } = await temporaryDatabase();
    await write(db, (tx) => rememberChoices(tx, CHAT, [choice('a')], NOW));
    expect(await choicesOf(db, { ...CHAT, chatId: '12' })).toEqual([]);
    expect(await choicesOf(db, { ...CHAT, channel: 'telegram' })).toEqual([]);
  });

  it('are at most nine', async () => {
    const { db } = await temporaryDatabase();
    const offered = Array.from({ length: 12 }, (_, index) => choice(String(index)));
    await write(db, (tx) => rememberChoices(tx, CHAT, offered, NOW));
    expect(await choicesOf(db, CHAT)).toEqual(offered.slice(0, MAX_CHOICES));
  });
});
