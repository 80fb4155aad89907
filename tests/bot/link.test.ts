import { describe, expect, it } from 'vitest';
import { invite, link, linkCodeIn } from '../../bot/link.ts';
import type { Reply } from '../../bot/reply.ts';
import { write } from '../../db/database.ts';
import { listPeople, personOf } from '../../db/people.ts';
import { NOW, temporaryDatabase } from '../db/support.ts';

const CHAT = { channel: 'zalo', chatId: '11', chatType: 'private' } as const;
const CODE = '7K2M-QX4D-9RTB-HW3P';

const verdict = (reply: Reply) => reply.blocks.flatMap((block) => ('text' in block ? block.text : []))[0];

describe('a link code in a message', () => {
  it.each([
    [CODE, CODE],
    ['7k2mqx4d9rtbhw3p', '7k2mqx4d9rtbhw3p'],
    [`/start ${CODE}`, CODE],
    ['/start sai', 'sai'],
    [`Liên kết ${CODE}`, CODE],
    [`lien ket: 7K2M QX4D 9RTB HW3P`, '7K2M QX4D 9RTB HW3P'],
    [`/link ${CODE}`, CODE],
  ])('is seen in %j', (text, code) => {
    expect(linkCodeIn(text)).toBe(code);
  });

  it.each([
    'liên kết tài khoản thế nào?',
    'Liên kết',
    '/start',
    'danh sach hinh dang',
    'tinh hinh chung nhat',
    `mã của tôi là ${CODE}`,
    '7K2M-QX4D-9RTB',
    '1234',
  ])('is not seen in %j', (text) => {
    expect(linkCodeIn(text)).toBeUndefined();
  });
});

describe('inviting', () => {
  it('adds the holder of a role, with a code that links', async () => {
    const { db } = await temporaryDatabase();
    const invitation = await write(db, (tx) => invite(tx, 'can-bo:kh-so-tu-phap', NOW));
    const reply = await write(db, (tx) => link(tx, invitation?.code ?? '', CHAT, NOW));
    expect(verdict(reply)).toBe('Đã liên kết tài khoản này.');
    expect(await personOf(db, CHAT)).toEqual(invitation?.person);
  });

  it.each(['giam-doc', 'thu-truong', 'quan-tri:x', 'khach', ''])('refuses the role %j', async (role) => {
    const { db } = await temporaryDatabase();
    expect(await write(db, (tx) => invite(tx, role, NOW))).toBeUndefined();
    expect(await listPeople(db)).toEqual([]);
  });
});

describe('a code that does not link', () => {
  it('is answered alike when it is unknown and when it is used', async () => {
    const { db } = await temporaryDatabase();
    const invitation = await write(db, (tx) => invite(tx, 'quan-tri', NOW));
    await write(db, (tx) => link(tx, invitation?.code ?? '', CHAT, NOW));
    const used = await write(db, (tx) => link(tx, invitation?.code ?? '', CHAT, NOW));
    const unknown = await write(db, (tx) => link(tx, CODE, CHAT, NOW));
    expect(used).toEqual(unknown);
    expect(verdict(used)).toContain('không đúng hoặc không còn dùng được');
  });

  it('is answered with a request to wait after five of them', async () => {
    const { db } = await temporaryDatabase();
    for (let guess = 0; guess < 5; guess += 1) await write(db, (tx) => link(tx, CODE, CHAT, NOW));
    expect(verdict(await write(db, (tx) => link(tx, CODE, CHAT, NOW)))).toContain('sau một giờ');
  });
});
