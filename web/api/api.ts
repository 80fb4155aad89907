/** The API of version 1. Every answer is JSON, every error a problem document. */
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { NoRulesError } from '../../bot/desk.ts';
import { traceOf } from '../../bot/fault.ts';
import { type ObservationsOptions, observations } from './observations.ts';
import { MOST_MEGABYTES, openApi } from './openapi.ts';
import { problemOf, problemResponse } from './problem.ts';

export interface ApiOptions extends ObservationsOptions {
  /** Told of faults that callers only see as status 500. */
  readonly report: (message: string) => void;
}

export function createApi(options: ApiOptions): Hono {
  const api = new Hono();
  const limit = bodyLimit({
    maxSize: MOST_MEGABYTES * 1_000_000,
    onError: () =>
      problemResponse(problemOf('too-large', `Nhiều nhất ${MOST_MEGABYTES} MB; chia thành nhiều lần gửi.`)),
  });
  api.use(async (c, next) => {
    await next();
    c.header('Cache-Control', 'no-store');
  });
  api.get('/openapi.json', (c) => c.json(openApi()));
  api.post('/observations', limit, observations(options));
  api.all('*', () => problemResponse(problemOf('not-found')));
  api.onError((error, c) => {
    if (error instanceof NoRulesError) return problemResponse(problemOf('no-rules'));
    options.report(`${c.req.method} ${c.req.path}: ${traceOf(error)}`);
    return problemResponse(problemOf('fault', 'Gửi lại sau ít phút với cùng Idempotency-Key.'));
  });
  return api;
}
