import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { SQLD } from '../setup/sqld.ts';
import { type ServerProcess, startProcess } from '../support/process.ts';

/** Starts a libSQL server with an empty database. */
export async function startSqld(): Promise<ServerProcess> {
  const folder = mkdtempSync(path.join(tmpdir(), 'kycuong-sqld-'));
  const sqld = await startProcess({
    command: SQLD,
    args: (port) => ['-d', folder, '--http-listen-addr', `127.0.0.1:${port}`, '--no-welcome'],
    healthPath: '/health',
  });
  return {
    url: sqld.url,
    stop: async () => {
      const code = await sqld.stop();
      rmSync(folder, { recursive: true });
      return code;
    },
  };
}
