/** A strict HTTP server of the form `/bot<token>/<method>`, which both platforms share, with faults on demand. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

export type Params = Readonly<Record<string, unknown>>;

/** `gone` is aborted when the caller hangs up. */
export type Method = (params: Params, gone: AbortSignal) => unknown;

/** Thrown by a method: the platform answers and refuses. */
export class Refusal extends Error {
  readonly code: number;
  readonly parameters: Params | undefined;

  constructor(code: number, description: string, parameters?: Params) {
    super(description);
    this.code = code;
    this.parameters = parameters;
  }
}

export type Fault =
  /** The connection breaks before or after the method has done its work. */
  | { readonly kind: 'drop before' | 'drop after' }
  /** An answer that is not of the API's form, as from a gateway. */
  | { readonly kind: 'page'; readonly status: number }
  | {
      readonly kind: 'refuse';
      readonly code: number;
      readonly description: string;
      readonly parameters?: Params;
    };

export interface Call {
  readonly method: string;
  readonly params: Params;
}

export interface ApiStub {
  readonly root: string;
  /** Calls with the right token, in order. */
  readonly calls: readonly Call[];
  /** The next call of the method meets the fault; several are met one after the other. */
  fault(method: string, fault: Fault): void;
  /** Resolves once the condition holds; it is looked at when a call comes in and when it has been answered. */
  until(condition: () => boolean): Promise<void>;
  close(): Promise<void>;
}

export interface ApiStubOptions {
  readonly token: string;
  readonly methods: Readonly<Record<string, Method>>;
  /** What is served below `/file/bot<token>/`, by path. */
  readonly files?: ReadonlyMap<string, Uint8Array>;
  /** The HTTP status with which a refusal is answered. */
  readonly statusOf: (code: number) => number;
}

export async function startApiStub(options: ApiStubOptions): Promise<ApiStub> {
  const calls: Call[] = [];
  const faults: { method: string; fault: Fault }[] = [];
  const waiters = new Set<() => void>();

  const server = createServer((request, response) => {
    void answer(request, response).finally(lookAgain);
  });

  function lookAgain(): void {
    for (const look of waiters) look();
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://stub');
    const [, fileToken, path = ''] = /^\/file\/bot([^/]+)\/(.+)$/.exec(url.pathname) ?? [];
    if (fileToken !== undefined) return serveFile(response, fileToken, path);
    const [, token, method = ''] = /^\/bot([^/]+)\/(\w+)$/.exec(url.pathname) ?? [];
    if (token !== options.token) return refuse(response, new Refusal(401, 'Unauthorized'));
    const params = await paramsOf(request, url);
    calls.push({ method, params });
    lookAgain();
    const fault = takeFault(method);
    if (fault?.kind === 'drop before') return void request.socket.destroy();
    if (fault?.kind === 'page') return void response.writeHead(fault.status).end('<html>gateway</html>');
    if (fault?.kind === 'refuse') {
      return refuse(response, new Refusal(fault.code, fault.description, fault.parameters));
    }
    try {
      const run = options.methods[method];
      if (run === undefined) throw new Refusal(404, 'Not Found');
      const result = await run(params, hangUp(response));
      if (fault?.kind === 'drop after') request.socket.destroy();
      else send(response, 200, { ok: true, result });
    } catch (error) {
      refuse(response, error instanceof Refusal ? error : new Refusal(500, String(error)));
    }
  }

  function serveFile(response: ServerResponse, token: string, path: string): void {
    const file = token === options.token ? options.files?.get(path) : undefined;
    calls.push({ method: 'file', params: { path } });
    const fault = takeFault('file');
    if (file === undefined || fault !== undefined) return void response.writeHead(404).end();
    response.writeHead(200, { 'content-type': 'application/octet-stream' }).end(file);
  }

  function takeFault(method: string): Fault | undefined {
    const index = faults.findIndex((entry) => entry.method === method);
    return index < 0 ? undefined : faults.splice(index, 1)[0]?.fault;
  }

  function refuse(response: ServerResponse, { code, message, parameters }: Refusal): void {
    const body = { ok: false, error_code: code, description: message };
    send(response, options.statusOf(code), parameters === undefined ? body : { ...body, parameters });
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    root: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    fault: (method, fault) => void faults.push({ method, fault }),
    until: (condition) =>
      new Promise((resolve) => {
        const look = () => {
          if (!condition()) return;
          waiters.delete(look);
          resolve();
        };
        waiters.add(look);
        look();
      }),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

async function paramsOf(request: IncomingMessage, url: URL): Promise<Params> {
  const type = request.headers['content-type'] ?? '';
  const bytes = await buffer(request);
  const query = Object.fromEntries(url.searchParams);
  if (bytes.length === 0) return query;
  if (!type.startsWith('multipart/form-data'))
    return { ...query, ...(JSON.parse(bytes.toString()) as Params) };
  const form = await new Response(bytes, { headers: { 'content-type': type } }).formData();
  return { ...query, ...Object.fromEntries(form.entries()) };
}

function hangUp(response: ServerResponse): AbortSignal {
  const controller = new AbortController();
  response.on('close', () => controller.abort());
  return controller.signal;
}

/** Updates waiting to be fetched by a long poll. */
export class UpdateQueue<Update> {
  readonly items: Update[] = [];
  readonly #arrivals = new EventTarget();

  add(update: Update): void {
    this.items.push(update);
    this.#arrivals.dispatchEvent(new Event('arrival'));
  }

  /** Resolves at an arrival, after so many seconds, or when one of the signals is aborted. */
  async wait(seconds: number, ...signals: AbortSignal[]): Promise<void> {
    if (this.items.length > 0 || signals.some((signal) => signal.aborted)) return;
    await new Promise<void>((resolve) => {
      const cleanUp = new AbortController();
      const done = () => {
        clearTimeout(timer);
        cleanUp.abort();
        resolve();
      };
      const timer = setTimeout(done, seconds * 1000);
      this.#arrivals.addEventListener('arrival', done, { signal: cleanUp.signal });
      for (const signal of signals) signal.addEventListener('abort', done, { signal: cleanUp.signal });
    });
  }
}

/** Where a webhook may point: the platforms want HTTPS, the tests a loopback address. */
export function isWebhookUrl(url: unknown): url is string {
  return typeof url === 'string' && /^(?:https:\/\/|http:\/\/127\.0\.0\.1:)/.test(url);
}
