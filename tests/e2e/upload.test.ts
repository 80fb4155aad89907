/** An officer sends a file of figures to the bot on Telegram, sees what is in it, and has it loaded. */
import { and, eq, isNotNull } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Polling } from '../../bot/channels/start.ts';
import { startTelegram } from '../../bot/channels/telegram/bot.ts';
import { pollTelegram } from '../../bot/channels/telegram/polling.ts';
import type { Desk } from '../../bot/desk.ts';
import { invite } from '../../bot/link.ts';
import { drain } from '../../bot/outbox/drain.ts';
import { write } from '../../db/database.ts';
import { linkAccount } from '../../db/people.ts';
import { imports, uploads } from '../../db/schema.ts';
import { createService } from '../../web/service.ts';
import { startTelegramStub, type TelegramStub } from '../stubs/telegram.ts';
import { sampleDesk } from '../support/sample.ts';

const { desk } = sampleDesk();
const HEADER = 'Đơn vị,Kỳ,Hồ sơ đã giải quyết,Hồ sơ trễ hạn\n';

let at: Desk;
let now: Date;
let telegram: TelegramStub;
let polling: Polling;
const reports: string[] = [];
let chats = 100;

beforeEach(() => {
  now = at.now;
  reports.length = 0;
});

// One platform for all tests, for it numbers its updates and each is answered once.
beforeAll(async () => {
  at = await desk();
  telegram = await startTelegramStub();
  const service = createService({
    db: at.db,
    now: () => now,
    telegram: { access: { token: telegram.token, apiRoot: telegram.root }, updates: { mode: 'polling' } },
    zalo: undefined,
    received: () => void drain(at.db, service.senders, { now: () => now, random: () => 0.5 }),
    report: (message) => void reports.push(message),
  });
  const bot = service.telegramBot;
  if (bot === undefined) throw new Error('telegram is on');
  await startTelegram(bot);
  polling = pollTelegram(bot, (message) => void reports.push(message));
});

afterAll(async () => {
  await polling.stop();
  await telegram.close();
});

/** A chat linked to the holder of a role. */
async function chatOf(role: string): Promise<string> {
  chats += 1;
  const chatId = String(chats);
  await write(at.db, async (tx) => {
    const invitation = await invite(tx, role, now);
    await linkAccount(tx, { channel: 'telegram', chatId }, invitation?.person.id ?? '', now);
  });
  return chatId;
}

const bytes = (text: string) => new TextEncoder().encode(text);

/** Waits for the next reply after what `act` does. */
async function reply(chatId: string, act: () => Promise<unknown>): Promise<string> {
  const before = telegram.messages(chatId).length;
  await act();
  await telegram.until(() => telegram.messages(chatId).length > before);
  return telegram.messages(chatId).at(-1)?.plain ?? '';
}

async function loaded(name: string): Promise<number> {
  const rows = await at.db
    .select({ id: imports.id })
    .from(imports)
    .where(and(eq(imports.fileName, name), isNotNull(imports.completedAt)));
  return rows.length;
}

