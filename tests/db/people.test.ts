import { describe, expect, it } from 'vitest';
import { type Db, write } from '../../db/database.ts';
import {
  accountsOfRoles,
  createPerson,
  findPerson,
  linkAccount,
  listPeople,
  personOf,
  revokePerson,
  unlinkAccount,
} from '../../db/people.ts';
import { NOW, temporaryDatabase } from './support.ts';

const HEAD = 'thu-truong:kh-so-tu-phap';
const OFFICER = 'can-bo:kh-so-tu-phap';
const telegram = { channel: 'telegram', chatId: '11' };
const zalo = { channel: 'zalo', chatId: '11' };

const add = (db: Db, role: string) => write(db, (tx) => createPerson(tx, role, NOW));

describe('a person', () => {
  it('has an id that starts with "p-" and is found by it', async () => {
    const { db } = await temporaryDatabase();
    const head = await add(db, HEAD);
    expect(head).toEqual({ id: expect.stringMatching(/^p-[0-9a-f]{12}$/), role: HEAD });
    expect(await findPerson(db, head.id)).toEqual(head);
    expect(await findPerson(db, 'p-nobody')).toBeUndefined();
  });

  it('may link an account on each channel', async () => {
    const { db } = await temporaryDatabase();
    const head = await add(db, HEAD);
    await write(db, async (tx) => {
      await linkAccount(tx, telegram, head.id, NOW);
      await linkAccount(tx, zalo, head.id, NOW);
    });
    expect(await personOf(db, telegram)).toEqual(head);
    expect(await personOf(db, zalo)).toEqual(head);
    expect(await listPeople(db)).toEqual([
      { ...head, createdAt: NOW.toISOString(), revokedAt: null, channels: ['telegram', 'zalo'] },
    ]);
  });

  it('loses a chat that links to somebody else', async () => {
    const { db } = await temporaryDatabase();
    const [head, officer] = [await add(db, HEAD), await add(db, OFFICER)];
    await write(db, (tx) => linkAccount(tx, zalo, head.id, NOW));
    await write(db, (tx) => linkAccount(tx, zalo, officer.id, NOW));
    expect(await personOf(db, zalo)).toEqual(officer);
    expect(await accountsOfRoles(db, [HEAD])).toEqual([]);
  });

  it('who is revoked has no access and no accounts, and stays on the list', async () => {
    const { db } = await temporaryDatabase();
    const head = await add(db, HEAD);
    await write(db, (tx) => linkAccount(tx, zalo, head.id, NOW));
    expect(await write(db, (tx) => revokePerson(tx, head.id, NOW))).toBe(true);
    expect(await write(db, (tx) => revokePerson(tx, head.id, NOW))).toBe(false);
    expect(await personOf(db, zalo)).toBeUndefined();
    expect(await findPerson(db, head.id)).toBeUndefined();
    expect(await listPeople(db)).toMatchObject([{ id: head.id, revokedAt: NOW.toISOString(), channels: [] }]);
  });

  it('is no longer reached through a chat that was unlinked', async () => {
    const { db } = await temporaryDatabase();
    const head = await add(db, HEAD);
    await write(db, (tx) => linkAccount(tx, zalo, head.id, NOW));
    expect(await write(db, (tx) => unlinkAccount(tx, zalo))).toBe(true);
    expect(await write(db, (tx) => unlinkAccount(tx, zalo))).toBe(false);
    expect(await personOf(db, zalo)).toBeUndefined();
  });
});

describe('the accounts of roles', () => {
  it('are those of everybody in one of them, on every channel, and of nobody else', async () => {
    const { db } = await temporaryDatabase();
    const [head, officer, other] = [
      await add(db, HEAD),
      await add(db, OFFICER),
      await add(db, 'thu-truong:kh-so-y-te'),
    ];
    await write(db, async (tx) => {
      await linkAccount(tx, telegram, head.id, NOW);
      await linkAccount(tx, zalo, officer.id, NOW);
      await linkAccount(tx, { channel: 'zalo', chatId: '12' }, other.id, NOW);
    });
    expect(await accountsOfRoles(db, [HEAD, OFFICER])).toEqual([
      { ...telegram, personId: head.id, role: HEAD },
      { ...zalo, personId: officer.id, role: OFFICER },
    ]);
    expect(await accountsOfRoles(db, [])).toEqual([]);
  });
});
