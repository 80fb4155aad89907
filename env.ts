/** The environment of the outside contract as typed settings. The front doors pass the environment in. */
import { z } from 'zod';
import type { ChannelSettings, Updates } from './web/service.ts';

const MODES = ['polling', 'webhook'] as const;

export interface Settings {
  /** Undefined while the channel is off. */
  readonly telegram: ChannelSettings | undefined;
  readonly zalo: ChannelSettings | undefined;
  readonly databaseUrl: string | undefined;
  readonly databaseAuthToken: string | undefined;
  /** Where the internet reaches us, without a final slash. */
  readonly appUrl: string | undefined;
  readonly appSecret: string | undefined;
  /** The moment at which the clock stands still, in tests. */
  readonly fixedNow: Date | undefined;
}

/** The environment cannot be used. The message names each bad variable, in Vietnamese, and never its value. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';
}

/** An empty variable is one that is not set. */
function optional<Schema extends z.ZodType>(schema: Schema) {
  return z.preprocess(
    (value) => (typeof value === 'string' ? value.trim() || undefined : value),
    schema.optional(),
  );
}

const TEXT = z.string({ error: 'phải là chữ' });

const WEB_ADDRESS = TEXT.regex(
  /^https?:\/\/[^\s/]\S*$/i,
  'phải là một địa chỉ bắt đầu bằng http:// hoặc https://',
).transform((address) => address.replace(/\/+$/, ''));

const DATABASE_ADDRESS = TEXT.regex(
  /^(?:file:|https?:\/\/|libsql:\/\/)\S/i,
  'phải bắt đầu bằng file:, http://, https:// hoặc libsql://',
);

const MODE = z.enum(MODES, { error: 'chỉ nhận polling hoặc webhook' });

const INSTANT = z.iso
  .datetime({ offset: true, error: 'phải là một thời điểm, ví dụ 2026-11-20T09:00:00+07:00' })
  .transform((instant) => new Date(instant));

const ENVIRONMENT = z
  .object({
    TELEGRAM_BOT_TOKEN: optional(TEXT),
    TELEGRAM_API_ROOT: optional(WEB_ADDRESS),
    TELEGRAM_MODE: optional(MODE),
    TELEGRAM_WEBHOOK_SECRET: optional(
      TEXT.regex(/^[A-Za-z0-9_-]{1,256}$/, 'chỉ gồm 1 đến 256 chữ cái không dấu, chữ số, dấu _ và -'),
    ),
    ZALO_BOT_TOKEN: optional(TEXT),
    ZALO_BOT_API_ROOT: optional(WEB_ADDRESS),
    ZALO_BOT_MODE: optional(MODE),
    ZALO_BOT_WEBHOOK_SECRET: optional(
      TEXT.regex(/^[\x21-\x7E]{8,256}$/, 'gồm 8 đến 256 ký tự không dấu, không có dấu cách'),
    ),
    DATABASE_URL: optional(DATABASE_ADDRESS),
    DATABASE_AUTH_TOKEN: optional(TEXT),
    APP_URL: optional(WEB_ADDRESS),
    APP_SECRET: optional(TEXT),
    KYCUONG_NOW: optional(INSTANT),
  })
  .superRefine((env, context) => {
    for (const [token, mode, secret] of CHANNELS) {
      if (env[token] === undefined || env[mode] !== 'webhook' || env[secret] !== undefined) continue;
      context.addIssue({ code: 'custom', path: [secret], message: `cần có khi ${mode}=webhook` });
    }
  });

const CHANNELS = [
  ['TELEGRAM_BOT_TOKEN', 'TELEGRAM_MODE', 'TELEGRAM_WEBHOOK_SECRET'],
  ['ZALO_BOT_TOKEN', 'ZALO_BOT_MODE', 'ZALO_BOT_WEBHOOK_SECRET'],
] as const;

/**
 * Reads the settings; other variables are left alone.
 * @throws {SettingsError} when a variable's value cannot be used.
 */
export function readSettings(environment: Readonly<Record<string, unknown>>): Settings {
  const parsed = ENVIRONMENT.safeParse(environment);
  if (!parsed.success) {
    const problems = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
    throw new SettingsError(problems.join('\n'));
  }
  const env = parsed.data;
  return {
    telegram: channel(
      env.TELEGRAM_BOT_TOKEN,
      env.TELEGRAM_API_ROOT,
      env.TELEGRAM_MODE,
      env.TELEGRAM_WEBHOOK_SECRET,
    ),
    zalo: channel(env.ZALO_BOT_TOKEN, env.ZALO_BOT_API_ROOT, env.ZALO_BOT_MODE, env.ZALO_BOT_WEBHOOK_SECRET),
    databaseUrl: env.DATABASE_URL,
    databaseAuthToken: env.DATABASE_AUTH_TOKEN,
    appUrl: env.APP_URL,
    appSecret: env.APP_SECRET,
    fixedNow: env.KYCUONG_NOW,
  };
}

function channel(
  token: string | undefined,
  apiRoot: string | undefined,
  mode: (typeof MODES)[number] | undefined,
  secret: string | undefined,
): ChannelSettings | undefined {
  if (token === undefined) return undefined;
  const updates: Updates =
    mode === 'webhook' && secret !== undefined ? { mode, secret } : { mode: 'polling' };
  return { access: apiRoot === undefined ? { token } : { token, apiRoot }, updates };
}
