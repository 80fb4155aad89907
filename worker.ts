/**
 * The edge: Cloudflare Workers with the database over HTTP. Updates come by webhook, and what could not be sent at once
 * goes out by cron. `kycuong migrate` prepares the database beforehand.
 */
import type { UserFromGetMe } from 'grammy/types';
import type { ExecutionContext } from 'hono';
import { openDesk } from './bot/desk.ts';
import { traceOf } from './bot/fault.ts';
import { drain } from './bot/outbox/drain.ts';
import { remindAllOnTheHour } from './bot/remind.ts';
import { openRemoteDatabase } from './db/open-web.ts';
import { applyRetention, isRetentionHour } from './db/retention.ts';
import { readSettings, SettingsError } from './env.ts';
import { createService, type Service } from './web/service.ts';

type Env = Readonly<Record<string, unknown>>;

/** Who the bot is, kept from an earlier request of this isolate so that Telegram is not asked again each time. */
let botInfo: UserFromGetMe | undefined;

export default {
  async fetch(request: Request, env: Env, context: ExecutionContext): Promise<Response> {
    const { service, sendDue } = open(env, () => context.waitUntil(sendDue()));
    const response = await service.app.fetch(request, env, context);
    if (service.telegramBot?.isInited() === true) botInfo = service.telegramBot.botInfo;
    return response;
  },

  /**
   * Reminds units of rounds of appraisal, sends what is left (retries whose time has come, and messages of requests that were
   * cut short), and once a day deletes what is past its period.
   */
  async scheduled(_event: unknown, env: Env): Promise<void> {
    const { remindDue, sendDue, retain } = open(env, () => undefined);
    await remindDue();
    await sendDue();
    await retain();
  },
};

/** Opens the service for one request: at the edge no connection outlives the request that made it. */
function open(
  env: Env,
  received: () => void,
): {
  service: Service;
  remindDue: () => Promise<void>;
  sendDue: () => Promise<void>;
  retain: () => Promise<void>;
} {
  const settings = readSettings(env);
  const { databaseUrl, databaseAuthToken, telegram, zalo, fixedNow } = settings;
  if (databaseUrl === undefined) throw new SettingsError('DATABASE_URL: cần có');
  const now = () => fixedNow ?? new Date();
  const report = (message: string) => console.error(message);
  const db = openRemoteDatabase(databaseUrl, databaseAuthToken);
  const service = createService({ db, now, telegram, zalo, botInfo, received, report });
  const sendDue = () =>
    drain(db, service.senders, { now, random: Math.random }).then(
      () => undefined,
      (error: unknown) => report(`outbox: ${traceOf(error)}`),
    );
  const remindDue = () =>
    openDesk(db, { now: now() })
      .then(remindAllOnTheHour)
      .then(
        () => undefined,
        (error: unknown) => report(`reminders: ${traceOf(error)}`),
      );
  const retain = async () => {
    if (!isRetentionHour(now())) return;
    await applyRetention(db, now()).catch((error: unknown) => report(`retention: ${traceOf(error)}`));
  };
  return { service, remindDue, sendDue, retain };
}
