import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { write } from '../db/database.ts';
import { recordUpdate, wasHandled } from '../db/inbound.ts';
import { openDatabase } from '../db/open.ts';
import { readSettings } from '../env.ts';
import { databaseUrl, type RunningServer, type ServeOptions, serve } from '../server.ts';
import { PortInUseError } from '../web/node/http.ts';
import { startTelegramStub, type TelegramStub } from './stubs/telegram.ts';
import { startZaloStub, type ZaloStub } from './stubs/zalo.ts';

const NOW = new Date('2026-11-20T02:00:00Z');
const SECRET = 'bi-mat-cua-tinh';

let dataDir: string;
let printed: string;
let logged: string;
let telegram: TelegramStub;
let zalo: ZaloStub;
const running: RunningServer[] = [];

beforeEach(async () => {
  dataDir = mkdtempSync(path.join(tmpdir(), 'kycuong-server-'));
  printed = '';
  logged = '';
  telegram = await startTelegramStub();
  zalo = await startZaloStub();
});

afterEach(async () => {
  for (const server of running.splice(0)) await server.close();
  await Promise.all([telegram.close(), zalo.close()]);
  rmSync(dataDir, { recursive: true });
});

async function start(
  env: Record<string, string> = {},
  options: Partial<ServeOptions> = {},
): Promise<RunningServer> {
  const server = await serve({
    settings: readSettings(env),
    port: 0,
    dataDir,
    sample: true,
    now: () => NOW,
    print: (text) => void (printed += `${text}\n`),
    log: (line) => void (logged += `${line}\n`),
    ...options,
  });
  running.push(server);
  return server;
}

function bothChannels(): Record<string, string> {
  return {
    TELEGRAM_BOT_TOKEN: telegram.token,
    TELEGRAM_API_ROOT: telegram.root,
    ZALO_BOT_TOKEN: zalo.token,
    ZALO_BOT_API_ROOT: zalo.root,
  };
}

describe('at start', () => {
  it('says where to look, what to ask, what is off and how to turn it on', async () => {
    const { url } = await start();
    expect(printed).toContain(`Mở ${url} để hỏi thử`);
    expect(printed).toContain('Sở Tư pháp Khánh Hòa năm 2019');
    expect(printed).toContain('Zalo: tắt; đặt biến ZALO_BOT_TOKEN để bật');
    expect(printed).toContain('Telegram: tắt; đặt biến TELEGRAM_BOT_TOKEN để bật');
    expect(printed).toContain('npx kycuong user invite');
    expect(logged).toContain('Đã công bố bộ quy tắc');
  });

  it('is ready, and answers on the page', async () => {
    const { url } = await start();
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
    const page = await (
      await fetch(`${url}/?q=${encodeURIComponent('Sở Tư pháp Khánh Hòa năm 2019')}`)
    ).text();
    expect(page).toContain('79,25%');
  });

  it('answers a question of 1.001 characters, each of three bytes', async () => {
    const { url } = await start();
    const page = await (await fetch(`${url}/?q=${encodeURIComponent('ế'.repeat(1001))}`)).text();
    expect(page).toContain('Câu hỏi quá dài');
  });

  it('says when the port is taken', async () => {
    const { url } = await start();
    const taken = start({}, { port: Number(new URL(url).port) });
    await expect(taken).rejects.toThrow(PortInUseError);
    await expect(taken).rejects.toThrow(/^Cổng \d+ đang có chương trình khác dùng\./);
  });

  it('prints no access token of the database', async () => {
    const { url } = await start({ DATABASE_URL: `file:${path.join(dataDir, 'x.db')}?authToken=bi-mat` });
    expect(printed).toContain(`Mở ${url}`);
    expect(printed + logged).not.toContain('bi-mat');
  });

  it('deletes what is past its period', async () => {
    const server = await start();
    await server.close();
    running.pop();
    const file = `file:${path.join(dataDir, 'mau.db')}`;
    const left = await openDatabase(file);
    const recorded = new Date(NOW.getTime() - 31 * 86_400_000);
    await write(left.db, (tx) => recordUpdate(tx, 'zalo', 'u1', recorded));
    const again = await start();
    await again.close();
    running.pop();
    expect(await wasHandled(left.db, 'zalo', 'u1')).toBe(false);
    left.close();
  });

  it('starts again on what it left', async () => {
    await (await start()).close();
    running.length = 0;
    logged = '';
    await start();
    expect(logged).toBe('');
  });
});

