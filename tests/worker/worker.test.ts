import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTelegramBot } from '../../bot/channels/telegram/bot.ts';
import { registerTelegramWebhook } from '../../bot/channels/telegram/webhook.ts';
import { zaloClient } from '../../bot/channels/zalo/client.ts';
import { registerZaloWebhook } from '../../bot/channels/zalo/start.ts';
import { choicesOf } from '../../db/chats.ts';
import { write } from '../../db/database.ts';
import type { OpenDatabase } from '../../db/open.ts';
import { enqueue } from '../../db/outbox.ts';
import { readSettings } from '../../env.ts';
import { type RunningServer, serve } from '../../server.ts';
import { prepareDatabase } from '../../web/node/prepare.ts';
import { startTelegramStub, type TelegramStub } from '../stubs/telegram.ts';
import { startZaloStub, type ZaloStub } from '../stubs/zalo.ts';
import type { ServerProcess } from '../support/process.ts';
import { startSqld } from './sqld.ts';
import { startWorker } from './wrangler.ts';

const QUESTION = 'Sở Tư pháp Khánh Hòa năm 2019';
const NOW = '2026-11-20T02:00:00Z';
const TELEGRAM_SECRET = 'bi-mat_telegram';
const ZALO_SECRET = 'bi-mat.zalo';

/** The two platforms, with one door in front of each. */
interface Platforms {
  readonly telegram: TelegramStub;
  readonly zalo: ZaloStub;
}

/** What has been started, and how it is ended: the last first. */
const closing: (() => unknown)[] = [];
let remote: OpenDatabase;
let worker: ServerProcess;
let node: RunningServer;
let atEdge: Platforms;
let atNode: Platforms;

beforeAll(async () => {
  atEdge = await startPlatforms();
  atNode = await startPlatforms();
  const sqld = await startSqld();
  closing.push(() => sqld.stop());
  const silent = () => undefined;
  const now = new Date(NOW);
  remote = await prepareDatabase({ url: sqld.url, authToken: undefined, now, sample: true, log: silent });
  closing.push(() => remote.close());
  worker = await startWorker({
    ...environment(atEdge),
    TELEGRAM_WEBHOOK_SECRET: TELEGRAM_SECRET,
    ZALO_BOT_WEBHOOK_SECRET: ZALO_SECRET,
    DATABASE_URL: sqld.url,
    KYCUONG_NOW: NOW,
  });
  closing.push(() => worker.stop());
  const { telegram, zalo } = atEdge;
  const bot = createTelegramBot({ ...accessOf(telegram), receive: async () => undefined });
  await registerTelegramWebhook(bot, `${worker.url}/telegram/webhook`, TELEGRAM_SECRET);
  await registerZaloWebhook(zaloClient(accessOf(zalo)), `${worker.url}/zalo/bot/webhook`, ZALO_SECRET);
  const settings = readSettings(environment(atNode));
  const dataDir = mkdtempSync(path.join(tmpdir(), 'kycuong-node-'));
  closing.push(() => rmSync(dataDir, { recursive: true }));
  node = await serve({
    settings,
    port: 0,
    dataDir,
    sample: true,
    now: () => now,
    print: silent,
    log: silent,
  });
  closing.push(() => node.close());
});

afterAll(async () => {
  for (const close of closing.toReversed()) await close();
});

async function startPlatforms(): Promise<Platforms> {
  const telegram = await startTelegramStub();
  const zalo = await startZaloStub();
  closing.push(
    () => telegram.close(),
    () => zalo.close(),
  );
  return { telegram, zalo };
}

function accessOf({ token, root }: TelegramStub | ZaloStub) {
  return { token, apiRoot: root };
}

function environment({ telegram, zalo }: Platforms): Record<string, string> {
  return {
    TELEGRAM_BOT_TOKEN: telegram.token,
    TELEGRAM_API_ROOT: telegram.root,
    ZALO_BOT_TOKEN: zalo.token,
    ZALO_BOT_API_ROOT: zalo.root,
  };
}

