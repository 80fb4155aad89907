import { Hono } from 'hono';
import { describe, expect, it } from 'vitest';
import { createApp, type Web } from '../../web/app.ts';
import { echo } from './fake-answers.ts';

function appWith(options: Partial<Web> = {}) {
  return createApp({
    chat: async () => echo(),
    hasRules: async () => true,
    webhooks: { telegram: undefined, zalo: undefined },
    api: new Hono(),
    report: () => undefined,
    ...options,
  });
}

describe('health', () => {
  it('lives as long as the process does', async () => {
    const broken = appWith({ hasRules: () => Promise.reject(new Error('down')) });
    expect((await broken.request('/healthz')).status).toBe(200);
  });

  it.each([
    ['ready with a rule set', async () => true, 200, { status: 'ready' }],
    ['not ready without one', async () => false, 503, { status: 'not_ready', reason: 'no_rule_set' }],
    [
      'not ready without a database',
      () => Promise.reject(new Error('down')),
      503,
      { status: 'not_ready', reason: 'database' },
    ],
  ])('is %s', async (_, hasRules, status, body) => {
    const response = await appWith({ hasRules }).request('/readyz');
    expect(response.status).toBe(status);
    expect(await response.json()).toEqual(body);
  });
});

describe('webhooks', () => {
  it('go to the channel they name', async () => {
    const app = appWith({ webhooks: { telegram: (c) => c.text('telegram'), zalo: (c) => c.text('zalo') } });
    for (const [path, name] of [
      ['/telegram/webhook', 'telegram'],
      ['/zalo/bot/webhook', 'zalo'],
    ] as const) {
      expect(await (await app.request(path, { method: 'POST' })).text()).toBe(name);
    }
  });

  it('are not there while the channel is off', async () => {
    for (const path of ['/telegram/webhook', '/zalo/bot/webhook']) {
      expect((await appWith().request(path, { method: 'POST' })).status).toBe(404);
    }
  });
});

describe('every answer', () => {
  it.each(['/', '/khong-co', '/style.css', '/healthz'])('of %s forbids scripts and framing', async (path) => {
    const { headers } = await appWith().request(path);
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy.split('; ')).toEqual(
      expect.arrayContaining(["default-src 'none'", "style-src 'self'", "frame-ancestors 'none'"]),
    );
    expect(policy).not.toContain('unsafe');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
  });
});

describe('assets', () => {
  it.each([
    ['/style.css', 'text/css; charset=utf-8'],
    ['/icon.svg', 'image/svg+xml'],
  ])('%s is sent once', async (path, type) => {
    const app = appWith();
    const first = await app.request(path);
    expect(first.headers.get('content-type')).toBe(type);
    const again = await app.request(path, { headers: { 'if-none-match': first.headers.get('etag') ?? '' } });
    expect(again.status).toBe(304);
  });
});

describe('what goes wrong', () => {
  it('is a page in Vietnamese where there is none', async () => {
    const response = await appWith().request('/khong-co');
    expect(response.status).toBe(404);
    expect(await response.text()).toContain('Không có trang này');
  });

  it('is reported, and the visitor told no more than that', async () => {
    const reports: string[] = [];
    const app = appWith({
      chat: async () => () => Promise.reject(new Error('ổ đĩa đầy')),
      report: (message) => void reports.push(message),
    });
    const response = await app.request('/?q=x');
    expect(response.status).toBe(500);
    const page = await response.text();
    expect(page).toContain('Xin thử lại sau ít phút');
    expect(page).not.toContain('ổ đĩa');
    expect(reports).toEqual([expect.stringMatching(/^GET \/: Error: ổ đĩa đầy/)]);
  });
});