describe('without sample data', () => {
  it('shows no answers on the page', async () => {
    const { url } = await start({}, { sample: false });
    const page = await (
      await fetch(`${url}/?q=${encodeURIComponent('Sở Tư pháp Khánh Hòa năm 2019')}`)
    ).text();
    expect(page).toContain('chỉ dành để dùng thử với dữ liệu mẫu');
    expect(page).not.toContain('79,25%');
    expect(printed).not.toContain('hỏi thử');
  });

  it('keeps the data apart from the sample', async () => {
    await start({}, { sample: false });
    expect(readdirSync(dataDir)).toContain('kycuong.db');
    expect(readdirSync(dataDir)).not.toContain('mau.db');
  });

  it('uses the database that the environment names', () => {
    expect(databaseUrl(readSettings({ DATABASE_URL: 'http://127.0.0.1:8080' }), true)).toBe(
      'http://127.0.0.1:8080',
    );
    expect(databaseUrl(readSettings({}), false)).toBe('file:var/kycuong.db');
    expect(databaseUrl(readSettings({}), true, '/srv')).toBe('file:/srv/mau.db');
  });
});

describe('the channels', () => {
  it('answer by polling where nothing else is said', async () => {
    await start(bothChannels());
    expect(printed).toContain('Telegram: @KyCuongBot, đang nhận tin');
    expect(printed).toContain('Zalo: bot.kycuong, đang nhận tin');
    await Promise.all([
      telegram.say('11', 'Sở Tư pháp Khánh Hòa năm 2019'),
      zalo.say('21', 'Sở Tư pháp Khánh Hòa năm 2019'),
    ]);
    await telegram.until(() => telegram.messages('11').length === 1);
    await zalo.until(() => zalo.messages('21').length === 1);
    expect(telegram.messages('11')[0]?.plain).toContain('79,25%');
    expect(zalo.messages('21')[0]?.text).toContain('79,25%');
  });

  it('register their webhooks where the internet reaches us, and answer by them', async () => {
    const webhooks = {
      ...bothChannels(),
      TELEGRAM_MODE: 'webhook',
      TELEGRAM_WEBHOOK_SECRET: SECRET,
      ZALO_BOT_MODE: 'webhook',
      ZALO_BOT_WEBHOOK_SECRET: SECRET,
    };
    const { url } = await start(webhooks);
    expect(printed).toContain('chưa đăng ký webhook /zalo/bot/webhook vì chưa đặt APP_URL');
    await running.pop()?.close();
    printed = '';

    const port = Number(new URL(url).port);
    await start({ ...webhooks, APP_URL: `http://127.0.0.1:${port}` }, { port });
    expect(printed).toContain(
      `Telegram: @KyCuongBot, nhận tin qua http://127.0.0.1:${port}/telegram/webhook`,
    );
    expect(await telegram.say('11', 'Sở Tư pháp Khánh Hòa năm 2019')).toBe(200);
    expect(await zalo.say('21', 'Sở Tư pháp Khánh Hòa năm 2019')).toBe(200);
    await telegram.until(() => telegram.messages('11').length === 1);
    await zalo.until(() => zalo.messages('21').length === 1);
  });

  it('that are refused are said, and the web and the other channel go on', async () => {
    const { url } = await start({ ...bothChannels(), TELEGRAM_BOT_TOKEN: '7000001:wrong' });
    expect(printed).toMatch(
      /Telegram: không dùng được: TELEGRAM_BOT_TOKEN bị từ chối \(.*401.*\); trang web vẫn chạy/,
    );
    expect(printed + logged).not.toContain('7000001:wrong');
    expect((await fetch(url)).status).toBe(200);
    await zalo.say('21', 'Sở Tư pháp Khánh Hòa năm 2019');
    await zalo.until(() => zalo.messages('21').length === 1);
  });

  it('that cannot be reached do not hold up the other one', async () => {
    await telegram.close();
    await start(bothChannels());
    expect(printed).toMatch(/Telegram: chưa kết nối được \(.*\); vẫn thử lại/);
    await zalo.say('21', 'Sở Tư pháp Khánh Hòa năm 2019');
    await zalo.until(() => zalo.messages('21').length === 1);
    telegram = await startTelegramStub();
  });

  it('whose webhook is refused are said', async () => {
    zalo.fault('setWebhook', { kind: 'refuse', code: 400, description: 'Bad Request: url' });
    await start({
      ...bothChannels(),
      ZALO_BOT_MODE: 'webhook',
      ZALO_BOT_WEBHOOK_SECRET: SECRET,
      APP_URL: 'https://kycuong.example',
    });
    expect(printed).toMatch(
      /Zalo: bot\.kycuong; chưa đăng ký được webhook https:\/\/kycuong\.example\/zalo\/bot\/webhook \(.*400.*\)/,
    );
  });
});
