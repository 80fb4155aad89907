import type { AddressInfo } from 'node:net';
import { type ServerType, serve } from '@hono/node-server';
import { Hono } from 'hono';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebhookSecretError } from '../../../bot/channels/secret.ts';
import { zaloClient } from '../../../bot/channels/zalo/client.ts';
import { pollZalo } from '../../../bot/channels/zalo/polling.ts';
import { zaloSender } from '../../../bot/channels/zalo/sender.ts';
import { checkZalo, registerZaloWebhook } from '../../../bot/channels/zalo/start.ts';
import { zaloWebhook } from '../../../bot/channels/zalo/webhook.ts';
import { write } from '../../../db/database.ts';
import { enqueue } from '../../../db/outbox.ts';
import { accountsOfRoles } from '../../../db/people.ts';
import { startZaloStub, type ZaloStub } from '../../stubs/zalo.ts';
import { openDesk, type TestDesk } from './desk.ts';

const SECRET = 'bi-mat-cua-tinh';
const HEAD = 'thu-truong:kh-so-tu-phap';

let desk: TestDesk;
let zalo: ZaloStub;
const closing: (() => Promise<unknown>)[] = [];

beforeEach(async () => {
  desk = await openDesk();
  zalo = await startZaloStub();
});

afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
  await zalo.close();
  desk.close();
});

function client(token = zalo.token) {
  return zaloClient({ token, apiRoot: zalo.root });
}

function senders() {
  return { zalo: zaloSender({ token: zalo.token, apiRoot: zalo.root }) };
}

/** Starts polling; the returned list fills with the pauses it makes, none of which is waited for. */
function startPolling(receive = desk.receive(senders())): number[] {
  const pauses: number[] = [];
  const polling = pollZalo(client(), {
    receive,
    report: desk.report,
    pause: async (milliseconds) => void pauses.push(milliseconds),
  });
  closing.push(() => polling.stop());
  return pauses;
}

