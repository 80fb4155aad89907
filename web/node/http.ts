/** HTTP on a port of this machine. */

import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';

export interface HttpServer {
  readonly port: number;
  /** Takes no more requests; resolves when the running ones are answered. */
  close(): Promise<void>;
}

/** Another process listens on the port. */
export class PortInUseError extends Error {
  override readonly name = 'PortInUseError';
}

/** Bytes; room for the longest question and the conversation before it in an address. */
const MAX_HEADER = 32_768;

/** Listens on a port, 0 for any free one. @throws {PortInUseError} */
export async function listenHttp(
  fetch: (request: Request) => Response | Promise<Response>,
  port: number,
): Promise<HttpServer> {
  const server = createAdaptorServer({ fetch, serverOptions: { maxHeaderSize: MAX_HEADER } });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: Error) => {
      const taken = 'code' in error && error.code === 'EADDRINUSE';
      reject(
        taken
          ? new PortInUseError(`Cổng ${port} đang có chương trình khác dùng. Chọn cổng khác bằng --port.`)
          : error,
      );
    });
    server.listen(port, resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error === undefined ? resolve() : reject(error)));
      }),
  };
}
