/** The web of both front doors: pages, health and webhooks, built from what they are given. */
import { type Handler, Hono } from 'hono';
import { etag } from 'hono/etag';
import { secureHeaders } from 'hono/secure-headers';
import { traceOf } from '../bot/fault.ts';
import { type Ask, chatPage, closedPage } from './pages/chat.ts';
import { ICON } from './pages/icon.ts';
import { plainPage } from './pages/layout.ts';
import { STYLE } from './pages/style.ts';
import { readTurns } from './pages/transcript.ts';

export interface Web {
  /** What answers the chat page; undefined without sample data, where the page only points to the channels. */
  readonly chat: () => Promise<Ask | undefined>;
  /** Whether a rule set is published. Rejects when the database cannot be reached. */
  readonly hasRules: () => Promise<boolean>;
  /** A channel that is off, or polls, has none. */
  readonly webhooks: Readonly<Record<'telegram' | 'zalo', Handler | undefined>>;
  /** What is served below `/api/v1`. */
  readonly api: Hono;
  /** Told of faults that visitors only see as an apology. */
  readonly report: (message: string) => void;
}

const HEADERS = secureHeaders({
  contentSecurityPolicy: {
    defaultSrc: ["'none'"],
    styleSrc: ["'self'"],
    imgSrc: ["'self'"],
    formAction: ["'self'"],
    baseUri: ["'none'"],
    frameAncestors: ["'none'"],
  },
});

export function createApp({ chat, hasRules, webhooks, api, report }: Web): Hono {
  const app = new Hono();
  app.use(HEADERS);
  app.get('/', async (c) => {
    c.header('Cache-Control', 'private, no-cache');
    const ask = await chat();
    if (ask === undefined) return c.html(closedPage());
    return c.html(await chatPage(ask, readTurns(new URL(c.req.url).searchParams)));
  });
  app.get('/style.css', etag(), (c) => c.body(STYLE, 200, asset('text/css; charset=utf-8')));
  app.get('/icon.svg', etag(), (c) => c.body(ICON, 200, asset('image/svg+xml')));
  app.get('/healthz', (c) => c.json({ status: 'ok' }));
  app.get('/readyz', async (c) => {
    const reason = await hasRules().then(
      (published) => (published ? undefined : 'no_rule_set'),
      () => 'database',
    );
    return reason === undefined ? c.json({ status: 'ready' }) : c.json({ status: 'not_ready', reason }, 503);
  });
  if (webhooks.telegram !== undefined) app.post('/telegram/webhook', webhooks.telegram);
  if (webhooks.zalo !== undefined) app.post('/zalo/bot/webhook', webhooks.zalo);
  app.route('/api/v1', api);
  app.notFound((c) =>
    c.html(
      plainPage(
        'Không có trang này',
        'Địa chỉ không đúng hoặc trang đã được dời đi. Xin quay lại trang đầu.',
      ),
      404,
    ),
  );
  app.onError((error, c) => {
    report(`${c.req.method} ${c.req.path}: ${traceOf(error)}`);
    const text = 'Hệ thống đang gặp sự cố nên chưa trả lời được. Xin thử lại sau ít phút.';
    return c.html(plainPage('Xin lỗi', text), 500);
  });
  return app;
}

/** Assets change with a new version only; the browser asks again and mostly hears that nothing has changed. */
function asset(type: string): Record<string, string> {
  return { 'Content-Type': type, 'Cache-Control': 'no-cache' };
}
