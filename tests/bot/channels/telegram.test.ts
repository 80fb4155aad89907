import type { AddressInfo } from 'node:net';
import { type ServerType, serve } from '@hono/node-server';
import { Hono } from 'hono';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebhookSecretError } from '../../../bot/channels/secret.ts';
import type { Polling } from '../../../bot/channels/start.ts';
import { createTelegramBot, startTelegram } from '../../../bot/channels/telegram/bot.ts';
import { pollTelegram } from '../../../bot/channels/telegram/polling.ts';
import { telegramSender } from '../../../bot/channels/telegram/sender.ts';
import { registerTelegramWebhook, telegramWebhook } from '../../../bot/channels/telegram/webhook.ts';
import { write } from '../../../db/database.ts';
import { enqueue } from '../../../db/outbox.ts';
import { accountsOfRoles } from '../../../db/people.ts';
import { startTelegramStub, type TelegramStub } from '../../stubs/telegram.ts';
import { openDesk, type TestDesk } from './desk.ts';

const SECRET = 'bi-mat_cua_tinh';
const HEAD = 'thu-truong:kh-so-tu-phap';

let desk: TestDesk;
let telegram: TelegramStub;
const closing: (() => Promise<unknown>)[] = [];

beforeEach(async () => {
  desk = await openDesk();
  telegram = await startTelegramStub();
});

afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
  await telegram.close();
  desk.close();
});

function access(token = telegram.token) {
  return { token, apiRoot: telegram.root };
}

function senders() {
  return { telegram: telegramSender(access()) };
}

function newBot(token?: string) {
  return createTelegramBot({ ...access(token), receive: desk.receive(senders()) });
}

function startPolling(bot = newBot(), pause?: Parameters<typeof pollTelegram>[2]): Polling {
  const polling = pollTelegram(bot, desk.report, pause);
  closing.push(() => polling.stop());
  return polling;
}

