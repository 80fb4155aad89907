/** Starting the chat channels, each by its own; what fails is said, and the rest goes on. */
import type { Bot } from 'grammy';
import type { ChannelCheck, Polling } from '../../bot/channels/start.ts';
import { startTelegram } from '../../bot/channels/telegram/bot.ts';
import { pollTelegram } from '../../bot/channels/telegram/polling.ts';
import { registerTelegramWebhook } from '../../bot/channels/telegram/webhook.ts';
import { zaloClient } from '../../bot/channels/zalo/client.ts';
import { pollZalo } from '../../bot/channels/zalo/polling.ts';
import { checkZalo, registerZaloWebhook } from '../../bot/channels/zalo/start.ts';
import { faultOf } from '../../bot/fault.ts';
import type { Receive } from '../../bot/incoming.ts';
import type { ChannelSettings } from '../service.ts';

/** A channel as it was found at start. */
export interface StartedChannel {
  /** What an operator needs to know, in one line of Vietnamese. */
  readonly line: string;
  /** Present while the channel is polled. */
  readonly polling?: Polling;
}

interface StartOptions {
  /** Where the internet reaches us; webhooks cannot be registered without it. */
  readonly appUrl: string | undefined;
  readonly report: (message: string) => void;
}

/** What differs between the platforms. */
interface Platform {
  readonly tokenVariable: string;
  readonly path: string;
  readonly check: () => Promise<ChannelCheck>;
  readonly poll: () => Polling;
  readonly register: (url: string, secret: string) => Promise<void>;
}

export function startTelegramChannel(
  bot: Bot,
  { updates }: ChannelSettings,
  options: StartOptions,
): Promise<StartedChannel> {
  const platform: Platform = {
    tokenVariable: 'TELEGRAM_BOT_TOKEN',
    path: '/telegram/webhook',
    check: () => startTelegram(bot),
    poll: () => pollTelegram(bot, options.report),
    register: (url, secret) => registerTelegramWebhook(bot, url, secret),
  };
  return start(platform, updates, options.appUrl);
}

export function startZaloChannel(
  receive: Receive,
  { access, updates }: ChannelSettings,
  options: StartOptions,
): Promise<StartedChannel> {
  const client = zaloClient(access);
  const platform: Platform = {
    tokenVariable: 'ZALO_BOT_TOKEN',
    path: '/zalo/bot/webhook',
    check: () => checkZalo(client),
    poll: () => pollZalo(client, { receive, report: options.report }),
    register: (url, secret) => registerZaloWebhook(client, url, secret),
  };
  return start(platform, updates, options.appUrl);
}

async function start(
  platform: Platform,
  updates: ChannelSettings['updates'],
  appUrl: string | undefined,
): Promise<StartedChannel> {
  const found = await platform.check();
  if (found.status === 'refused') {
    return {
      line: `không dùng được: ${platform.tokenVariable} bị từ chối (${found.reason}); trang web vẫn chạy`,
    };
  }
  if (updates.mode === 'polling') {
    const line =
      found.status === 'ready'
        ? `${found.name}, đang nhận tin`
        : `chưa kết nối được (${found.reason}); vẫn thử lại`;
    return { line, polling: platform.poll() };
  }
  const name = found.status === 'ready' ? found.name : `chưa kết nối được (${found.reason})`;
  if (appUrl === undefined) {
    return { line: `${name}; chưa đăng ký webhook ${platform.path} vì chưa đặt APP_URL` };
  }
  const url = `${appUrl}${platform.path}`;
  try {
    await platform.register(url, updates.secret);
    return { line: `${name}, nhận tin qua ${url}` };
  } catch (error) {
    return { line: `${name}; chưa đăng ký được webhook ${url} (${faultOf(error)})` };
  }
}
