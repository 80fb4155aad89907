/** The whole line as people meet it: the server in a process of its own, phones at the platforms, the command line beside it. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { choicesOf } from '../../db/chats.ts';
import { type OpenDatabase, openDatabase } from '../../db/open.ts';
import { kycuong } from '../cli/run.ts';
import { startTelegramStub, type TelegramStub } from '../stubs/telegram.ts';
import { startZaloStub, type ZaloStub } from '../stubs/zalo.ts';
import { type ServerProcess, startProcess } from '../support/process.ts';
import { temporaryFolder } from '../support/sample.ts';

const NOW = '2026-11-20T09:00:00+07:00';
const HEAD = 'thu-truong:kh-so-tu-phap';
const OFFICER = 'can-bo:kh-so-tu-phap';

const folder = temporaryFolder();
const database = `file:${path.join(folder, 'mau.db')}`;
let telegram: TelegramStub;
let zalo: ZaloStub;
let server: ServerProcess;
let opened: OpenDatabase;

beforeAll(async () => {
  telegram = await startTelegramStub();
  zalo = await startZaloStub();
  server = await startProcess({
    command: process.execPath,
    args: (port) => ['cli.ts', 'serve', '--sample', '--port', String(port), '--data', folder],
    env: {
      KYCUONG_NOW: NOW,
      TELEGRAM_BOT_TOKEN: telegram.token,
      TELEGRAM_API_ROOT: telegram.root,
      ZALO_BOT_TOKEN: zalo.token,
      ZALO_BOT_API_ROOT: zalo.root,
    },
    healthPath: '/readyz',
  });
  opened = await openDatabase(database);
});

afterAll(async () => {
  opened.close();
  await server.stop();
  await Promise.all([telegram.close(), zalo.close()]);
});

async function run(...args: readonly string[]): Promise<string> {
  const { code, out, err } = await kycuong(args, { env: { DATABASE_URL: database } });
  expect(err).toBe('');
  expect(code).toBe(0);
  return out;
}

async function codeFor(role: string): Promise<string> {
  const { code } = JSON.parse(await run('user', 'invite', role, '--json')) as { code: string };
  return code;
}

/** What has come to a phone once there are so many messages. */
async function onTelegram(count: number): Promise<string[]> {
  await telegram.until(() => telegram.messages('11').length >= count);
  return telegram.messages('11').map(({ plain }) => plain);
}

async function onZalo(count: number): Promise<string[]> {
  await zalo.until(() => zalo.messages('21').length >= count);
  return zalo.messages('21').map(({ text }) => text);
}

describe('a head with Telegram and an officer with Zalo', () => {
  it('link their phones by one-time codes', async () => {
    await telegram.say('11', `/start ${await codeFor(HEAD)}`);
    await zalo.say('21', await codeFor(OFFICER));
    expect(await onTelegram(1)).toEqual([expect.stringContaining('Đã liên kết tài khoản này.')]);
    expect(await onZalo(1)).toEqual([expect.stringContaining('Đã liên kết tài khoản này.')]);
  });

  it('ask about their own unit without naming it', async () => {
    await telegram.say('11', 'đơn vị tôi năm 2019 xếp hạng gì, thứ mấy?');
    await zalo.say('21', 'don vi toi nam 2019 xep hang gi');
    for (const answer of [(await onTelegram(2))[1], (await onZalo(2))[1]]) {
      expect(answer).toContain('Sở Tư pháp năm 2019: xếp hạng KHÁ, chỉ số 79,25%');
      expect(answer).toContain('17/21');
      expect(answer).toContain('5,75 điểm phần trăm');
    }
  });

  it('ask why by a button, and by its number where there are no buttons', async () => {
    await telegram.press('11', 'Vì sao?');
    expect((await onTelegram(3))[2]).toContain('2991/QĐ-UBND');
    // The choices are remembered a moment after the message has arrived.
    await expect.poll(() => choicesOf(opened.db, { channel: 'zalo', chatId: '21' })).not.toEqual([]);
    await zalo.say('21', '1');
    expect((await onZalo(3))[2]).toContain('2991/QĐ-UBND');
  });

  it('are warned once when new figures cross a threshold', async () => {
    const file = path.join(folder, 'thang-10.csv');
    writeFileSync(
      file,
      'Đơn vị,Kỳ,Hồ sơ đã giải quyết,Hồ sơ trễ hạn\nSở Tư pháp Khánh Hòa,10/2026,400,100\n',
    );
    expect(await run('import', file)).toContain('1 đơn vị, 2 tin nhắn');
    for (const warning of [(await onTelegram(4))[3], (await onZalo(4))[3]]) {
      expect(warning).toContain('Sở Tư pháp');
      expect(warning).toContain('từ 5% trở lên');
      expect(warning).toContain('Kết luận');
    }
    expect(await run('import', file)).toContain('không có gì thay đổi');
    await telegram.say('11', 'Có cảnh báo gì không?');
    expect((await onTelegram(5))[4]).toContain('từ 5% trở lên');
    expect(zalo.messages('21')).toHaveLength(4);
  });
});

describe('the server', () => {
  it('answers the same on the page at "/"', async () => {
    const page = await (
      await fetch(`${server.url}/?q=${encodeURIComponent('Sở Tư pháp Khánh Hòa năm 2019')}`)
    ).text();
    expect(page).toContain('xếp hạng KHÁ, chỉ số 79,25%');
    expect(page).toContain('vai lãnh đạo tỉnh');
  });

  it('ends cleanly when it is told to', async () => {
    expect(await server.stop()).toBe(0);
  });
});
