/** The one-machine server: web, chat channels and outbox over one database, embedded by default. */
import path from 'node:path';
import { openDesk } from './bot/desk.ts';
import { traceOf } from './bot/fault.ts';
import { drain } from './bot/outbox/drain.ts';
import { remindAllOnTheHour } from './bot/remind.ts';
import { applyRetention } from './db/retention.ts';
import type { Settings } from './env.ts';
import { channelLines, welcome } from './web/node/announce.ts';
import { type StartedChannel, startTelegramChannel, startZaloChannel } from './web/node/channels.ts';
import { listenHttp } from './web/node/http.ts';
import { prepareDatabase } from './web/node/prepare.ts';
import { startPump } from './web/node/pump.ts';
import { SUGGESTIONS } from './web/pages/chat.ts';
import { createService, type Service } from './web/service.ts';

export interface ServeOptions {
  readonly settings: Settings;
  /** 0 for any free one. */
  readonly port: number;
  /** The folder of the embedded database where DATABASE_URL names no other; "var" by default. */
  readonly dataDir?: string | undefined;
  /** Load the sample data, which opens the page at `/` to everybody. */
  readonly sample: boolean;
  readonly now: () => Date;
  /** Where to look, for people: standard output. */
  readonly print: (text: string) => void;
  /** Progress and faults: standard error. */
  readonly log: (line: string) => void;
}

export interface RunningServer {
  readonly url: string;
  /** Takes nothing in any more, finishes what is in hand and closes the database. */
  close(): Promise<void>;
}

/** Milliseconds between looks at the outbox that nothing asks for. */
const DRAIN_INTERVAL = 3000;
/** Milliseconds between looks at what is due in rounds of appraisal. */
const REMIND_INTERVAL = 1_800_000;
/** Milliseconds between looks at what is past its period, the first of them at start. */
const RETENTION_INTERVAL = 86_400_000;

/** Where the data lies when DATABASE_URL says nothing else; sample data never mixes with real data. */
export function databaseUrl(settings: Settings, sample: boolean, dataDir = 'var'): string {
  return settings.databaseUrl ?? `file:${path.join(dataDir, sample ? 'mau.db' : 'kycuong.db')}`;
}

/**
 * Starts everything and says where to look. A channel that does not work is said and left; the rest goes on.
 * @throws {RulesRefusedError} without usable rules, {PortInUseError} when the port is taken.
 */
export async function serve(options: ServeOptions): Promise<RunningServer> {
  const { settings, sample, now, print, log } = options;
  const database = databaseUrl(settings, sample, options.dataDir);
  const authToken = settings.databaseAuthToken;
  const opened = await prepareDatabase({ url: database, authToken, now: now(), sample, log });
  const { db } = opened;
  const { telegram, zalo } = settings;
  const received = () => pump.kick();
  const service = createService({ db, now, telegram, zalo, received, report: log });
  const pump = startPump({
    round: () => drain(db, service.senders, { now, random: Math.random }),
    interval: DRAIN_INTERVAL,
    report: (error) => log(`outbox: ${traceOf(error)}`),
  });
  const reminders = startPump({
    round: async () => remindAllOnTheHour(await openDesk(db, { now: now() })),
    interval: REMIND_INTERVAL,
    report: (error) => log(`reminders: ${traceOf(error)}`),
  });
  const retention = startPump({
    round: () => applyRetention(db, now()),
    interval: RETENTION_INTERVAL,
    report: (error) => log(`retention: ${traceOf(error)}`),
  });
  retention.kick();
  const stopSending = async () => {
    await retention.stop();
    await reminders.stop();
    await pump.stop();
    opened.close();
  };
  const http = await listenHttp(service.app.fetch, options.port).catch(async (error: unknown) => {
    await stopSending();
    throw error;
  });
  const url = `http://localhost:${http.port}`;
  print(welcome(url, database, sample, SUGGESTIONS));
  const channels = await startChannels(service, options);
  print(channelLines(channels.zalo?.line, channels.telegram?.line));
  return {
    url,
    close: async () => {
      await Promise.all([channels.zalo?.polling?.stop(), channels.telegram?.polling?.stop(), http.close()]);
      await stopSending();
    },
  };
}

async function startChannels(
  service: Service,
  { settings, log }: ServeOptions,
): Promise<{ zalo: StartedChannel | undefined; telegram: StartedChannel | undefined }> {
  const { telegram, zalo, appUrl } = settings;
  const options = { appUrl, report: log };
  const bot = service.telegramBot;
  const [zaloStarted, telegramStarted] = await Promise.all([
    zalo && startZaloChannel(service.receive, zalo, options),
    telegram && bot && startTelegramChannel(bot, telegram, options),
  ]);
  return { zalo: zaloStarted, telegram: telegramStarted };
}

/** Serves until the process is told to stop. A second signal ends it at once. */
export async function serveUntilStopped(options: ServeOptions): Promise<void> {
  const server = await serve(options);
  await new Promise<void>((resolve) => {
    process.once('SIGINT', () => resolve());
    process.once('SIGTERM', () => resolve());
  });
  options.log('Đang dừng…');
  await server.close();
}
