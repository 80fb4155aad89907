import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { answer } from '../../bot/answer/answer.ts';
import { renderPlain } from '../../bot/channels/plain.ts';
import type { Desk } from '../../bot/desk.ts';
import { receive } from '../../bot/inbox.ts';
import { invite } from '../../bot/link.ts';
import { loadFigures } from '../../bot/load-figures.ts';
import { loadRanks } from '../../bot/load-ranks.ts';
import { replayReceipt } from '../../bot/receipts.ts';
import type { Reply } from '../../bot/reply.ts';
import { write } from '../../db/database.ts';
import { redeemLinkCode } from '../../db/link-codes.ts';
import { revokePerson } from '../../db/people.ts';
import { currentRuleSet, publishRuleSet } from '../../db/rule-sets.ts';
import { outbox, receipts, told } from '../../db/schema.ts';
import { hashFiles } from '../../engine/language/load.ts';
import { sampleDesk } from '../support/sample.ts';

const { desk } = sampleDesk();
const LATER = new Date('2026-11-21T02:00:00Z');
let chats = 0;

/** Links a new chat to a new holder of the role. */
async function linked(at: Desk, role: string): Promise<{ chatId: string; personId: string }> {
  chats += 1;
  const chatId = `chat-${chats}`;
  const personId = await write(at.db, async (tx) => {
    const invitation = await invite(tx, role, at.now);
    if (invitation === undefined) throw new Error(role);
    await redeemLinkCode(tx, invitation.code, { channel: 'zalo', chatId }, at.now);
    return invitation.person.id;
  });
  return { chatId, personId };
}

let updates = 0;

async function ask(at: Desk, chatId: string, text: string): Promise<void> {
  updates += 1;
  const inbox = {
    db: at.db,
    now: at.now,
    report: (message: string) => expect(message).toBe(''),
    respond: (...[caller, question]: Parameters<Parameters<typeof receive>[0]['respond']>) =>
      answer(at, caller, question),
  };
  const incoming = { channel: 'zalo', chatId, chatType: 'private', updateKey: `u${updates}` } as const;
  await receive(inbox, { ...incoming, question: { text } });
}

async function messages(at: Desk, chatId: string): Promise<string[]> {
  const rows = await at.db.select().from(outbox).where(eq(outbox.chatId, chatId));
  return rows.map(({ body }) => renderPlain(body as Reply));
}

async function corrections(at: Desk, chatId: string): Promise<string[]> {
  return (await messages(at, chatId)).filter((text) => text.startsWith('ĐÍNH CHÍNH'));
}

function load(at: Desk, text: string, loader: typeof loadFigures | typeof loadRanks = loadFigures) {
  const bytes = new TextEncoder().encode(text);
  return loader(at, { bytes, fileName: 'dinh-chinh.csv', loadedBy: 'thử', dryRun: false });
}

const figures = (unit: string, late: number, resolved: number): string =>
  `Đơn vị,Kỳ,Hồ sơ đã giải quyết,Hồ sơ trễ hạn\n${unit},2026,${resolved},${late}\n`;