async function answersOnTelegram({ telegram }: Platforms, chatId: string, count = 1): Promise<string[]> {
  await telegram.until(() => telegram.messages(chatId).length >= count);
  return telegram.messages(chatId).map(({ text }) => text);
}

async function answersOnZalo({ zalo }: Platforms, chatId: string, count = 1): Promise<string[]> {
  await zalo.until(() => zalo.messages(chatId).length >= count);
  return zalo.messages(chatId).map(({ text }) => text);
}

describe('under workerd, against a libSQL server', () => {
  it('answers a Telegram webhook with the very text of the one-machine server', async () => {
    expect(await atEdge.telegram.say('11', QUESTION)).toBe(200);
    await atNode.telegram.say('11', QUESTION);
    const [answer] = await answersOnTelegram(atEdge, '11');
    expect(answer).toContain('KHÁ');
    expect(answer).toContain('79,25%');
    expect(await answersOnTelegram(atNode, '11')).toEqual([answer]);
  });

  it('answers a Zalo webhook with the very text of the one-machine server', async () => {
    expect(await atEdge.zalo.say('21', QUESTION)).toBe(200);
    await atNode.zalo.say('21', QUESTION);
    const [answer] = await answersOnZalo(atEdge, '21');
    expect(answer).toContain('17/21');
    expect(await answersOnZalo(atNode, '21')).toEqual([answer]);
  });

  it('answers the number of a choice that it offered', async () => {
    await atEdge.zalo.say('22', QUESTION);
    // The choices are remembered a moment after the message has arrived.
    await expect.poll(() => choicesOf(remote.db, { channel: 'zalo', chatId: '22' })).not.toEqual([]);
    await atEdge.zalo.say('22', '1');
    expect((await answersOnZalo(atEdge, '22', 2))[1]).toContain('2991/QĐ-UBND');
  });

  it('answers a repeated update once', async () => {
    await atEdge.telegram.say('12', 'thứ nhất');
    await answersOnTelegram(atEdge, '12');
    expect(await atEdge.telegram.repeat()).toBe(200);
    await atEdge.telegram.say('12', 'thứ hai');
    expect(await answersOnTelegram(atEdge, '12', 2)).toHaveLength(2);
  });

  it('refuses a wrong secret', async () => {
    const wrong = { method: 'POST', body: '{}', headers: { 'x-telegram-bot-api-secret-token': 'sai' } };
    expect((await fetch(`${worker.url}/telegram/webhook`, wrong)).status).toBe(401);
    expect((await fetch(`${worker.url}/zalo/bot/webhook`, { method: 'POST', body: '{}' })).status).toBe(401);
  });

  it('serves the same page as the one-machine server', async () => {
    const query = `/?q=${encodeURIComponent(QUESTION)}`;
    const [edge, machine] = await Promise.all(
      [worker.url, node.url].map(async (url) => (await fetch(`${url}${query}`)).text()),
    );
    expect(edge).toContain('79,25%');
    expect(edge).toBe(machine);
  });

  it('is ready', async () => {
    const response = await fetch(`${worker.url}/readyz`);
    expect(await response.json()).toEqual({ status: 'ready' });
  });

  it('sends by cron what an earlier request left in the outbox', async () => {
    await atEdge.telegram.say('13', QUESTION);
    await answersOnTelegram(atEdge, '13');
    const body = { blocks: [{ type: 'verdict', text: 'Cảnh báo' }], buttons: [] };
    const message = { channel: 'telegram', chatId: '13', dedupeKey: 'left', body };
    await write(remote.db, (tx) => enqueue(tx, message, new Date(NOW)));
    expect((await fetch(`${worker.url}/__scheduled?cron=*+*+*+*+*`)).status).toBe(200);
    expect((await answersOnTelegram(atEdge, '13', 2))[1]).toContain('Cảnh báo');
  });
});