async function startWebhook(): Promise<string> {
  const bot = newBot();
  const app = new Hono().post('/telegram/webhook', telegramWebhook(bot, SECRET, desk.report));
  const server = await new Promise<ServerType>((resolve) => {
    const started = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, () => resolve(started));
  });
  closing.push(() => new Promise((resolve) => server.close(resolve)));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/telegram/webhook`;
  await registerTelegramWebhook(bot, url, SECRET);
  return url;
}

async function received(chatId: string, count: number): Promise<string[]> {
  await telegram.until(() => telegram.messages(chatId).length >= count);
  return telegram.messages(chatId).map((message) => message.plain);
}

describe('at start', () => {
  it('says how the bot is called and sets the menu in Vietnamese', async () => {
    expect(await startTelegram(newBot())).toEqual({ status: 'ready', name: '@KyCuongBot' });
    expect(telegram.commands).toContainEqual({ command: 'help', description: 'Hướng dẫn hỏi' });
  });

  it('goes on when the menu is refused', async () => {
    telegram.fault('setMyCommands', { kind: 'refuse', code: 400, description: 'Bad Request' });
    expect(await startTelegram(newBot())).toMatchObject({ status: 'ready' });
  });

  it('tells a refused token from an unreachable server, and never repeats the token', async () => {
    const refused = await startTelegram(newBot('7000001:wrong'));
    expect(refused.status).toBe('refused');
    await telegram.close();
    const unreachable = await startTelegram(newBot());
    expect(unreachable.status).toBe('unreachable');
    expect(JSON.stringify([refused, unreachable])).not.toContain('7000001');
    telegram = await startTelegramStub();
  });
});

describe.each(['polling', 'webhook'])('by %s', (mode) => {
  beforeEach(async () => {
    if (mode === 'webhook') await startWebhook();
    else startPolling();
  });

  it('links an account by its code, then answers with the role of the office', async () => {
    await telegram.say('11', `/start ${await desk.code(HEAD)}`);
    await telegram.say('11', 'đơn vị tôi hiện xếp hạng gì?');
    const [linked, answer] = await received('11', 2);
    expect(linked).toContain('Đã liên kết tài khoản này.');
    expect(answer).toBe('thu-truong kh-so-tu-phap: đơn vị tôi hiện xếp hạng gì?');
  });

  it('answers a pressed button once and stops its spinner', async () => {
    await telegram.say('11', 'Sở Tư pháp');
    await received('11', 1);
    await telegram.press('11', 'Vì sao?');
    expect((await received('11', 2))[1]).toBe('khach: [explain:kh-so-tu-phap:2019]');
    await telegram.until(() => telegram.answeredCallbacks.length === 1);
  });

  it('handles a repeated update once', async () => {
    await telegram.say('11', 'câu thứ nhất');
    await received('11', 1);
    await telegram.repeat();
    await telegram.say('11', 'câu thứ hai');
    expect(await received('11', 2)).toEqual(['khach: câu thứ nhất', 'khach: câu thứ hai']);
    expect(desk.asked).toHaveLength(2);
  });

  it('answers a sticker with one courteous sentence, and an edited message not at all', async () => {
    await telegram.post('11', { sticker: { file_id: 's', width: 1, height: 1 } });
    await telegram.post('11', { text: 'đã sửa' }, 'edited_message');
    await telegram.say('11', 'xin chào');
    const [sticker, ...rest] = await received('11', 2);
    expect(sticker).toContain('chỉ đọc được tin nhắn bằng chữ');
    expect(rest).toEqual(['khach: xin chào']);
  });

  it('answers in a group only when addressed, and as a guest whoever asks', async () => {
    await telegram.say('11', `/start ${await desk.code(HEAD)}`);
    await received('11', 1);
    await telegram.say('-5', 'ăn trưa chưa?');
    await telegram.say('-5', '/status@AnotherBot');
    await telegram.post('-5', { sticker: { file_id: 's' } });
    await telegram.say('-5', '@kycuongbot Sở Tư pháp');
    await telegram.say('-5', '/status@KyCuongBot');
    expect(await received('-5', 2)).toEqual(['khach: Sở Tư pháp', 'khach: /status']);
  });

  it('does not link in a group, and spoils the code that was shown there', async () => {
    const code = await desk.code(HEAD);
    await telegram.say('-5', `/start ${code}`);
    expect((await received('-5', 1))[0]).toContain('Không liên kết tài khoản trong nhóm');
    await telegram.say('11', `/start ${code}`);
    expect((await received('11', 1))[0]).toContain('không đúng hoặc không còn dùng được');
    expect(await accountsOfRoles(desk.db, [HEAD])).toEqual([]);
  });

  it('delivers a pushed message with its button', async () => {
    await telegram.say('11', `/start ${await desk.code(HEAD)}`);
    await received('11', 1);
    const [account] = await accountsOfRoles(desk.db, [HEAD]);
    const body = {
      blocks: [{ type: 'verdict', text: 'Cảnh báo' }],
      buttons: [{ label: 'Đã nhận', action: 'ack:kh-so-tu-phap:2026' }],
    };
    const message = { channel: 'telegram', chatId: account?.chatId ?? '', dedupeKey: 'alert:1', body };
    await write(desk.db, (tx) => enqueue(tx, message, desk.now));
    await desk.drain(senders());
    await received('11', 2);
    await telegram.press('11', 'Đã nhận');
    expect((await received('11', 3))[2]).toBe('thu-truong kh-so-tu-phap: [ack:kh-so-tu-phap:2026]');
  });
});

describe('by webhook only', () => {
  it('is refused without a secret, or with one that Telegram would not take', () => {
    for (const secret of [undefined, '', 'có dấu', 'x'.repeat(257)]) {
      expect(() => telegramWebhook(newBot(), secret, desk.report)).toThrow(WebhookSecretError);
    }
  });

  it('answers 401 and does nothing when the secret is missing or wrong', async () => {
    const url = await startWebhook();
    const before = telegram.calls.length;
    const body = JSON.stringify({
      update_id: 1,
      message: { message_id: 1, date: 1, chat: { id: 11, type: 'private' }, text: 'x' },
    });
    const wrong = { 'x-telegram-bot-api-secret-token': `${SECRET}x` };
    for (const headers of [{}, wrong, { 'x-telegram-bot-api-secret-token': '' }]) {
      const response = await fetch(url, { method: 'POST', headers, body });
      expect(response.status).toBe(401);
    }
    expect(desk.asked).toEqual([]);
    expect(telegram.calls).toHaveLength(before);
  });

  it('confirms a good update, and asks for it again when the database fails', async () => {
    await startWebhook();
    expect(await telegram.say('11', 'xin chào')).toBe(200);
    desk.close();
    expect(await telegram.say('11', 'xin chào')).toBe(500);
    expect(desk.reports.join()).toContain('client is closed');
    expect(desk.reports.join()).not.toContain(telegram.token);
    desk = await openDesk();
  });
});

describe('by polling only', () => {
  it('takes up polling again after another poller has pushed in', async () => {
    const pauses: number[] = [];
    startPolling(newBot(), async (milliseconds) => void pauses.push(milliseconds));
    await telegram.until(() => telegram.calls.some((call) => call.method === 'getUpdates'));
    await fetch(`${telegram.root}/bot${telegram.token}/getUpdates?timeout=0`);
    await telegram.say('11', 'còn đó không?');
    expect(await received('11', 1)).toEqual(['khach: còn đó không?']);
    expect(pauses).toEqual([5000]);
    expect(desk.reports[0]).toContain('409');
  });

  it('ends when the token is refused', async () => {
    telegram.fault('getUpdates', { kind: 'refuse', code: 401, description: 'Unauthorized' });
    const pauses: number[] = [];
    startPolling(newBot(), async (milliseconds) => void pauses.push(milliseconds));
    await expect.poll(() => desk.reports).toEqual([expect.stringContaining('401')]);
    expect(pauses).toEqual([]);
  });

  it('reports a message that cannot be taken in, and goes on', async () => {
    const takeIn = desk.receive(senders());
    let broken = true;
    const receive: typeof takeIn = async (incoming) => {
      if (!broken) return takeIn(incoming);
      broken = false;
      throw new Error('disk full');
    };
    startPolling(createTelegramBot({ ...access(), receive }));
    await telegram.say('11', 'thứ nhất');
    await telegram.say('11', 'thứ hai');
    expect(await received('11', 1)).toEqual(['khach: thứ hai']);
    expect(desk.reports[0]).toContain('disk full');
  });
});