describe('a correction', () => {
  it('that changes what a person was told tells them within the warning it gives: when it was said, which figure, from where', async () => {
    const at = await desk();
    const unit = 'kh-so-noi-vu';
    await load(at, figures(unit, 10, 1000));
    const head = await linked(at, `thu-truong:${unit}`);
    const other = await linked(at, `can-bo:${unit}`);
    await ask(at, head.chatId, 'đơn vị tôi năm 2026 thế nào');
    await load(await desk(LATER), figures(unit, 60, 1000));
    const [, message, ...more] = await messages(at, head.chatId);
    expect(more).toEqual([]);
    expect(message).toContain('CẢNH BÁO');
    expect(message).toContain('Ngày 20/11/2026 đã báo: ');
    expect(message).toContain('Nay có thêm: đơn vị không xếp hạng TỐT');
    expect(message).toContain('Hồ sơ trễ hạn: 10 hồ sơ → 60 hồ sơ.');
    expect(message).toContain('dinh-chinh.csv');
    expect(await corrections(at, other.chatId)).toEqual([]);
  });

  it('that leaves the decision as it was tells nobody, and a second one tells from what was told last', async () => {
    const at = await desk();
    const unit = 'kh-so-y-te';
    await load(at, figures(unit, 10, 1000));
    const head = await linked(at, `thu-truong:${unit}`);
    await ask(at, head.chatId, 'đơn vị tôi năm 2026 thế nào');
    await load(at, figures(unit, 11, 1000));
    expect(await corrections(at, head.chatId)).toEqual([]);
    await load(at, figures(unit, 60, 1000));
    await load(at, figures(unit, 61, 1000));
    expect(await corrections(at, head.chatId)).toEqual([]);
    await load(await desk(LATER), figures(unit, 12, 1000));
    const [last, ...more] = await corrections(at, head.chatId);
    expect(more).toEqual([]);
    expect(last).toContain('ĐÍNH CHÍNH: ');
    expect(last).toContain('Không còn: đơn vị không xếp hạng TỐT');
    expect(last).toContain('61 hồ sơ → 12 hồ sơ');
  });

  it('reaches whoever a warning told, and nobody whose access has ended or who was told of another year', async () => {
    const at = await desk();
    const unit = 'kh-so-xay-dung';
    await load(at, figures(unit, 9, 1000));
    const warned = await linked(at, `thu-truong:${unit}`);
    const gone = await linked(at, `can-bo:${unit}`);
    const historian = await linked(at, 'lanh-dao-tinh');
    await ask(at, historian.chatId, `${unit} năm 2019`);
    await load(at, figures(unit, 60, 1000));
    await write(at.db, (tx) => revokePerson(tx, gone.personId, at.now));
    await load(at, figures(unit, 10, 1000));
    expect(await corrections(at, warned.chatId)).toHaveLength(1);
    expect(await corrections(at, gone.chatId)).toEqual([]);
    expect(await corrections(at, historian.chatId)).toEqual([]);
  });

  it('of a published rank reaches whoever was told the other one', async () => {
    const at = await desk();
    const leader = await linked(at, 'lanh-dao-tinh');
    await ask(at, leader.chatId, 'Sở Tư pháp Khánh Hòa năm 2019');
    const csv =
      'Đơn vị,Năm,Xếp hạng,Số quyết định,Ngày quyết định\nkh-so-tu-phap,2019,TỐT,300/QĐ-UBND,01/03/2020\n';
    expect(await load(at, csv, loadRanks)).toMatchObject({ status: 'loaded' });
    const [message] = await corrections(at, leader.chatId);
    expect(message).toContain('nay xếp hạng TỐT');
    expect(message).toContain('đã báo: xếp hạng KHÁ');
  });

  it('is not told when nobody was: guests and trials leave no trace but the receipt', async () => {
    const at = await desk();
    const before = (await at.db.select().from(told)).length;
    const guest = `guest-${before}`;
    await ask(at, guest, 'Sở Công Thương Khánh Hòa năm 2019');
    expect((await at.db.select().from(told)).length).toBe(before);
  });
});

describe('every decision told in chat', () => {
  it('replays under its receipt, also after its figures were corrected', async () => {
    const at = await desk();
    const unit = 'kh-so-tu-phap';
    const head = await linked(at, `thu-truong:${unit}`);
    await ask(at, head.chatId, 'đơn vị tôi năm 2026 thế nào');
    await load(at, figures(unit, 77, 1000));
    const later = await desk(new Date('2027-03-01T00:00:00Z'));
    const kept = await at.db.select({ receipt: receipts.receipt }).from(receipts);
    expect(kept.length).toBeGreaterThan(5);
    for (const { receipt } of kept) expect((await replayReceipt(later, receipt)).outcome).toBe('same');
  });
});

describe('a receipt of rules that are in use no more', () => {
  it('replays by the rules of then, and the same question gives another receipt', async () => {
    const at = await desk();
    const head = await linked(at, 'thu-truong:kh-so-khcn');
    const receiptTold = async (from: Desk): Promise<string> => {
      await ask(from, head.chatId, 'đơn vị tôi năm 2026 thế nào');
      const [row] = await from.db.select().from(told).where(eq(told.personId, head.personId));
      return row?.receipt ?? '';
    };
    const before = await receiptTold(at);
    const current = await currentRuleSet(at.db);
    const files = (current?.files ?? []).map(({ path, text }) => ({ path, text: `${text}\n# bản sau\n` }));
    await write(at.db, (tx) => publishRuleSet(tx, { hash: hashFiles(files), files }, 'thử', at.now));
    const after = await desk();
    expect(after.ruleSet.hash).not.toBe(at.ruleSet.hash);
    expect(await receiptTold(after)).not.toBe(before);
    const replayed = await replayReceipt(after, before);
    expect(replayed).toMatchObject({ outcome: 'same', kept: { ruleSetHash: at.ruleSet.hash } });
  });
});

describe('a receipt', () => {
  let receipt = '';
  beforeAll(async () => {
    const at = await desk();
    const head = await linked(at, 'thu-truong:kh-so-gtvt');
    await ask(at, head.chatId, 'đơn vị tôi năm 2026 thế nào');
    const [row] = await at.db.select().from(told).where(eq(told.personId, head.personId));
    receipt = row?.receipt ?? '';
  });

  it('that nobody gave is unknown', async () => {
    expect(await replayReceipt(await desk(), 'KC-NOBODY')).toEqual({ outcome: 'unknown' });
  });

  it('does not replay once what it was made from has been tampered with', async () => {
    const at = await desk();
    expect((await replayReceipt(at, receipt)).outcome).toBe('same');
    await at.db.update(receipts).set({ lastImport: 1 }).where(eq(receipts.receipt, receipt));
    expect((await replayReceipt(at, receipt)).outcome).toBe('different');
    await at.db.update(receipts).set({ ruleSetHash: 'gone' }).where(eq(receipts.receipt, receipt));
    expect((await replayReceipt(at, receipt)).outcome).toBe('lost');
  });
});