describe('a file sent by chat', () => {
  it('is shown first, and loaded when its sender says so, once', async () => {
    const chat = await chatOf('can-bo:kh-so-tu-phap');
    const csv = `${HEADER}kh-so-tu-phap,10/2026,500,9\n`;
    const preview = await reply(chat, () => telegram.sendFile(chat, 'thang-10.csv', bytes(csv)));
    expect(preview).toBe('Tệp figures: 2 số liệu của 1 đơn vị, kỳ 10/2026. Nạp? 1 = Nạp, 2 = Thôi');
    expect(await loaded('thang-10.csv')).toBe(0);
    expect(await reply(chat, () => telegram.press(chat, 'Nạp'))).toContain('Đã nạp 2 số liệu của 1 đơn vị');
    expect(await reply(chat, () => telegram.press(chat, 'Nạp'))).toContain('không còn chờ nạp');
    expect(await loaded('thang-10.csv')).toBe(1);
    const again = await reply(chat, () => telegram.sendFile(chat, 'thang-10.csv', bytes(csv)));
    expect(again).toContain('đã nạp trước đây');
    expect(reports).toEqual([]);
  });

  it('is confirmed by a typed number too, let go with the other, and forgotten after half an hour', async () => {
    const chat = await chatOf('can-bo:kh-so-y-te');
    const send = (name: string, late: number) =>
      reply(chat, () => telegram.sendFile(chat, name, bytes(`${HEADER}kh-so-y-te,10/2026,500,${late}\n`)));
    await send('mot.csv', 1);
    expect(await reply(chat, () => telegram.say(chat, '1'))).toContain('Đã nạp');
    await send('hai.csv', 2);
    expect(await reply(chat, () => telegram.say(chat, '2'))).toContain('Đã bỏ tệp hai.csv');
    await send('ba.csv', 3);
    now = new Date(now.getTime() + 31 * 60_000);
    expect(await reply(chat, () => telegram.say(chat, '1'))).toContain('không còn chờ nạp');
    expect([await loaded('mot.csv'), await loaded('hai.csv'), await loaded('ba.csv')]).toEqual([1, 0, 0]);
    const waiting = await at.db.select().from(uploads).where(isNotNull(uploads.bytes));
    expect(waiting.map(({ fileName }) => fileName)).toEqual(['ba.csv']);
  });

  it('with faults is refused: the first five in words, all of them as a file', async () => {
    const chat = await chatOf('chuyen-vien-cchc');
    const rows = Array.from({ length: 8 }, (_, index) => `kh-so-${index}-khong-co,10/2026,5,=1+1`).join('\n');
    const text = await reply(chat, () => telegram.sendFile(chat, 'sai.csv', bytes(`${HEADER}${rows}\n`)));
    expect(text).toContain('Không nạp tệp sai.csv: có 16 lỗi.');
    expect(text.match(/• dòng/gu)).toHaveLength(5);
    expect(text).toContain('Còn 11 lỗi nữa');
    await telegram.until(() => telegram.documents(chat).length === 1);
    const [file] = telegram.documents(chat);
    expect(file?.name).toBe('loi.csv');
    expect(file?.text.trim().split('\r\n')).toHaveLength(17);
    expect(file?.text).toContain(`"'=1+1"`);
  });

  it('holds only what its sender may load: the own unit’s figures, and no appraised points', async () => {
    const chat = await chatOf('can-bo:kh-so-noi-vu');
    const other = `${HEADER}kh-so-noi-vu,10/2026,500,1\nkh-so-y-te,10/2026,500,1\n`;
    const text = await reply(chat, () => telegram.sendFile(chat, 'khac.csv', bytes(other)));
    expect(text).toContain('có 2 lỗi');
    expect(text).toContain('dòng 3');
    expect(text).toContain('Số liệu của đơn vị khác');
    const points = 'Đơn vị,Năm,Điểm thẩm định,Điểm chuẩn\nkh-so-noi-vu,2026,99,100\n';
    expect(await reply(chat, () => telegram.sendFile(chat, 'diem.csv', bytes(points)))).toContain(
      'do cơ quan thẩm định nạp',
    );
    const ranks =
      'Đơn vị,Năm,Xếp hạng,Số quyết định,Ngày quyết định\nkh-so-noi-vu,2019,TỐT,1/QĐ,01/01/2020\n';
    expect(await reply(chat, () => telegram.sendFile(chat, 'hang.csv', bytes(ranks)))).toContain(
      'không được nạp tệp ranks',
    );
    const leader = await chatOf('lanh-dao-tinh');
    expect(await reply(leader, () => telegram.sendFile(leader, 'a.csv', bytes(other)))).toContain(
      'chưa được nạp số liệu',
    );
    const guest = '999';
    expect(await reply(guest, () => telegram.sendFile(guest, 'a.csv', bytes(other)))).toContain(
      'chưa được nạp số liệu',
    );
    expect(await at.db.select().from(imports).where(eq(imports.fileName, 'khac.csv'))).toEqual([]);
  });

  it('that is too large, of no known kind, or not to be had is said to be so', async () => {
    const chat = await chatOf('quan-tri');
    const send = (content: string, size?: number) =>
      reply(chat, () => telegram.sendFile(chat, 'tep.csv', bytes(content), size));
    expect(await send('x', 20_000_001)).toContain('lớn hơn 20 MB');
    expect(await send('Họ tên,Tuổi\nA,30\n')).toContain('Không tìm thấy dòng tiêu đề');
    telegram.fault('file', { kind: 'page', status: 404 });
    expect(await send(HEADER)).toContain('chưa đọc được tệp này');
    expect(reports.join()).toContain('telegram gave no file');
    expect(reports.join()).not.toContain(telegram.token);
  });
});