async function startWebhook(): Promise<string> {
  const app = new Hono().post('/zalo/bot/webhook', zaloWebhook(desk.receive(senders()), SECRET, desk.report));
  const server = await new Promise<ServerType>((resolve) => {
    const started = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, () => resolve(started));
  });
  closing.push(() => new Promise((resolve) => server.close(resolve)));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/zalo/bot/webhook`;
  await registerZaloWebhook(client(), url, SECRET);
  return url;
}

async function received(chatId: string, count: number): Promise<string[]> {
  await zalo.until(() => zalo.messages(chatId).length >= count);
  return zalo.messages(chatId).map((message) => message.text);
}

describe('at start', () => {
  it('says how the bot is called', async () => {
    expect(await checkZalo(client())).toEqual({ status: 'ready', name: 'bot.kycuong' });
  });

  it('tells a refused token from an unreachable server, and never repeats the token', async () => {
    const refused = await checkZalo(client('8000001:wrong'));
    expect(refused.status).toBe('refused');
    zalo.fault('getMe', { kind: 'drop before' });
    const unreachable = await checkZalo(client());
    expect(unreachable.status).toBe('unreachable');
    expect(JSON.stringify([refused, unreachable])).not.toContain('8000001');
  });
});

describe.each(['polling', 'flat webhook', 'wrapped webhook'])('by %s', (mode) => {
  beforeEach(async () => {
    if (mode === 'polling') startPolling();
    else await startWebhook();
    zalo.shape = mode === 'wrapped webhook' ? 'wrapped' : 'flat';
  });

  it.each([
    ['the bare code', (code: string) => code],
    ['the code in lower case without hyphens', (code: string) => code.toLowerCase().replaceAll('-', '')],
    ['“/start” and the code', (code: string) => `/start ${code}`],
    ['“Liên kết” and the code', (code: string) => `Liên kết ${code}`],
  ])('links an account by %s, then answers with the role of the office', async (_form, written) => {
    await zalo.say('11', written(await desk.code(HEAD)));
    expect((await received('11', 1))[0]).toContain('Đã liên kết tài khoản này.');
    await zalo.say('11', 'đơn vị tôi hiện xếp hạng gì?');
    expect((await received('11', 2))[1]).toContain('thu-truong kh-so-tu-phap: đơn vị tôi hiện xếp hạng gì?');
  });

  it('offers buttons as numbers and takes a number as the button', async () => {
    await zalo.say('11', 'Sở Tư pháp');
    expect((await received('11', 1))[0]).toBe('khach: Sở Tư pháp\n\nTrả lời bằng số:\n1 = Vì sao?');
    await zalo.say('11', ' 1. ');
    expect((await received('11', 2))[1]).toContain('khach: [explain:kh-so-tu-phap:2019]');
    await zalo.say('11', '7');
    expect((await received('11', 3))[2]).toContain('khach: 7');
  });

  it('takes a number as the choice of a pushed message', async () => {
    await zalo.say('11', await desk.code(HEAD));
    await received('11', 1);
    const body = {
      blocks: [{ type: 'verdict', text: 'Cảnh báo' }],
      buttons: [{ label: 'Đã nhận', action: 'ack:kh-so-tu-phap:2026' }],
    };
    const message = { channel: 'zalo', chatId: '11', dedupeKey: 'alert:1', body };
    await write(desk.db, (tx) => enqueue(tx, message, desk.now));
    await desk.drain(senders());
    expect((await received('11', 2))[1]).toContain('1 = Đã nhận');
    await zalo.say('11', '1');
    expect((await received('11', 3))[2]).toContain('thu-truong kh-so-tu-phap: [ack:kh-so-tu-phap:2026]');
  });

  it('handles a repeated event once', async () => {
    await zalo.say('11', 'câu thứ nhất');
    await received('11', 1);
    await zalo.repeat();
    await zalo.say('11', 'câu thứ hai');
    await received('11', 2);
    expect(desk.asked.map(([, question]) => question)).toEqual([
      { text: 'câu thứ nhất' },
      { text: 'câu thứ hai' },
    ]);
  });

  it('answers what is no text with one courteous sentence, and unknown events not at all', async () => {
    await zalo.post('11', 'message.sticker.received', { sticker: 's' });
    await zalo.post('11', 'user.followed', {});
    await zalo.say('11', 'xin chào');
    const [sticker, answer] = await received('11', 2);
    expect(sticker).toContain('chỉ đọc được tin nhắn bằng chữ');
    expect(answer).toContain('khach: xin chào');
    expect(desk.reports).toEqual([]);
  });

  it('answers in a group as a guest, and does not link there', async () => {
    await zalo.say('g5', await desk.code(HEAD));
    expect((await received('g5', 1))[0]).toContain('Không liên kết tài khoản trong nhóm');
    await zalo.say('g5', 'Sở Tư pháp');
    expect((await received('g5', 2))[1]).toContain('khach: Sở Tư pháp');
    expect(await accountsOfRoles(desk.db, [HEAD])).toEqual([]);
  });
});

describe('by webhook only', () => {
  it('is refused without a secret, or with one that Zalo would not take', () => {
    for (const secret of [undefined, '', 'ngan', 'x'.repeat(257)]) {
      expect(() => zaloWebhook(desk.receive({}), secret, desk.report)).toThrow(WebhookSecretError);
    }
  });

  it('answers 401 and does nothing when the secret is missing or wrong', async () => {
    const url = await startWebhook();
    const message = { message_id: 'm', chat: { id: '11', chat_type: 'PRIVATE' }, text: 'x' };
    const body = JSON.stringify({ event_name: 'message.text.received', message });
    for (const headers of [
      {},
      { 'x-bot-api-secret-token': `${SECRET}x` },
      { 'x-bot-api-secret-token': '' },
    ]) {
      expect((await fetch(url, { method: 'POST', headers, body })).status).toBe(401);
    }
    expect(desk.asked).toEqual([]);
  });

  it('confirms what it took in, refuses what is no JSON, and answers 500 when the database fails', async () => {
    const url = await startWebhook();
    const headers = { 'x-bot-api-secret-token': SECRET };
    expect((await fetch(url, { method: 'POST', headers, body: 'không phải JSON' })).status).toBe(400);
    expect((await fetch(url, { method: 'POST', headers, body: '{}' })).status).toBe(200);
    expect(await zalo.say('11', 'xin chào')).toBe(200);
    desk.close();
    expect(await zalo.say('11', 'xin chào')).toBe(500);
    desk = await openDesk();
  });
});

describe('by polling only', () => {
  it('takes an idle poll for what it is', async () => {
    await zalo.close();
    zalo = await startZaloStub({ longestPoll: 0.01 });
    const pauses = startPolling();
    await zalo.until(() => zalo.calls.filter((call) => call.method === 'getUpdates').length >= 3);
    expect(pauses).toEqual([]);
    expect(desk.reports).toEqual([]);
  });

  it('waits longer after each failure, and starts afresh once it works', async () => {
    zalo.fault('deleteWebhook', { kind: 'page', status: 502 });
    zalo.fault('getUpdates', { kind: 'drop before' });
    zalo.fault('getUpdates', { kind: 'refuse', code: 429, description: 'Quota exceeded' });
    const pauses = startPolling();
    await zalo.say('11', 'xin chào');
    await received('11', 1);
    expect(pauses).toEqual([1000, 2000, 4000]);
    zalo.fault('getUpdates', { kind: 'drop after' });
    await zalo.say('11', 'mất');
    await zalo.until(() => pauses.length >= 4);
    expect(pauses[3]).toBe(1000);
    expect(desk.reports.join()).not.toContain(zalo.token);
  });

  it('ends when the token is refused', async () => {
    zalo.fault('getUpdates', { kind: 'refuse', code: 401, description: 'Unauthorized' });
    const pauses = startPolling();
    await expect.poll(() => desk.reports).toEqual([expect.stringContaining('401')]);
    await zalo.say('11', 'có ai không?');
    expect(pauses).toEqual([]);
    expect(zalo.calls.filter((call) => call.method === 'getUpdates')).toHaveLength(1);
  });

  it('reports a message that cannot be taken in, and goes on', async () => {
    const takeIn = desk.receive(senders());
    let broken = true;
    startPolling(async (incoming) => {
      if (!broken) return takeIn(incoming);
      broken = false;
      throw new Error('disk full');
    });
    await zalo.say('11', 'thứ nhất');
    await zalo.say('11', 'thứ hai');
    expect((await received('11', 1))[0]).toContain('thứ hai');
    expect(desk.reports[0]).toContain('disk full');
  });
});
