import { asc, sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { type Inbox, type Respond, receive } from '../../bot/inbox.ts';
import type { Incoming } from '../../bot/incoming.ts';
import type { Reply } from '../../bot/reply.ts';
import { rememberChoices } from '../../db/chats.ts';
import { type Db, write } from '../../db/database.ts';
import { wasHandled } from '../../db/inbound.ts';
import { createPerson, linkAccount, revokePerson } from '../../db/people.ts';
import { outbox } from '../../db/schema.ts';
import { NOW, temporaryDatabase } from '../db/support.ts';

const CHAT = { channel: 'zalo', chatId: '11' } as const;

function message(question: Incoming['question'], updateKey = '1'): Incoming {
  return { ...CHAT, chatType: 'private', updateKey, question };
}

interface TestInbox extends Inbox {
  readonly asked: Parameters<Respond>[];
  readonly reports: string[];
}

async function openInbox(): Promise<TestInbox> {
  const { db } = await temporaryDatabase();
  const asked: Parameters<Respond>[] = [];
  const reports: string[] = [];
  const respond: Respond = async (...question) => {
    asked.push(question);
    return { reply: { blocks: [{ type: 'verdict', text: 'Trả lời' }], buttons: [] } };
  };
  return { db, respond, now: NOW, report: (text) => void reports.push(text), asked, reports };
}

async function replies(db: Db): Promise<(string | undefined)[]> {
  const rows = await db.select().from(outbox).orderBy(asc(outbox.id));
  return rows.map(
    (row) => (row.body as Reply).blocks.flatMap((block) => ('text' in block ? block.text : []))[0],
  );
}

describe('a message', () => {
  it('is answered once, however often and however fast it is repeated', async () => {
    const inbox = await openInbox();
    const take = () => receive(inbox, message({ text: 'Sở Tư pháp' }));
    const outcomes = await Promise.all([take(), take()]);
    expect(outcomes.sort()).toEqual(['handled', 'repeated']);
    expect(await take()).toBe('repeated');
    expect(await replies(inbox.db)).toEqual(['Trả lời']);
  });

  it('is not taken as handled when its reply could not be written', async () => {
    const inbox = await openInbox();
    await inbox.db.run(sql`ALTER TABLE outbox RENAME TO elsewhere`);
    await expect(receive(inbox, message({ text: 'Sở Tư pháp' }))).rejects.toThrow('outbox');
    await inbox.db.run(sql`ALTER TABLE elsewhere RENAME TO outbox`);
    expect(await wasHandled(inbox.db, 'zalo', '1')).toBe(false);
    expect(await receive(inbox, message({ text: 'Sở Tư pháp' }))).toBe('handled');
    expect(await replies(inbox.db)).toEqual(['Trả lời']);
  });

  it('is answered with an apology when answering fails, and the fault is reported', async () => {
    const inbox = await openInbox();
    const respond = () => Promise.reject(new Error('a fault of ours'));
    expect(await receive({ ...inbox, respond }, message({ text: 'Sở Tư pháp' }))).toBe('handled');
    expect(await replies(inbox.db)).toEqual([expect.stringContaining('Xin lỗi')]);
    expect(inbox.reports).toEqual([expect.stringContaining('a fault of ours')]);
  });

  it('is cleaned of what nobody sees and composed before it is asked', async () => {
    const inbox = await openInbox();
    const text = '  \u202ESo\u031B\u0309\u200B Tu\u031B pha\u0301p\u0000\uFEFF ';
    await receive(inbox, message({ text }));
    expect(inbox.asked.map(([, question]) => question)).toEqual([{ text: 'Sở Tư pháp' }]);
  });

  it('of 1.000 characters is asked, a longer one is answered with a request for a shorter one', async () => {
    const inbox = await openInbox();
    await receive(inbox, message({ text: 'a'.repeat(1000) }, '1'));
    await receive(inbox, message({ text: 'a'.repeat(1001) }, '2'));
    await receive(inbox, message({ text: 'a'.repeat(10_000) }, '3'));
    expect(inbox.asked).toHaveLength(1);
    expect(await replies(inbox.db)).toEqual([
      'Trả lời',
      ...Array.from({ length: 2 }, () => expect.stringContaining('dài quá 1.000 ký tự') as string),
    ]);
  });

  it.each<Incoming['question']>([{ unreadable: true }, { text: ' \u200B\n ' }])(
    'without readable text is answered with what can be read (%j)',
    async (question) => {
      const inbox = await openInbox();
      await receive(inbox, message(question));
      expect(await replies(inbox.db)).toEqual([expect.stringContaining('tin nhắn bằng chữ')]);
      expect(inbox.asked).toEqual([]);
    },
  );
});

describe('a file on a channel that carries none', () => {
  it('is answered with the ways that there are', async () => {
    const inbox = await openInbox();
    await receive(inbox, message({ unsupported: true }));
    const [text] = await replies(inbox.db);
    for (const way of ['Telegram', 'npx kycuong import', '/api/v1/observations']) expect(text).toContain(way);
  });

  it('passes unnoticed in a group, on any channel', async () => {
    const inbox = await openInbox();
    const file = { name: 'a.csv', size: 1, read: () => Promise.reject(new Error('read')) };
    for (const question of [{ unsupported: true }, { file }] as const)
      expect(await receive(inbox, { ...message(question), chatType: 'group' })).toBe('ignored');
  });
});

describe('a number', () => {
  it('stands for the choice offered in the chat, and for itself where there is none', async () => {
    const inbox = await openInbox();
    const choices = [
      { label: 'Vì sao?', action: 'explain:a:2019' },
      { label: 'Lịch sử', action: 'history:a:' },
    ];
    await write(inbox.db, (tx) => rememberChoices(tx, CHAT, choices, NOW));
    for (const text of ['2', '1)', '3', '22', '2019']) await receive(inbox, message({ text }, text));
    expect(inbox.asked.map(([, question]) => question)).toEqual([
      { action: 'history:a:' },
      { action: 'explain:a:2019' },
      { text: '3' },
      { text: '22' },
      { text: '2019' },
    ]);
  });
});

describe('the caller', () => {
  it('is a guest until linked, then the holder of the office, and a guest again once revoked', async () => {
    const inbox = await openInbox();
    const ask = (updateKey: string) => receive(inbox, message({ text: 'tôi là ai' }, updateKey));
    await ask('1');
    const person = await write(inbox.db, async (tx) => {
      const head = await createPerson(tx, 'thu-truong:kh-so-tu-phap', NOW);
      await linkAccount(tx, CHAT, head.id, NOW);
      return head;
    });
    await ask('2');
    await write(inbox.db, (tx) => revokePerson(tx, person.id, NOW));
    await ask('3');
    expect(inbox.asked.map(([caller]) => caller)).toEqual([
      { role: 'khach' },
      { role: 'thu-truong', scope: 'kh-so-tu-phap', personId: person.id },
      { role: 'khach' },
    ]);
  });

  it('is a guest in a group, even one that is linked, for everybody there reads the reply', async () => {
    const inbox = await openInbox();
    await write(inbox.db, async (tx) => {
      const head = await createPerson(tx, 'thu-truong:kh-so-tu-phap', NOW);
      await linkAccount(tx, CHAT, head.id, NOW);
    });
    await receive(inbox, { ...message({ text: 'tôi là ai' }), chatType: 'group' });
    expect(inbox.asked).toEqual([
      [{ role: 'khach' }, { text: 'tôi là ai' }, { channel: 'zalo', chatType: 'group' }],
    ]);
  });
});
