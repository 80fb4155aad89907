/** The API over a database of its own, with keys and pushes. */
import type { Hono } from 'hono';
import { type Desk, openDesk } from '../../../bot/desk.ts';
import { createApiKey, type KeyScope } from '../../../db/api-keys.ts';
import { write } from '../../../db/database.ts';
import { createApi } from '../../../web/api/api.ts';

export const UNIT = 'kh-so-tu-phap';

export interface ApiUnderTest {
  readonly app: Hono;
  readonly reports: string[];
}

/** @param now moves with each request when it is a function that does */
export function apiOver(at: Desk, now: () => Date = () => at.now): ApiUnderTest {
  const reports: string[] = [];
  const app = createApi({
    desk: () => openDesk(at.db, { now: now() }),
    received: () => undefined,
    report: (message) => void reports.push(message),
  });
  return { app, reports };
}

let names = 0;

/** A key for one unit, or for the scope given. */
export async function keyFor(at: Desk, scope: Partial<KeyScope> = { units: [UNIT] }): Promise<string> {
  names += 1;
  const full = { units: [], provinces: [], kinds: ['figures' as const], ...scope };
  const made = await write(at.db, (tx) => createApiKey(tx, `một cửa ${names}`, full, at.now));
  if (made === undefined) throw new Error('the name is taken');
  return made.key;
}

export interface PushRequest {
  readonly key?: string;
  readonly idempotencyKey?: string;
  readonly type?: string;
  /** JSON text, or what becomes it. */
  readonly body: unknown;
}

export async function push(
  { app }: ApiUnderTest,
  { key, idempotencyKey, type = 'application/json', body }: PushRequest,
): Promise<Response> {
  return app.request('/observations', {
    method: 'POST',
    headers: {
      'Content-Type': type,
      ...(key === undefined ? {} : { Authorization: `Bearer ${key}` }),
      ...(idempotencyKey === undefined ? {} : { 'Idempotency-Key': idempotencyKey }),
    },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
}

/** Late and resolved dossiers of a unit in October 2026. */
export function october(late: number, resolved = 1000, unit = UNIT): unknown {
  return {
    observations: [
      { unit, fact: 'hồ sơ đã giải quyết', period: '2026-10', value: resolved },
      { unit, fact: 'hồ sơ trễ hạn', period: '10/2026', value: late },
    ],
  };
}
