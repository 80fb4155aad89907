/** The parts of the bot put together: what both front doors serve. */
import type { Bot } from 'grammy';
import type { UserFromGetMe } from 'grammy/types';
import type { Handler, Hono } from 'hono';
import { answer } from '../bot/answer/answer.ts';
import { createTelegramBot } from '../bot/channels/telegram/bot.ts';
import { telegramSender } from '../bot/channels/telegram/sender.ts';
import { telegramWebhook } from '../bot/channels/telegram/webhook.ts';
import { zaloSender } from '../bot/channels/zalo/sender.ts';
import { zaloWebhook } from '../bot/channels/zalo/webhook.ts';
import { NoRulesError, openDesk } from '../bot/desk.ts';
import { receive } from '../bot/inbox.ts';
import type { Receive } from '../bot/incoming.ts';
import type { Senders } from '../bot/outbox/drain.ts';
import type { Question } from '../bot/reply.ts';
import type { Caller } from '../bot/roles.ts';
import type { Db } from '../db/database.ts';
import { createApi } from './api/api.ts';
import { createApp } from './app.ts';

/** How a chat platform's updates come in. */
export type Updates = { readonly mode: 'polling' } | { readonly mode: 'webhook'; readonly secret: string };

/** A chat channel that is on. */
export interface ChannelSettings {
  /** The root is without a final slash; absent for the platform's public one. */
  readonly access: { readonly token: string; readonly apiRoot?: string };
  readonly updates: Updates;
}

export interface ServiceOptions {
  readonly db: Db;
  readonly now: () => Date;
  /** Undefined while the channel is off. */
  readonly telegram: ChannelSettings | undefined;
  readonly zalo: ChannelSettings | undefined;
  /** What Telegram's getMe would answer, where it is known beforehand. */
  readonly botInfo?: UserFromGetMe | undefined;
  /** Called once a message or figures have been taken in; the outbox then holds what it gave rise to. */
  readonly received: () => void;
  /** Told of faults. */
  readonly report: (message: string) => void;
}

export interface Service {
  readonly app: Hono;
  readonly senders: Senders;
  /** Takes a message in, from whichever channel. */
  readonly receive: Receive;
  readonly telegramBot: Bot | undefined;
}

/** Builds the service; nothing is fetched, opened or started yet. */
export function createService(options: ServiceOptions): Service {
  const { db, now, telegram, zalo, botInfo, received, report } = options;
  const deskNow = () => openDesk(db, { now: now() });
  const respond = async (caller: Caller, question: Question) => answer(await deskNow(), caller, question);
  const take: Receive = async (incoming) => {
    await receive({ db, respond, desk: deskNow, now: now(), report }, incoming);
    received();
  };
  const known = botInfo === undefined ? {} : { botInfo };
  const telegramBot = telegram && createTelegramBot({ ...telegram.access, ...known, receive: take });
  const app = createApp({
    chat: () => deskNow().then(({ sample }) => (sample ? respond : undefined), noChat),
    hasRules: () => deskNow().then(() => true, isNoRules),
    webhooks: {
      telegram: telegramBot && telegramHandler(telegramBot, options),
      zalo: zalo?.updates.mode === 'webhook' ? zaloWebhook(take, zalo.updates.secret, report) : undefined,
    },
    api: createApi({ desk: deskNow, received, report }),
    report,
  });
  return { app, senders: sendersOf(options), receive: take, telegramBot };
}

function telegramHandler(bot: Bot, { telegram, report }: ServiceOptions): Handler | undefined {
  const updates = telegram?.updates;
  return updates?.mode === 'webhook' ? telegramWebhook(bot, updates.secret, report) : undefined;
}

function sendersOf({ telegram, zalo }: ServiceOptions): Senders {
  return {
    ...(telegram === undefined ? {} : { telegram: telegramSender(telegram.access) }),
    ...(zalo === undefined ? {} : { zalo: zaloSender(zalo.access) }),
  };
}

/** None in a database without usable rules. @throws any other error. */
function noChat(error: unknown): undefined {
  if (error instanceof NoRulesError) return undefined;
  throw error;
}

/** False for a database without usable rules. @throws any other error. */
function isNoRules(error: unknown): false {
  if (error instanceof NoRulesError) return false;
  throw error;
}
