/** Reaching the Telegram Bot API. */
import type { ApiClientOptions, Bot } from 'grammy';

export interface TelegramAccess {
  readonly token: string;
  /** Without a final slash; the public one by default. */
  readonly apiRoot?: string;
}

type GrammySignal = NonNullable<Parameters<Bot['init']>[0]>;

/** grammY's options for calls that may take so many seconds. */
export function clientOptions({ apiRoot }: TelegramAccess, timeoutSeconds: number): ApiClientOptions {
  return { timeoutSeconds, fetch: nativeFetch, ...(apiRoot ? { apiRoot } : {}) };
}

/**
 * The platform's own fetch, whose errors tell whether a connection was made; that of grammY on Node does not. The
 * signal is passed on by hand because grammY's is not a native one there. A gateway's error page becomes an error of
 * the API's form, which grammY could not read otherwise.
 */
async function nativeFetch(url: string, init: RequestInit): Promise<Response> {
  const { method, headers, body, signal } = init;
  const controller = new AbortController();
  signal?.addEventListener('abort', () => controller.abort());
  const response = await fetch(url, {
    method: method ?? 'GET',
    headers: headers ?? {},
    body: body ?? null,
    signal: controller.signal,
  });
  const json = response.headers.get('content-type')?.includes('json') === true;
  if (response.ok || json) return response;
  return Response.json({ ok: false, error_code: response.status, description: response.statusText });
}

/** A native signal as grammY's types for Node want it; at run time any signal serves. */
export function grammySignal(signal: AbortSignal): GrammySignal {
  return signal as unknown as GrammySignal;
}
