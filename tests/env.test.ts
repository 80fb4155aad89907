import { describe, expect, it } from 'vitest';
import { readSettings, SettingsError } from '../env.ts';

function refusal(environment: Record<string, unknown>): string {
  try {
    readSettings(environment);
  } catch (error) {
    if (error instanceof SettingsError) return error.message;
    throw error;
  }
  throw new Error('not refused');
}

describe('the environment', () => {
  it('leaves everything off when nothing is set, or set to nothing', () => {
    const empty = readSettings({
      TELEGRAM_BOT_TOKEN: '',
      ZALO_BOT_TOKEN: '  ',
      DATABASE_URL: '',
      APP_URL: '',
    });
    expect(empty).toEqual(readSettings({}));
    expect(empty).toMatchObject({
      telegram: undefined,
      zalo: undefined,
      databaseUrl: undefined,
    });
  });

  it('polls where no mode is said, at the root given', () => {
    const { telegram, zalo } = readSettings({
      TELEGRAM_BOT_TOKEN: ' 1:abc ',
      TELEGRAM_API_ROOT: 'http://127.0.0.1:1234/',
      ZALO_BOT_TOKEN: '2:def',
    });
    expect(telegram).toEqual({
      access: { token: '1:abc', apiRoot: 'http://127.0.0.1:1234' },
      updates: { mode: 'polling' },
    });
    expect(zalo).toEqual({ access: { token: '2:def' }, updates: { mode: 'polling' } });
  });

  it('takes updates by webhook with a secret', () => {
    const { zalo } = readSettings({
      ZALO_BOT_TOKEN: '2:def',
      ZALO_BOT_MODE: 'webhook',
      ZALO_BOT_WEBHOOK_SECRET: 'bi-mat-cua-tinh',
    });
    expect(zalo?.updates).toEqual({ mode: 'webhook', secret: 'bi-mat-cua-tinh' });
  });

  it('fixes the clock at an instant with its offset', () => {
    const { fixedNow } = readSettings({ KYCUONG_NOW: '2026-11-20T09:00:00+07:00' });
    expect(fixedNow).toEqual(new Date('2026-11-20T02:00:00Z'));
  });

  it('refuses a webhook without a secret, but not that of a channel that is off', () => {
    const modes = { TELEGRAM_MODE: 'webhook', ZALO_BOT_MODE: 'webhook' };
    expect(refusal({ ...modes, TELEGRAM_BOT_TOKEN: '1:a', ZALO_BOT_TOKEN: '2:b' })).toBe(
      'TELEGRAM_WEBHOOK_SECRET: cần có khi TELEGRAM_MODE=webhook\nZALO_BOT_WEBHOOK_SECRET: cần có khi ZALO_BOT_MODE=webhook',
    );
    expect(readSettings(modes).telegram).toBeUndefined();
  });

  it.each([
    ['TELEGRAM_MODE', 'hook', 'chỉ nhận polling hoặc webhook'],
    ['TELEGRAM_API_ROOT', 'api.telegram.org', 'phải là một địa chỉ bắt đầu bằng http:// hoặc https://'],
    ['TELEGRAM_WEBHOOK_SECRET', 'bí mật', 'chỉ gồm 1 đến 256 chữ cái không dấu, chữ số, dấu _ và -'],
    ['ZALO_BOT_WEBHOOK_SECRET', 'ngan', 'gồm 8 đến 256 ký tự không dấu, không có dấu cách'],
    ['DATABASE_URL', '/var/lib/kycuong.db', 'phải bắt đầu bằng file:, http://, https:// hoặc libsql://'],
    ['APP_URL', 'kycuong.vn', 'phải là một địa chỉ bắt đầu bằng http:// hoặc https://'],
    ['KYCUONG_NOW', '20/11/2026', 'phải là một thời điểm, ví dụ 2026-11-20T09:00:00+07:00'],
    ['KYCUONG_NOW', '2026-02-30T00:00:00Z', 'phải là một thời điểm, ví dụ 2026-11-20T09:00:00+07:00'],
    ['APP_SECRET', 7, 'phải là chữ'],
  ])('names %s when its value cannot be used', (name, value, message) => {
    expect(refusal({ [name]: value })).toBe(`${name}: ${message}`);
  });

  it('names every bad variable at once, and no value', () => {
    const message = refusal({ APP_URL: 'sai-mot', DATABASE_URL: 'sai-hai' });
    expect(message.split('\n').map((line) => line.split(':')[0])).toEqual(['DATABASE_URL', 'APP_URL']);
    expect(message).not.toContain('sai-');
  });
});
